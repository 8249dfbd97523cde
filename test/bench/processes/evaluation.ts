/** One evaluation of a generated account, read without a wire, in a process that has evaluated nothing before. */
import { evaluateSnapshot } from '../../../lib/audit.ts';
import { collectGarbage } from '../../../lib/collect-garbage.ts';
import { reportOf } from '../../../lib/compare-audit.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import { readGenerated } from '../read-generated.ts';
import { type EvaluationCost, sizeSchema } from '../tasks.ts';

const size = sizeSchema.parse(JSON.parse(process.argv[2] ?? ''));
const snapshot = await readGenerated(size);
// As an audit does once it has collected. Here it is mostly of the generator and the sandbox, which no audit has in its process.
collectGarbage();
const before = process.threadCpuUsage();
const startedAt = performance.now();
const audited = evaluateSnapshot(snapshot, { configuration: defaultConfiguration });
const evaluatedAt = performance.now();
const { user, system } = process.threadCpuUsage(before);
const { findings } = reportOf(audited);
process.send?.({
  evaluateMs: evaluatedAt - startedAt,
  evaluateProcessorMs: (user + system) / 1000,
  reportMs: performance.now() - evaluatedAt,
  findings: findings.length,
} satisfies EvaluationCost);
process.disconnect?.();
