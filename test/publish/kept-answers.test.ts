import { gunzipSync, gzipSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Aws, createAws } from '../../lib/aws/aws.ts';
import type { KeptAnswers } from '../../lib/collect/inventory/kept-answers.ts';
import { keepAnswers, readKeptAnswers } from '../../lib/publish/kept-answers.ts';
import { createNightArchive } from '../../lib/publish/night-archive.ts';
import type { ArchiveBucket } from '../../lib/publish/packed-objects.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import { anAccount } from '../builders/an-account.ts';
import { ACCOUNT_ID } from '../builders/naming.ts';
import { daysAgo, NOW } from '../builders/time.ts';

const KEY = `answers/${ACCOUNT_ID}.ndjson.gz`;
const takenAt = NOW.toISOString();
const log = { info: vi.fn(), warn: vi.fn() };

const policy = { json: { Statement: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' } } };
const answers: KeptAnswers = {
  functionAccess: [
    {
      functionArn: `arn:aws:lambda:eu-west-1:${ACCOUNT_ID}:function:checkout`,
      revisionId: 'a1b2',
      readAt: daysAgo(3),
      policy,
      url: { authType: 'NONE', cors: { allowOrigins: ['*'], allowCredentials: false } },
    },
  ],
  bucketSettings: [
    {
      bucketName: 'orders',
      bucketCreatedAt: daysAgo(100),
      readAt: daysAgo(2),
      policy: { unreadable: 'the text is not JSON' },
      encryption: { algorithm: 'AES256', kmsKeyId: null },
      publicAccessBlock: null,
      publicGrants: ['READ'],
    },
    { bucketName: '</script>\n', bucketCreatedAt: daysAgo(9), readAt: takenAt, policy: null, encryption: null },
  ],
  keyRotation: [
    {
      keyArn: `arn:aws:kms:eu-west-1:${ACCOUNT_ID}:key/0a`,
      readAt: daysAgo(1),
      isOn: false,
      periodDays: null,
      exempt: 'its material is imported',
    },
  ],
};

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

const versions = () => sandbox.accounts[0]?.s3.buckets.get('archive')?.objects.get(KEY) ?? [];

const put = (body: string | Uint8Array) =>
  aws.s3().send(new PutObjectCommand({ Bucket: 'archive', Key: KEY, Body: body }));

/** What is kept, as text with something changed. */
async function putChanged(change: (text: string) => string): Promise<void> {
  await keepAnswers(archive, answers, takenAt);
  await put(gzipSync(change(gunzipSync(versions().at(-1)?.content?.bytes ?? '').toString())));
}

describe('keepAnswers', () => {
  it('keeps what readKeptAnswers reads back, whole', async () => {
    await keepAnswers(archive, answers, takenAt);
    expect(await readKeptAnswers(archive)).toEqual(answers);
  });

  it('says in the log that it failed, and lets the audit go on', async () => {
    await keepAnswers({ ...archive, bucket: 'no-such-bucket' }, answers, takenAt);
    expect(log.warn).toHaveBeenCalledWith(expect.stringContaining('the next audit asks all of them'), {
      key: KEY,
      reason: expect.stringContaining('NoSuchBucket'),
    });
  });
});

describe('readKeptAnswers', () => {
  it('has none on the first night, and nothing to say about it', async () => {
    expect(await readKeptAnswers(archive)).toBeNull();
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
      () => putChanged((text) => text.replace(`"accountId":"${ACCOUNT_ID}"`, '"accountId":"999988887777"')),
      /of account 999988887777/,
    ],
    [
      'damaged in one line',
      () => putChanged((text) => text.replace('"isOn":false', '"isOn":"no"')),
      /not what this program writes/,
    ],
    ['denied', async () => sandbox.setFaults([{ on: 's3:GetObject', fault: 'denied' }]), /Access denied/],
  ])('takes nothing from an object that is %s, and says why in one line', async (_, prepare, words) => {
    await prepare();
    expect(await readKeptAnswers(archive)).toBeNull();
    expect(log.warn).toHaveBeenCalledWith(expect.stringContaining('all of them are asked'), {
      key: KEY,
      reason: expect.stringMatching(words),
    });
  });
});

describe('createNightArchive', () => {
  const night = (tonight: Partial<KeptAnswers>) =>
    createNightArchive(() => archive).keepAnswers({ ...anAccount().build(), ...tonight });

  it('keeps of what a night did not come to what was kept before', async () => {
    await keepAnswers(archive, answers, takenAt);
    await night({ functionAccess: [], bucketSettings: null, keyRotation: answers.keyRotation });
    expect(await readKeptAnswers(archive)).toEqual({ ...answers, functionAccess: [] });
  });

  it('writes nothing where nobody was asked', async () => {
    await night({ functionAccess: null, bucketSettings: null, keyRotation: null });
    expect(versions()).toHaveLength(0);
  });

  it('has no answers without a bucket', async () => {
    expect(await createNightArchive(null).readAnswers(ACCOUNT_ID)).toBeNull();
  });
});
