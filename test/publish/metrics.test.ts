import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { CannotRunError } from '../../lib/errors.ts';
import type { StoredFinding } from '../../lib/findings/finding.ts';
import { presentFindings } from '../../lib/findings/present.ts';
import { countFindings } from '../../lib/findings/status.ts';
import { auditMetrics, publishMetrics } from '../../lib/publish/metrics.ts';
import { aFinding } from '../findings/some-findings.ts';

const startedAt = '2026-11-21T02:17:00Z';
const accountId = '210987654321';

function metricsOf(stored: readonly StoredFinding[]): Readonly<Record<string, number>> {
  const idsWhere = (field: 'firstSeenAt' | 'reopenedAt' | 'resolvedAt') =>
    stored.filter((finding) => finding[field] === startedAt).map(({ id }) => id);
  const metrics = auditMetrics({
    report: {
      findings: presentFindings(stored, { startedAt, textsOf: () => undefined }),
      summary: {
        status: 'incomplete',
        counts: countFindings(stored, startedAt),
        checks: { pass: 0, fail: 0, unknown: 0, 'not-applicable': 0 },
        coveragePercent: 93.3,
        gaps: [],
      },
    },
    reconciled: {
      newIds: idsWhere('firstSeenAt'),
      reopenedIds: idsWhere('reopenedAt'),
      resolvedIds: idsWhere('resolvedAt'),
    },
    durationMs: 61_234.5,
    apiCalls: 412,
    throttles: 7,
  });
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

describe('auditMetrics', () => {
  it('counts what stands, what appeared and what went', () => {
    const metrics = metricsOf([
      aFinding({ roleName: 'a', severity: 'critical', firstSeenAt: startedAt }),
      aFinding({ roleName: 'b', severity: 'critical', reopenedAt: startedAt }),
      aFinding({ roleName: 'c', severity: 'high' }),
      aFinding({ roleName: 'd', severity: 'high', resolvedAt: startedAt }),
      aFinding({ roleName: 'e', severity: 'high', resolvedAt: '2026-11-20T02:17:00Z' }),
    ]);
    expect(metrics).toEqual({
      FindingsCritical: 2,
      FindingsHigh: 1,
      FindingsMedium: 0,
      FindingsLow: 0,
      FindingsInfo: 0,
      FindingsNewCritical: 2,
      FindingsNewHigh: 0,
      FindingsNew: 2,
      FindingsResolved: 1,
      UnusedPolicies: 0,
      UnusedPrincipals: 3,
      UnusedCredentials: 0,
      CoveragePercent: 93.3,
      AuditDurationMs: 61_235,
      ApiCalls: 412,
      Throttles: 7,
      AuditCompleted: 1,
    });
  });

  it('counts policies and principals once, and every credential', () => {
    const metrics = metricsOf([
      aFinding({ checkId: 'policy-unused', roleName: 'p' }),
      aFinding({ checkId: 'policy-unattached', roleName: 'p' }),
      aFinding({ checkId: 'user-unused', roleName: 'u' }),
      aFinding({ checkId: 'access-key-unused', roleName: 'u', discriminator: 'key-1' }),
      aFinding({ checkId: 'access-key-unused', roleName: 'u', discriminator: 'key-2' }),
      aFinding({ checkId: 'password-unused', roleName: 'u' }),
    ]);
    expect(metrics).toMatchObject({ UnusedPolicies: 1, UnusedPrincipals: 1, UnusedCredentials: 3 });
  });
});

describe('publishMetrics', () => {
  it('sends all in one request, under service and account', async () => {
    const cloudWatch = new CloudWatchClient({ region: 'eu-west-1' });
    const mock = mockClient(cloudWatch).on(PutMetricDataCommand).resolves({});
    const at = new Date(startedAt);
    await publishMetrics(cloudWatch, [{ name: 'ApiCalls', unit: 'Count', value: 3 }], { accountId, at });
    expect(mock.commandCalls(PutMetricDataCommand).map(({ args: [{ input }] }) => input)).toEqual([
      {
        Namespace: 'AccountAuditor',
        MetricData: [
          {
            MetricName: 'ApiCalls',
            Unit: 'Count',
            Value: 3,
            Timestamp: at,
            Dimensions: [
              { Name: 'service', Value: 'account-auditor' },
              { Name: 'AccountId', Value: accountId },
            ],
          },
        ],
      },
    ]);
  });

  it('says in one line that only the metrics are missing', async () => {
    const cloudWatch = new CloudWatchClient({ region: 'eu-west-1' });
    mockClient(cloudWatch)
      .on(PutMetricDataCommand)
      .rejects(Object.assign(new Error('no'), { name: 'AccessDenied' }));
    const sent = publishMetrics(cloudWatch, [], { accountId, at: new Date(startedAt) });
    await expect(sent).rejects.toThrow(CannotRunError);
    await expect(sent).rejects.toThrow(/did not take the metrics: Access denied .*; the findings are stored$/);
  });
});
