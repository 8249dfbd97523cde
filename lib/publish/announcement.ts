import type { Reconciled } from '../findings/reconcile.ts';
import type { AuditReport } from '../report/audit-report.ts';
import type { Log } from './log.ts';

/** A night that was stored, and how others are told of it. */
export interface Announcement {
  readonly report: Pick<AuditReport, 'account' | 'findings' | 'snapshotTakenAt' | 'tool'>;
  readonly reconciled: Pick<Reconciled, 'newIds' | 'reopenedIds' | 'changedIds' | 'resolvedIds'>;
  readonly log: Log;
  /** How to wait between attempts. */
  readonly sleep: (ms: number) => Promise<unknown>;
  /** Fires when there is no more time to tell. */
  readonly signal: AbortSignal;
}
