import type { PaceState } from '../aws/pace/iam-pace.ts';
import type { CheckOutcome, UnknownEntry } from '../checks/evaluate.ts';
import { type Finding, type Severity, severities } from '../findings/finding.ts';
import { isStanding } from '../findings/status.ts';
import { gapSentence, summariseCoverage } from '../snapshot/coverage.ts';
import type { CoverageRecord, Snapshot } from '../snapshot/snapshot.ts';
import { tool } from '../version.ts';

export const REPORT_SCHEMA_VERSION = 1;

/** **Contract** (`--format json`): one audit of one account, whole. */
export interface AuditReport {
  readonly schemaVersion: typeof REPORT_SCHEMA_VERSION;
  readonly tool: typeof tool;
  readonly account: Snapshot['account'];
  /** The instant that ages are counted to. */
  readonly auditedAt: string;
  readonly snapshotTakenAt: string;
  readonly coverage: readonly CoverageRecord[];
  readonly checks: readonly ReportedCheck[];
  readonly summary: ReportSummary;
  /** Gravest first. */
  readonly findings: readonly Finding[];
}

interface ReportedCheck extends Omit<CheckOutcome, 'unknown'> {
  /** Without the discriminators, which tell one night's findings from another's and mean nothing to others. */
  readonly unknown: readonly Omit<UnknownEntry, 'discriminator'>[];
}

export interface ReportSummary {
  readonly status: 'complete' | 'incomplete';
  /** Findings that stand, by severity; suppressed and resolved ones are counted apart. */
  readonly counts: Readonly<Record<Severity | 'new' | 'resolved' | 'suppressed', number>>;
  readonly checks: Readonly<Record<CheckOutcome['status'], number>>;
  readonly coveragePercent: number;
  /** What could not be read, one sentence each. */
  readonly gaps: readonly string[];
  /** How IAM was called; left out where a saved snapshot was judged. */
  readonly pace?: PaceState;
}

/** Puts a report together from what one run produced. */
export function buildReport(parts: {
  readonly snapshot: Snapshot;
  readonly auditedAt: string;
  readonly outcomes: readonly CheckOutcome[];
  readonly findings: readonly Finding[];
}): AuditReport {
  const coverage = summariseCoverage(parts.snapshot.coverage);
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool,
    account: parts.snapshot.account,
    auditedAt: parts.auditedAt,
    snapshotTakenAt: parts.snapshot.takenAt,
    coverage: parts.snapshot.coverage,
    checks: parts.outcomes.map(reported),
    summary: {
      status: coverage.complete ? 'complete' : 'incomplete',
      counts: countFindings(parts.findings),
      checks: countOutcomes(parts.outcomes),
      coveragePercent: coverage.percent,
      gaps: coverage.gaps.map(gapSentence),
    },
    findings: parts.findings,
  };
}

function reported({ unknown, ...outcome }: CheckOutcome): ReportedCheck {
  return { ...outcome, unknown: unknown.map(({ discriminator: _, ...entry }) => entry) };
}

/** Whether something at least as grave as `threshold` stands. */
export function hasFindingAtOrAbove(findings: readonly Finding[], threshold: Severity): boolean {
  const limit = severities.indexOf(threshold);
  return findings.some((finding) => isStanding(finding.status) && severities.indexOf(finding.severity) <= limit);
}

function countFindings(findings: readonly Finding[]): ReportSummary['counts'] {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0, new: 0, resolved: 0, suppressed: 0 };
  for (const finding of findings) {
    if (isStanding(finding.status)) counts[finding.severity] += 1;
    if (finding.status === 'new' || finding.status === 'resolved' || finding.status === 'suppressed')
      counts[finding.status] += 1;
  }
  return counts;
}

function countOutcomes(outcomes: readonly CheckOutcome[]): ReportSummary['checks'] {
  const counts = { pass: 0, fail: 0, unknown: 0, 'not-applicable': 0 };
  for (const outcome of outcomes) counts[outcome.status] += 1;
  return counts;
}
