import { vi } from 'vitest';
import type { Finding } from '../../lib/findings/finding.ts';
import type { Announcement } from '../../lib/publish/announcement.ts';
import { aFinding, aReport } from '../report/a-report.ts';

/** A night that was stored, with so many findings of each kind, and the log of whoever tells of it. */
export function aNight(findings: readonly Finding[], signal = new AbortController().signal) {
  const idsOf = (status: Finding['status']) =>
    findings.filter((finding) => finding.status === status).map(({ id }) => id);
  const log = { info: vi.fn(), warn: vi.fn() };
  const announcement: Announcement = {
    report: aReport(findings),
    reconciled: {
      newIds: idsOf('new'),
      reopenedIds: idsOf('reopened'),
      resolvedIds: idsOf('resolved'),
      changedIds: idsOf('suppressed'),
    },
    log,
    sleep: async () => {},
    signal,
  };
  return { announcement, log };
}

/** So many findings, whose ids differ and whose turn in Security Hub comes on different nights. */
export function someFindings(count: number, status: Finding['status'] = 'new'): readonly Finding[] {
  return Array.from({ length: count }, (_, index) =>
    aFinding({ id: `${index.toString(16).padStart(8, '0')}${status.padEnd(8, '0')}`, name: `job-${index}`, status }),
  );
}
