import { describe, expect, it } from 'vitest';
import type { AuditJobResult } from '../../lib/audit-job.ts';
import { summariseAudit } from '../../lib/audit-summary.ts';
import { defaultConfiguration } from '../../lib/config/configuration.ts';
import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';
import { startSandbox } from '../../lib/sandbox/server.ts';
import { accountId, audit } from './harness.ts';

const PRINCIPALS = 100;
const CALLS_PER_SECOND = 20;

const workers: AccountSpecInput = {
  accountId,
  roles: Array.from({ length: PRINCIPALS }, (_, index) => ({
    name: `invoice-worker-${index + 1}`,
    created: '-400d',
    trust: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    inline: {
      invoices: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: ['sqs:ReceiveMessage', 's3:PutObject'], Resource: '*' }],
      },
    },
    used: { sqs: '-1d' },
  })),
};

/** An audit where IAM grants 20 calls a second and 40 at once; its seconds by what the calls to IAM take at the least. */
async function limitedAudit(pace: 'fast' | 'gentle'): Promise<{ result: AuditJobResult; timesTheFloor: number }> {
  const limits = { iam: { perSecond: CALLS_PER_SECOND, burst: 2 * CALLS_PER_SECOND } };
  const sandbox = await startSandbox({ accounts: [workers], jobSeconds: 1, credentialReportSeconds: 0, limits });
  try {
    const result = await audit(sandbox, { configuration: { ...defaultConfiguration, pace }, store: false });
    const calls = result.cost.operations
      .filter(({ operation }) => operation.startsWith('iam:'))
      .reduce((sum, operation) => sum + operation.calls, 0);
    return { result, timesTheFloor: result.durationMs / 1_000 / (calls / CALLS_PER_SECOND) };
  } finally {
    await sandbox.close();
  }
}

describe('an audit where IAM grants 20 calls a second', () => {
  // Of few calls, those of the one rush by which the limit is found are a larger part than of a thousand.
  it.concurrent.each([
    { pace: 'fast', atMostTimesTheFloor: 1.15, atMostThrottled: 0.12 },
    { pace: 'gentle', atMostTimesTheFloor: 1.5, atMostThrottled: 0.05 },
  ] as const)('loses nothing and says how it went ($pace)', async (expected) => {
    const { result, timesTheFloor } = await limitedAudit(expected.pace);
    const { attempts, throttles } = result.cost;
    const reports = Object.values(result.audited.snapshot.lastAccessed);

    expect(reports.filter(({ status }) => status === 'complete')).toHaveLength(PRINCIPALS);
    expect(result.report.summary.status).toBe('complete');
    expect(timesTheFloor).toBeLessThan(expected.atMostTimesTheFloor);
    expect(throttles / attempts).toBeLessThan(expected.atMostThrottled);
    expect(result.report.summary.pace).toEqual({
      mode: expected.pace,
      limitFound: expect.closeTo(CALLS_PER_SECOND, -1),
      throttles,
      secondsWaited: expect.any(Number),
    });
    expect(summariseAudit(result).pace).toEqual(result.pace);
  });
});
