import { gunzipSync, gzipSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Aws, createAws } from '../../lib/aws/aws.ts';
import { type Configuration, defaultConfiguration } from '../../lib/config/configuration.ts';
import { UnfinishedAudit } from '../../lib/publish/unfinished-audit.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import type { LastAccessedReport } from '../../lib/snapshot/snapshot.ts';
import { anAccount } from '../builders/an-account.ts';
import { ACCOUNT_ID } from '../builders/naming.ts';
import { daysAgo, NOW } from '../builders/time.ts';

const KEY = `unfinished/${ACCOUNT_ID}.ndjson.gz`;
const spent = { invocations: 1, durationMs: 660_000, apiCalls: 5_000, throttles: 3 };
const log = { info: vi.fn(), warn: vi.fn() };

const notAsked: LastAccessedReport = { status: 'failed', reason: 'the run was stopped', notAsked: true };
const takenOver: LastAccessedReport = {
  status: 'complete',
  granularity: 'SERVICE_LEVEL',
  completedAt: daysAgo(3),
  services: [{ service: 's3', lastAccessedAt: daysAgo(9), region: 'eu-west-1' }],
  takenOver: true,
};

const some = anAccount()
  .withUser('ada', { keys: [{}], used: { s3: daysAgo(1), sqs: null } })
  .withUser('eve', { lastAccessed: { status: 'gone', reason: 'deleted meanwhile' } })
  .withRole('reader', { lastAccessed: takenOver })
  .withRole('left', { lastAccessed: notAsked });
const snapshot = some.build();
const further = some.withRole('left as well', { lastAccessed: notAsked }).build();

let sandbox: Sandbox;
let aws: Aws;

beforeAll(async () => {
  sandbox = await startSandbox({ accounts: [{ accountId: ACCOUNT_ID, buckets: ['archive'] }] });
  aws = createAws({ region: 'eu-west-1', endpoint: sandbox.endpoint, credentials: sandbox.credentials });
});

afterAll(async () => {
  aws.close();
  await sandbox.close();
});

beforeEach(() => {
  vi.clearAllMocks();
  sandbox.accounts[0]?.s3.buckets.get('archive')?.objects.clear();
});

/** What one invocation has of the audit. */
function invocation({ bucket = 'archive', ...settings }: Partial<Configuration> & { readonly bucket?: string } = {}) {
  return new UnfinishedAudit({
    bucketOf: (owner) => ({ s3: aws.s3(), bucket, owner, log }),
    configuration: { ...defaultConfiguration, ...settings },
    clock: () => NOW,
  });
}

async function keptChanged(change: (text: string) => string): Promise<void> {
  await invocation().keep(snapshot, spent);
  const bytes = sandbox.accounts[0]?.s3.buckets.get('archive')?.objects.get(KEY)?.at(-1)?.content?.bytes;
  const Body = gzipSync(change(gunzipSync(bytes ?? '').toString()));
  await aws.s3().send(new PutObjectCommand({ Bucket: 'archive', Key: KEY, Body }));
}

describe('UnfinishedAudit', () => {
  it('gives the next invocation what this one has read and spent', async () => {
    expect(await invocation().keep(snapshot, spent)).toBe(true);
    const next = invocation();
    expect(await next.read(ACCOUNT_ID)).toEqual(snapshot);
    expect(next.spent).toEqual(spent);
    expect(next.startedAfresh).toBeNull();
  });

  it('gives it also what CloudTrail has answered, so that nobody asks again', async () => {
    const everybody = anAccount().withRole('reader', { lastAccessed: takenOver }).build();
    const introducers = new Map([
      [
        'a1b2c3d4e5f60718',
        {
          actor: `arn:aws:iam::${ACCOUNT_ID}:user/ada`,
          event: 'CreateRole',
          at: daysAgo(1),
          eventId: '4f3c1b0a-9d8e-4c7b-a6f5-0e1d2c3b4a59',
          sourceIp: '203.0.113.7',
        },
      ],
      ['0718a1b2c3d4e5f6', { unknown: 'CloudTrail did not answer', askedUntil: daysAgo(-7) }],
    ]);
    expect(await invocation().keep(everybody, spent, { parameters: 7, introducers })).toBe(true);
    const next = invocation();
    expect(await next.read(ACCOUNT_ID)).toEqual(everybody);
    expect(next.introducers).toEqual(introducers);
    // Fewer parameters are left: that is further, and as many are not.
    expect(await next.keep(everybody, spent, { parameters: 7, introducers })).toBe(false);
    expect(await next.keep(everybody, spent, { parameters: 6, introducers })).toBe(true);
  });

  it('has nothing to begin with, and forgets what is finished', async () => {
    const first = invocation();
    expect(await first.read(ACCOUNT_ID)).toBeNull();
    expect(first.startedAfresh).toBeNull();
    await first.keep(snapshot, spent);
    const second = invocation();
    await second.read(ACCOUNT_ID);
    await second.forget(ACCOUNT_ID);
    expect(await invocation().read(ACCOUNT_ID)).toBeNull();
    expect(log.warn).not.toHaveBeenCalled();
  });

  it.each<[string, (text: string) => string, RegExp]>([
    [
      'another version of this program',
      (text) => text.replace(/"toolVersion":"[^"]+"/, '"toolVersion":"9.9.9"'),
      /^version 9\.9\.9/,
    ],
    [
      'another version of the object',
      (text) => text.replace('"schemaVersion":1', '"schemaVersion":7'),
      /schemaVersion/,
    ],
    ['another account', (text) => text.replaceAll(ACCOUNT_ID, '999988887777'), /another account/],
    ['seven hours ago', (text) => text.replace(NOW.toISOString(), daysAgo(7 / 24)), /older than 6 hours/],
    ['the future', (text) => text.replace(NOW.toISOString(), daysAgo(-1)), /read anew/],
    [
      'nobody: a line is damaged',
      (text) => text.replace('"takenOver":true', '"takenOver":"yes"'),
      /not what this program writes/,
    ],
  ])('does not go on with what is of %s', async (_, change, reason) => {
    await keptChanged(change);
    const next = invocation();
    expect(await next.read(ACCOUNT_ID)).toBeNull();
    expect(next.startedAfresh).toMatch(reason);
    expect(next.spent.invocations).toBe(0);
  });

  it('does not go on with another configuration', async () => {
    await invocation().keep(snapshot, spent);
    const next = invocation({ graceDays: 3 });
    expect(await next.read(ACCOUNT_ID)).toBeNull();
    expect(next.startedAfresh).toBe('the configuration has changed since');
  });

  it('ends when an invocation comes no further than the one before', async () => {
    await invocation().keep(snapshot, spent);
    const next = invocation();
    await next.read(ACCOUNT_ID);
    expect(await next.keep(snapshot, spent)).toBe(false);
    await invocation().keep(further, spent);
    const after = invocation();
    await after.read(ACCOUNT_ID);
    expect(await after.keep(snapshot, spent)).toBe(true);
  });

  it('ends when nothing can be kept, and says why', async () => {
    expect(await invocation({ bucket: 'no-such-bucket' }).keep(snapshot, spent)).toBe(false);
    expect(log.warn).toHaveBeenCalledWith(expect.stringContaining('the audit ends with it'), {
      reason: expect.stringContaining('NoSuchBucket'),
    });
  });
});
