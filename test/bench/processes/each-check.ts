/** The checks one after another over a generated account, read without a wire, in a process that has evaluated nothing before. */
import { viewOf } from '../../../lib/checks/account-view.ts';
import { evaluateChecks } from '../../../lib/checks/evaluate.ts';
import { checks } from '../../../lib/checks/registry.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import { readGenerated } from '../read-generated.ts';
import { type CheckCosts, sizeSchema } from '../tasks.ts';

const snapshot = await readGenerated(sizeSchema.parse(JSON.parse(process.argv[2] ?? '')));
const context = { account: viewOf(snapshot), configuration: defaultConfiguration, now: new Date(snapshot.takenAt) };
const costs = checks.map((check) => {
  const before = process.threadCpuUsage();
  evaluateChecks(context, [check]);
  const { user, system } = process.threadCpuUsage(before);
  return { id: check.id, processorMs: (user + system) / 1000 };
});
process.send?.(costs satisfies CheckCosts);
process.disconnect?.();
