import { describe, expect, it } from 'vitest';
import { runAuditJob } from '../../lib/audit-job.ts';
import { createAws } from '../../lib/aws/aws.ts';
import { configurationSchema } from '../../lib/config/configuration.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import { smallAccountNow } from './small-account.ts';
import { ownTime } from './small-audit.ts';

const accountId = '111122223333';
const REGION = 'eu-west-1';
const KEPT = `answers/${accountId}.ndjson.gz`;

const tlsOnly = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: '*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const buckets = [
  ...['orders', 'invoices', 'exports'].map((name) => ({ name, policy: { Statement: [tlsOnly] } })),
  { name: 'archive' },
].map((bucket) => ({ ...bucket, region: REGION, created: '2026-01-10T08:00:00Z' }));
const keys = [{ rotation: true }, { rotation: true }, { spec: 'RSA_2048' }, {}].map((more, index) => ({
  id: `0000000${index}-1111-2222-3333-444455556666`,
  region: REGION,
  created: '-900d',
  ...more,
}));

/** One audit, so many days after the first, and the calls it made about single buckets and keys. */
async function night(sandbox: Sandbox, day: number, log = { info: () => {}, warn: (_: string) => {} }) {
  sandbox.ledger.reset();
  const aws = createAws({ region: REGION, endpoint: sandbox.endpoint, credentials: sandbox.credentials });
  try {
    const { audited, stored } = await runAuditJob({
      aws,
      settings: { prefix: '/account-auditor', archiveBucket: 'archive' },
      configuration: configurationSchema.parse({ inventory: ['buckets', 'keys'], pace: 'fast' }),
      runId: `run-${day}`,
      ...ownTime(day),
      log,
      store: true,
    });
    expect(stored?.outcome).toBe('stored');
    const calls = [
      's3:GetBucketPolicy',
      's3:GetBucketEncryption',
      's3:GetPublicAccessBlock',
      's3:GetBucketAcl',
      'kms:GetKeyRotationStatus',
      'kms:DescribeKey',
    ].map((action) => sandbox.ledger.count(action));
    return { calls, snapshot: audited.snapshot };
  } finally {
    aws.close();
  }
}

async function account() {
  let day = 0;
  const sandbox = await startSandbox({
    accounts: [{ accountId, accountPublicAccessBlock: {}, buckets, keys, roles: [] }],
    now: () => new Date(smallAccountNow.getTime() + day * 86_400_000),
  });
  return {
    sandbox,
    kept: () => sandbox.accounts[0]?.s3.buckets.get('archive')?.objects.get(KEPT)?.at(-1)?.content?.bytes,
    audit: (of: number, log?: Parameters<typeof night>[2]) => {
      day = of;
      return night(sandbox, of, log);
    },
    [Symbol.asyncDispose]: () => sandbox.close(),
  };
}

describe('what was asked of single buckets and keys', () => {
  it('is asked on later nights only where that can show something', async () => {
    await using the = await account();
    const first = await the.audit(0);
    expect(first.calls).toEqual([4, 4, 0, 0, 4, 2]);
    const second = await the.audit(1);
    // The archive bucket does not insist on TLS, and one key could be rotated and is not.
    expect(second.calls).toEqual([1, 0, 0, 0, 1, 1]);
    const answersOf = ({ snapshot }: typeof first) =>
      [...(snapshot.bucketSettings ?? []), ...(snapshot.keyRotation ?? [])].map(({ readAt, ...answer }) => answer);
    expect(answersOf(second)).toEqual(answersOf(first));
    expect((await the.audit(14)).calls).toEqual(first.calls);
  });

  it('is asked again where what was kept is damaged, and a line of the log says so', async () => {
    await using the = await account();
    const first = await the.audit(0);
    the.kept()?.set([0, 0, 0, 0], 30);
    const warnings: string[] = [];
    const second = await the.audit(1, { info: () => {}, warn: (message) => warnings.push(message) });
    expect(second.calls).toEqual(first.calls);
    expect(warnings).toContain(
      'what earlier nights asked of functions, buckets and keys is not readable; all of them are asked',
    );
  });
});
