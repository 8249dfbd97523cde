import { gunzipSync } from 'node:zlib';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { DescribeParametersCommand } from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Aws, createAws } from '../../lib/aws/aws.ts';
import { defaultConfiguration } from '../../lib/config/configuration.ts';
import type { StoredFinding } from '../../lib/findings/finding.ts';
import { archiveSnapshot } from '../../lib/publish/archive.ts';
import { publishMetrics } from '../../lib/publish/metrics.ts';
import { createFindingsStore, type FindingsStore } from '../../lib/publish/store/findings-store.ts';
import type { Night } from '../../lib/publish/store/summary.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import { anAccount } from '../builders/an-account.ts';
import { idsOf } from './store/a-store.ts';
import { findingsOfALargeAccount } from './store/large-account.ts';

const accountId = '210987654321';
const folder = `/account-auditor/${accountId}`;
const key = 'alias/account-auditor';
const some = findingsOfALargeAccount(300);
const log = { info: vi.fn(), warn: vi.fn() };
let sandbox: Sandbox;
let aws: Aws;
let now: number;

beforeEach(async () => {
  now = Date.now();
  sandbox = await startSandbox({
    accounts: [
      {
        accountId,
        credentials: [{ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI', as: 'role/auditor' }],
        kmsKeys: [key],
        buckets: ['audit-archive'],
        roles: [{ name: 'auditor', created: '-90d', trust: {} }],
      },
    ],
    now: () => new Date(now),
  });
  const { endpoint, credentials } = sandbox;
  aws = createAws({ endpoint, credentials, region: 'eu-west-1' });
});

afterEach(async () => {
  aws.close();
  await sandbox.close();
});

function aStore(options: { readonly runId?: string; readonly kmsKeyId?: string } = {}): FindingsStore {
  return createFindingsStore({
    ssm: aws.ssm(),
    prefix: '/account-auditor',
    runId: options.runId ?? `run-${now}`,
    kmsKeyId: options.kmsKeyId ?? key,
    // Time passes by waiting alone, and waiting takes none.
    clock: () => now,
    sleep: async (ms) => {
      now += ms;
      await new Promise(setImmediate);
    },
    log,
  });
}

function aNight(findings: readonly StoredFinding[]): Night {
  const startedAt = new Date(now).toISOString();
  return {
    startedAt,
    status: 'complete',
    coveragePercent: 100,
    gaps: [],
    configuration: defaultConfiguration,
    findings,
  };
}

async function writeNight(store: FindingsStore, findings: readonly StoredFinding[]): Promise<void> {
  const lease = await store.acquireLease(accountId);
  const previous = await store.readNight(accountId);
  await store.commit(lease, { night: aNight(findings), previous });
  await store.release(lease);
  now += 86_400_000;
}

describe('the findings store over the wire', () => {
  it('writes encrypted standard parameters, and reads them back', async () => {
    await writeNight(aStore(), some);
    const { Parameters = [] } = await aws.ssm().send(new DescribeParametersCommand({ MaxResults: 50 }));
    expect(Parameters.length).toBeGreaterThan(5);
    expect(
      Parameters.filter(({ Type, KeyId, Tier }) => Type !== 'SecureString' || KeyId !== key || Tier !== 'Standard'),
    ).toEqual([]);
    const night = await aStore().readNight(accountId);
    expect([night?.lost, idsOf(night?.findings)]).toEqual([[], idsOf(some)]);
  });

  it('writes the lease and the summary, and nothing else, on a night on which nothing changed', async () => {
    await writeNight(aStore(), some);
    sandbox.ledger.reset();
    await writeNight(aStore(), some);
    expect(sandbox.ledger.count('ssm:PutParameter')).toBe(2);
    expect(sandbox.ledger.count('ssm:DeleteParameters')).toBe(1);
  });

  it('gets through lost answers, cut connections and throttling without losing or doubling anything', async () => {
    await writeNight(aStore(), some.slice(100));
    sandbox.setFaults([
      { fault: 'truncated', on: 'ssm:*', rate: 0.15 },
      { fault: 'reset', on: 'ssm:*', rate: 0.1 },
      { fault: 'throttled', on: 'ssm:PutParameter', rate: 0.05, times: 2 },
    ]);
    await writeNight(aStore({ runId: 'run-in-the-storm' }), some);
    sandbox.setFaults([]);
    const night = await aStore().readNight(accountId);
    expect([night?.lost, idsOf(night?.findings)]).toEqual([[], idsOf(some)]);
    expect((await aStore().history(accountId)).map(({ runId }) => runId).at(-1)).toBe('run-in-the-storm');
    expect((await aStore().history(accountId)).length).toBe(2);
  });

  it('lets two audits at once write one after the other', async () => {
    const [scheduled, manual] = [some.slice(0, 200), some.slice(100)];
    await Promise.all([
      writeNight(aStore({ runId: 'scheduled' }), scheduled),
      writeNight(aStore({ runId: 'manual' }), manual),
    ]);
    const runs = (await aStore().history(accountId)).map(({ runId }) => runId);
    expect(new Set(runs)).toEqual(new Set(['scheduled', 'manual']));
    const night = await aStore().readNight(accountId);
    expect(idsOf(night?.findings)).toEqual(idsOf(runs.at(-1) === 'manual' ? manual : scheduled));
  });

  it('says in one line that a key cannot be used, and leaves nothing behind', async () => {
    const writing = writeNight(aStore({ kmsKeyId: 'alias/no-such-key' }), some);
    await expect(writing).rejects.toThrow(new RegExp(`^Parameter Store, PutParameter ${folder}/lease: .*no-such-key`));
    expect(await aStore().readNight(accountId)).toBeNull();
  });
});

describe('publishMetrics over the wire', () => {
  it('is taken by CloudWatch', async () => {
    const metrics = [{ name: 'CoveragePercent', unit: 'Percent', value: 93.3 }] as const;
    await publishMetrics(aws.cloudWatch(), metrics, { accountId, at: new Date(now) });
    expect(sandbox.ledger.entries().map(({ service, status }) => `${service} ${status}`)).toEqual(['cloudwatch 200']);
  });
});

describe('archiveSnapshot over the wire', () => {
  const snapshot = anAccount().withRole('deploy-pipeline').build();

  it('can be read back from the bucket', async () => {
    const archive = { s3: aws.s3(), bucket: 'audit-archive', owner: accountId, log, kmsKeyId: key };
    const archived = await archiveSnapshot(archive, snapshot, 'run-1');
    const Key = archived.location?.replace('s3://audit-archive/', '');
    const { Body } = await aws.s3().send(new GetObjectCommand({ Bucket: 'audit-archive', Key }));
    expect(JSON.parse(gunzipSync((await Body?.transformToByteArray()) ?? '').toString())).toEqual(snapshot);
  });

  it('says why not when the bucket is another account’s, or not there', async () => {
    const archive = { s3: aws.s3(), bucket: 'audit-archive', owner: accountId, log };
    const foreign = await archiveSnapshot({ ...archive, owner: '111122223333' }, snapshot, 'run-1');
    const missing = await archiveSnapshot({ ...archive, bucket: 'no-such-bucket' }, snapshot, 'run-1');
    expect([foreign.status, missing.status]).toEqual(['failed', 'failed']);
  });
});
