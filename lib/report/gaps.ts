import { summariseCoverage } from '../snapshot/coverage.ts';
import type { AuditReport } from './audit-report.ts';

/** Sources that could not be read for one and the same reason. */
export interface Gap {
  readonly sources: readonly string[];
  readonly reason: string;
}

/** What could not be read. One cause often takes many sources with it, and is said once. */
export function groupGaps({ coverage }: AuditReport): readonly Gap[] {
  return byReason(
    summariseCoverage(coverage).gaps.map(({ source, status, reason }) => ({
      source,
      reason: status === 'partial' ? `in part: ${reason}` : reason,
    })),
  );
}

/** What was not to be read, and for want of which whole checks are unknown: no gap, but an answer that is missing. */
export function groupLeftOut({ checks, coverage }: AuditReport): readonly Gap[] {
  const blind = checks.filter(({ status }) => status === 'unknown').flatMap(({ unknown }) => unknown);
  const said = new Set(blind.map(({ reason }) => reason));
  return byReason(
    coverage.flatMap(({ source, status, reason }) =>
      status === 'skipped' && reason !== null && said.has(`${source} ${status}: ${reason}`) ? [{ source, reason }] : [],
    ),
  );
}

function byReason(records: readonly { readonly source: string; readonly reason: string }[]): readonly Gap[] {
  const groups = Map.groupBy(records, ({ reason }) => reason);
  return Array.from(groups, ([reason, members]) => ({ sources: members.map(({ source }) => source), reason }));
}
