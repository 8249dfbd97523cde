import type { Severity } from '../findings/finding.ts';
import { type AuditReport, hasFindingAtOrAbove } from '../report/audit-report.ts';

/** **Contract**: what the command line exits with. */
export const exitCodes = {
  done: 0,
  /** Findings at or above `--fail-on`. */
  findings: 1,
  usage: 2,
  /** Something could not be read; wins over `findings`. */
  incomplete: 3,
  couldNotRun: 4,
} as const;

/** What an audit exits with. */
export function exitCodeOf(report: AuditReport, failOn: Severity | 'none'): number {
  if (report.summary.status === 'incomplete') return exitCodes.incomplete;
  return failOn !== 'none' && hasFindingAtOrAbove(report.findings, failOn) ? exitCodes.findings : exitCodes.done;
}
