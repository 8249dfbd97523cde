import { summariseCoverage } from '../snapshot/coverage.ts';
import type { AuditReport } from './audit-report.ts';

/** Sources that could not be read for one and the same reason. */
export interface Gap {
  readonly sources: readonly string[];
  readonly reason: string;
}

/** What could not be read. One cause often takes many sources with it, and is said once. */
export function groupGaps({ coverage }: AuditReport): readonly Gap[] {
  const { gaps } = summariseCoverage(coverage);
  const byReason = Map.groupBy(gaps, ({ reason, status }) => (status === 'partial' ? `in part: ${reason}` : reason));
  return Array.from(byReason, ([reason, members]) => ({ sources: members.map(({ source }) => source), reason }));
}
