import type { StoredFinding } from './finding.ts';

/** What became of a finding after an instant; null: nothing. */
export type Change = 'new' | 'reopened' | 'resolved';

/**
 * Whether a finding came, came back or went at an instant or after it. One that came and went again since then is
 * `resolved`. Resolved findings are remembered for a month: what went before that is not known any more.
 */
export function changeSince(finding: StoredFinding, since: Date): Change | null {
  const isSince = (at: string | undefined) => at !== undefined && Date.parse(at) >= since.getTime();
  if (finding.resolvedAt !== undefined) return isSince(finding.resolvedAt) ? 'resolved' : null;
  if (isSince(finding.firstSeenAt)) return 'new';
  return isSince(finding.reopenedAt) ? 'reopened' : null;
}
