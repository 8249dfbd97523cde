/** The search of a saved account for all paths to an administrator, in a process that has done nothing else with it. */
import { viewOf } from '../../../lib/checks/account-view.ts';
import { heldPolicies } from '../../../lib/checks/policy-holder.ts';
import { escalationOf } from '../../../lib/escalation/escalation.ts';
import { loadSnapshot } from '../../../lib/snapshot/load.ts';
import { type EscalationCost, escalationTaskSchema } from '../tasks.ts';

const { file } = escalationTaskSchema.parse(JSON.parse(process.argv[2] ?? ''));
const snapshot = await loadSnapshot(file, { now: new Date() });
const before = process.threadCpuUsage();
const startedAt = performance.now();
const view = viewOf(snapshot);
const escalation = escalationOf({
  snapshot,
  principals: view.principals.map((principal) => ({ ...principal, holder: heldPolicies(view, principal).holder })),
});
const paths = [...escalation.all().values()];
const searchMs = performance.now() - startedAt;
const { user, system } = process.threadCpuUsage(before);
process.send?.({
  searchMs,
  searchProcessorMs: (user + system) / 1000,
  // In kilobytes, whatever the platform: Node's documentation of process.resourceUsage.
  peakBytes: process.resourceUsage().maxRSS * 1024,
  edges: escalation.size.edges,
  lists: escalation.size.lists,
  principals: paths.length,
  paths: paths.flat().length,
} satisfies EscalationCost);
process.disconnect?.();
