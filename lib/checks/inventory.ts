import type { CoverageSource } from '../snapshot/snapshot.ts';
import type { CheckContext, Verdict } from './check.ts';
import { partMissing } from './verdicts.ts';

/**
 * The verdict on each resource that was read. Where there can be more of them, nothing is known of those: a finding of a Region
 * that did not answer is not resolved thereby.
 */
export function* eachRead<Item>(
  context: CheckContext,
  source: CoverageSource,
  items: readonly Item[],
  judge: (item: Item) => Verdict,
): Iterable<Verdict> {
  for (const item of items) yield judge(item);
  const missing = partMissing(context, source);
  if (missing !== null) yield { verdict: 'unknown', ...missing };
}
