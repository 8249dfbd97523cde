import { afterEach, describe, expect, it } from 'vitest';
import type { AuditJobResult } from '../../lib/audit-job.ts';
import { configurationSchema } from '../../lib/config/configuration.ts';
import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';
import { loadAccounts } from '../../lib/sandbox/load.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../lib/sandbox/server.ts';
import { smallAccountBucket, smallAccountNow } from './small-account.ts';
import { auditSmall, ownTime } from './small-audit.ts';

const account: AccountSpecInput = {
  accountId: '111122223333',
  buckets: [smallAccountBucket],
  kmsKeys: ['alias/account-auditor'],
  roles: [
    {
      name: 'vendor',
      created: '-20d',
      trust: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
      },
    },
  ],
  events: [
    {
      time: '-20d',
      name: 'CreateRole',
      source: 'iam.amazonaws.com',
      username: 'ada',
      resources: ['vendor'],
      parameters: { roleName: 'vendor' },
      identity: {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::111122223333:assumed-role/Admin/ada',
        sessionContext: { sourceIdentity: 'ada@example.com' },
      },
    },
  ],
};

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function start(options: Partial<SandboxOptions> = {}): Promise<void> {
  const accounts = loadAccounts([account], { now: smallAccountNow });
  sandbox = await startSandbox({ accounts, now: () => smallAccountNow, ...options });
}

function night(number: number, maxLookups = 25): Promise<AuditJobResult> {
  return auditSmall(sandbox, {
    store: true,
    runId: `run-${number}`,
    configuration: configurationSchema.parse({ attribution: { maxLookups } }),
    ...ownTime(number),
  });
}

function introducerIn({ report }: AuditJobResult) {
  return report.findings.find(({ checkId }) => checkId === 'trust-anyone')?.introducedBy;
}

const lookups = () => sandbox.ledger.count('cloudtrail:LookupEvents');

const ada = {
  actor: 'arn:aws:sts::111122223333:assumed-role/Admin/ada',
  sourceIdentity: 'ada@example.com',
  event: 'CreateRole',
};

describe('who introduced a finding', () => {
  it('is looked up on its first night, and kept', async () => {
    await start();
    expect(introducerIn(await night(0))).toMatchObject(ada);
    const asked = lookups();
    expect(asked).toBeGreaterThan(0);
    const second = await night(1);
    expect(introducerIn(second)).toMatchObject(ada);
    expect(lookups()).toBe(asked);
    // Nothing but the summary: a quiet night stays quiet.
    expect(second.stored).toMatchObject({ outcome: 'stored', committed: { written: 1 } });
  });

  it('is asked for again when CloudTrail gave no answer, which does not keep the night from being stored', async () => {
    await start({ faults: [{ on: 'cloudtrail:LookupEvents', fault: 'denied', times: 1 }] });
    const first = await night(0);
    expect(first.stored).toMatchObject({ outcome: 'stored' });
    expect(introducerIn(first)).toMatchObject({ unknown: 'cloudtrail:LookupEvents is denied' });
    expect(introducerIn(await night(1))).toMatchObject(ada);
  });

  it('is not asked for when that is switched off', async () => {
    await start();
    expect(introducerIn(await night(0, 0))).toBeUndefined();
    expect(lookups()).toBe(0);
  });
});
