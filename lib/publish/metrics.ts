import { type CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { describeAwsError } from '../aws/describe-error.ts';
import { CannotRunError } from '../errors.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import type { Reconciled } from '../findings/reconcile.ts';
import { isStanding } from '../findings/status.ts';
import type { AuditReport } from '../report/audit-report.ts';

/** **Contract**: where the metrics are found, with `service` and `AccountId` as their dimensions. */
export const METRIC_NAMESPACE = 'AccountAuditor';
export const SERVICE_NAME = 'account-auditor';

/** One number of an audit, with its unit as Embedded Metric Format and PutMetricData both write it. */
export interface AuditMetric {
  readonly name: string;
  readonly unit: 'Count' | 'Percent' | 'Milliseconds';
  readonly value: number;
}

export interface AuditNumbers {
  readonly report: Pick<AuditReport, 'findings' | 'summary'>;
  readonly reconciled: Pick<Reconciled, 'newIds' | 'reopenedIds' | 'resolvedIds'>;
  readonly durationMs: number;
  readonly apiCalls: number;
  readonly throttles: number;
}

const policyChecks = ['policy-unattached', 'policy-unused'];
const principalChecks = ['role-unused', 'user-unused', 'user-without-credentials'];
const credentialChecks = ['access-key-unused', 'password-unused', 'service-credential-unused'];

/**
 * **Contract**: the numbers of one audit that was stored. Names and counts only: an ARN is never a dimension.
 * New is what is there tonight and was not last night, whether for the first time or again: alarms are about both.
 */
export function auditMetrics(numbers: AuditNumbers): readonly AuditMetric[] {
  const { findings, summary } = numbers.report;
  const { newIds, reopenedIds, resolvedIds } = numbers.reconciled;
  const appeared = new Set([...newIds, ...reopenedIds]);
  const newOf = (severity: Severity) =>
    findings.filter((finding) => finding.severity === severity && appeared.has(finding.id)).length;
  const standing = findings.filter(({ status }) => isStanding(status));

  return [
    count('FindingsCritical', summary.counts.critical),
    count('FindingsHigh', summary.counts.high),
    count('FindingsMedium', summary.counts.medium),
    count('FindingsLow', summary.counts.low),
    count('FindingsInfo', summary.counts.info),
    count('FindingsNewCritical', newOf('critical')),
    count('FindingsNewHigh', newOf('high')),
    count('FindingsNew', appeared.size),
    count('FindingsResolved', resolvedIds.length),
    count('UnusedPolicies', resourcesOf(standing, policyChecks)),
    count('UnusedPrincipals', resourcesOf(standing, principalChecks)),
    // A user can have several credentials, each with a finding of its own.
    count('UnusedCredentials', standing.filter(({ checkId }) => credentialChecks.includes(checkId)).length),
    { name: 'CoveragePercent', unit: 'Percent', value: summary.coveragePercent },
    { name: 'AuditDurationMs', unit: 'Milliseconds', value: Math.round(numbers.durationMs) },
    count('ApiCalls', numbers.apiCalls),
    count('Throttles', numbers.throttles),
    count('AuditCompleted', 1),
  ];
}

/**
 * Sends metrics by PutMetricData, for runs from the command line; the function writes them to its log instead.
 *
 * @throws CannotRunError in one line; the findings are stored by then
 */
export async function publishMetrics(
  cloudWatch: CloudWatchClient,
  metrics: readonly AuditMetric[],
  { accountId, at }: { readonly accountId: string; readonly at: Date },
): Promise<void> {
  const dimensions = [
    { Name: 'service', Value: SERVICE_NAME },
    { Name: 'AccountId', Value: accountId },
  ];
  const command = new PutMetricDataCommand({
    Namespace: METRIC_NAMESPACE,
    MetricData: metrics.map(({ name, unit, value }) => ({
      MetricName: name,
      Unit: unit,
      Value: value,
      Timestamp: at,
      Dimensions: dimensions,
    })),
  });
  try {
    await cloudWatch.send(command);
  } catch (cause) {
    const { message } = describeAwsError(cause);
    throw new CannotRunError(`CloudWatch did not take the metrics: ${message}; the findings are stored`, { cause });
  }
}

function count(name: string, value: number): AuditMetric {
  return { name, unit: 'Count', value };
}

function resourcesOf(findings: readonly Finding[], checkIds: readonly string[]): number {
  return new Set(findings.filter(({ checkId }) => checkIds.includes(checkId)).map(({ resource }) => resource.arn)).size;
}
