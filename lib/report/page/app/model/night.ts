import type { Finding } from '../../../../findings/finding.ts';
import type { PageData } from '../../page-data.ts';

/**
 * Whether the audit was compared with one before it. Else nothing is said of what is new or resolved: an account that was only
 * looked at has no "0 new".
 */
export function hasNightBefore({ report, trend }: PageData): boolean {
  if (trend.length > 1 || report.summary.counts.resolved > 0) return true;
  const takenAt = Date.parse(report.snapshotTakenAt);
  return report.findings.some(({ firstSeenAt }) => Date.parse(firstSeenAt) < takenAt);
}

/** What the night has changed, each gravest first. Findings that came back are new to whoever reads. */
export function changesOf({ report, trend }: PageData): {
  readonly appeared: readonly Finding[];
  readonly resolved: readonly Finding[];
} {
  const before = trend.at(-2)?.startedAt;
  return {
    appeared: report.findings.filter(({ status }) => status === 'new' || status === 'reopened'),
    // Findings are kept for some nights after they were resolved.
    resolved: report.findings.filter(
      ({ status, resolvedAt }) => status === 'resolved' && isSince(resolvedAt, before ?? report.snapshotTakenAt),
    ),
  };
}

function isSince(at: string | undefined, since: string): boolean {
  return at === undefined || Date.parse(at) >= Date.parse(since);
}
