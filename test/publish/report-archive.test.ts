import { gunzipSync, gzipSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Aws, createAws } from '../../lib/aws/aws.ts';
import { type KeptReports, reportsToKeep } from '../../lib/collect/last-accessed/kept-reports.ts';
import type { ArchiveBucket } from '../../lib/publish/packed-objects.ts';
import { keepReports, readKeptReports } from '../../lib/publish/report-archive.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import type { LastAccessedReport } from '../../lib/snapshot/snapshot.ts';
import { anAccount } from '../builders/an-account.ts';
import { ACCOUNT_ID } from '../builders/naming.ts';
import { daysAgo, NOW } from '../builders/time.ts';

const KEY = `reports/${ACCOUNT_ID}.ndjson.gz`;
const takenAt = NOW.toISOString();
const log = { info: vi.fn(), warn: vi.fn() };

const ofActions: LastAccessedReport = {
  status: 'complete',
  granularity: 'ACTION_LEVEL',
  completedAt: daysAgo(0.5),
  services: [
    { service: 's3', lastAccessedAt: daysAgo(3), region: 'eu-west-1', trackedActions: null },
    {
      service: 'sqs',
      lastAccessedAt: null,
      region: null,
      trackedActions: [{ action: 'SendMessage', lastAccessedAt: null, region: null }],
    },
  ],
};

const kept = reportsToKeep(
  anAccount()
    .withUser('ada', { keys: [{}], used: { s3: daysAgo(1), sqs: null } })
    .withRole('exporter', { used: { s3: daysAgo(1) } })
    .withRole('reader', { lastAccessed: ofActions })
    .build(),
);

let sandbox: Sandbox;
let aws: Aws;
let archive: ArchiveBucket;

beforeAll(async () => {
  sandbox = await startSandbox({ accounts: [{ accountId: ACCOUNT_ID, buckets: ['archive'] }] });
  aws = createAws({ region: 'eu-west-1', endpoint: sandbox.endpoint, credentials: sandbox.credentials });
  archive = { s3: aws.s3(), bucket: 'archive', owner: ACCOUNT_ID, log };
});

afterAll(async () => {
  aws.close();
  await sandbox.close();
});

beforeEach(() => {
  vi.clearAllMocks();
  sandbox.setFaults([]);
  sandbox.accounts[0]?.s3.buckets.get('archive')?.objects.clear();
});

const put = (body: string | Uint8Array) =>
  aws.s3().send(new PutObjectCommand({ Bucket: 'archive', Key: KEY, Body: body }));

/** What is kept, as text with something changed. */
async function putChanged(change: (text: string) => string): Promise<void> {
  await keepReports(archive, kept, takenAt);
  const stored = sandbox.accounts[0]?.s3.buckets.get('archive')?.objects.get(KEY)?.at(-1)?.content?.bytes;
  await put(gzipSync(change(gunzipSync(stored ?? '').toString())));
}

describe('keepReports', () => {
  it('keeps what readKeptReports reads back, whole', async () => {
    await keepReports(archive, kept, takenAt);
    const { reports, origin } = await readKeptReports(archive);
    expect(reports).toEqual(kept);
    expect(kept.size).toBe(3);
    expect(origin).toBe(`3 were kept by the audit of ${takenAt}`);
  });

  it('replaces the reports of the night before', async () => {
    await keepReports(archive, kept, daysAgo(1));
    const fewer: KeptReports = new Map([...kept].slice(1));
    await keepReports(archive, fewer, takenAt);
    expect((await readKeptReports(archive)).reports).toEqual(fewer);
  });

  it('says in the log that it failed, and lets the audit go on', async () => {
    await keepReports({ ...archive, bucket: 'no-such-bucket' }, kept, takenAt);
    expect(log.warn).toHaveBeenCalledWith(expect.stringContaining('the next audit asks everybody'), {
      key: KEY,
      reason: expect.stringContaining('NoSuchBucket'),
    });
  });
});

describe('readKeptReports', () => {
  it('has none on the first night, and says so', async () => {
    expect(await readKeptReports(archive)).toEqual({ reports: new Map(), origin: 'none are kept yet' });
    expect(log.info).toHaveBeenCalledTimes(1);
    expect(log.warn).not.toHaveBeenCalled();
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['not packed', () => put('{"schemaVersion":1}'), /incorrect header check/],
    ['cut off', () => put(gzipSync('x'.repeat(10_000)).subarray(0, 20)), /unexpected end of file/],
    ['empty', () => put(gzipSync('')), /JSON/],
    [
      'of another version',
      () => putChanged((text) => text.replace('"schemaVersion":1', '"schemaVersion":2')),
      /schemaVersion/,
    ],
    [
      'of another account',
      () => putChanged((text) => text.replace(ACCOUNT_ID, '999988887777')),
      /of account 999988887777/,
    ],
    [
      'damaged in one line',
      () => putChanged((text) => text.replace('["s3"', '["s3",true')),
      /not what this program writes/,
    ],
    [
      'full of other things',
      () => putChanged((text) => text.replace('"id":', '"__proto__":{},"id":')),
      /not what this program writes/,
    ],
    [
      'dated beyond what is an instant',
      () => putChanged((text) => text.replace(/"at":\d+/, '"at":9e15')),
      /report\.at/,
    ],
    ['a bomb', () => put(gzipSync(Buffer.alloc(300 * 1024 * 1024))), /Cannot create a Buffer larger/],
    ['denied', async () => sandbox.setFaults([{ on: 's3:GetObject', fault: 'denied' }]), /Access denied/],
  ])('takes nothing from an object that is %s, and says why in one line', async (_, prepare, words) => {
    await prepare();
    const { reports, origin } = await readKeptReports(archive);
    expect(reports.size).toBe(0);
    expect(origin).toMatch(words);
    expect(origin).not.toContain('\n');
    expect(log.warn).toHaveBeenCalledWith(expect.stringContaining('everybody is asked'), {
      key: KEY,
      reason: expect.stringMatching(words),
    });
  });
});
