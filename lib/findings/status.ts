import type { FindingStatus, Severity, StoredFinding } from './finding.ts';

/** Where a stored finding is in its life, seen from the audit that began at `startedAt`. */
export function statusOf(finding: StoredFinding, startedAt: string): FindingStatus {
  if (finding.resolvedAt !== undefined) return 'resolved';
  if (finding.suppression !== undefined) return 'suppressed';
  if (finding.firstSeenAt === startedAt) return 'new';
  if (finding.reopenedAt === startedAt) return 'reopened';
  return 'open';
}

/** What is still there: neither resolved nor accepted. */
export type StandingStatus = Exclude<FindingStatus, 'resolved' | 'suppressed'>;

export function isStanding(status: FindingStatus): status is StandingStatus {
  return status !== 'resolved' && status !== 'suppressed';
}

/** Severities count what stands; `new` and `resolved` what the audit that began at `startedAt` changed. */
export type FindingCounts = Readonly<Record<Severity | 'new' | 'resolved' | 'suppressed', number>>;

export function countFindings(findings: readonly StoredFinding[], startedAt: string): FindingCounts {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0, new: 0, resolved: 0, suppressed: 0 };
  for (const finding of findings) {
    const status = statusOf(finding, startedAt);
    if (isStanding(status)) counts[finding.severity] += 1;
    if (status === 'new' || status === 'suppressed') counts[status] += 1;
    if (finding.resolvedAt === startedAt) counts.resolved += 1;
  }
  return counts;
}
