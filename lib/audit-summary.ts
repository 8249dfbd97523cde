import type { AuditJobResult } from './audit-job.ts';
import type { PaceState } from './aws/pace/iam-pace.ts';
import type { AuditReport } from './report/audit-report.ts';
import type { Snapshot } from './snapshot/snapshot.ts';
import type { Stored } from './store-audit.ts';

/** The answer of the audit function, made to be read in the console. */
export interface AuditSummary {
  readonly account: string;
  readonly status: AuditReport['summary']['status'];
  /**
   * What another invocation with the same input goes on with: principals to ask about, or parameters with findings to write.
   * None: the audit is finished.
   */
  readonly left: { readonly principals: number; readonly parameters: number };
  /** Whether the findings are in Parameter Store, or why not. */
  readonly stored: string;
  readonly startedAt: string;
  /** How often the function was invoked for this audit. What it cost is of all of them together. */
  readonly invocations: number;
  /** Why this invocation began anew instead of going on with what an earlier one had read; null when it did not. */
  readonly startedAfresh: string | null;
  readonly seconds: number;
  readonly findings: AuditReport['summary']['counts'];
  readonly checks: AuditReport['summary']['checks'];
  readonly coveragePercent: number;
  readonly couldNotSee: readonly string[];
  /** Gravest first: severity, check, resource. At most 20. */
  readonly worst: readonly string[];
  readonly archivedAs: string | null;
  /** Where the page of this night is. */
  readonly page: string | null;
  readonly lastAccessedReports: {
    readonly asked: number;
    /** From earlier nights, because a new one would say the same. */
    readonly takenOver: number;
    /** Where those of earlier nights are from, or why there are none. */
    readonly kept: string;
  };
  readonly apiCalls: number;
  readonly throttles: number;
  /** How IAM was called. */
  readonly pace: PaceState;
}

const WORST_LISTED = 20;

/** Sums up one run for whoever started it. */
export function summariseAudit(result: AuditJobResult): AuditSummary {
  const { report, spent, audited, parametersLeft } = result;
  const isFinished = audited.left === 0 && parametersLeft === 0;
  const { accountId, alias } = report.account;
  return {
    account: alias === null ? accountId : `${accountId} (${alias})`,
    status: isFinished ? report.summary.status : 'incomplete',
    left: { principals: audited.left, parameters: parametersLeft },
    stored: isFinished ? storedSentence(result.stored) : 'no: the audit is not finished; invoke again to go on',
    startedAt: report.snapshotTakenAt,
    invocations: spent.invocations,
    startedAfresh: result.startedAfresh,
    seconds: Math.round(spent.durationMs / 1000),
    findings: report.summary.counts,
    checks: report.summary.checks,
    coveragePercent: report.summary.coveragePercent,
    couldNotSee: report.summary.gaps,
    worst: report.findings
      .slice(0, WORST_LISTED)
      .map(({ severity, checkId, resource }) => `${severity} ${checkId} ${resource.arn}`),
    archivedAs: result.archived?.location ?? null,
    page: result.page,
    lastAccessedReports: { ...countReports(audited.snapshot), kept: result.keptReports },
    apiCalls: spent.apiCalls,
    throttles: spent.throttles,
    pace: result.pace,
  };
}

function countReports({ lastAccessed }: Snapshot): { readonly asked: number; readonly takenOver: number } {
  const wanted = Object.values(lastAccessed).filter((report) => report.status !== 'skipped' && !('notAsked' in report));
  const takenOver = wanted.filter((report) => report.status === 'complete' && report.takenOver).length;
  return { asked: wanted.length - takenOver, takenOver };
}

function storedSentence(stored: Stored | null): string {
  if (stored === null) return 'no: a run with "checks" or "dryRun" is only looked at';
  if (stored.outcome === 'superseded')
    return `no: the later audit of ${stored.by.startedAt} (run ${stored.by.runId}) stands`;
  const { written } = stored.committed;
  return `yes: ${written} ${written === 1 ? 'parameter' : 'parameters'} written`;
}
