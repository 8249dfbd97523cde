import { Readable } from 'node:stream';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { serving } from '../serving.ts';

const Bucket = 'auditor-archive';

describe('s3', () => {
  const connection = serving({ buckets: [Bucket], kmsKeys: ['alias/account-auditor'] }, { pageLimit: 3 });
  // The SDK warns of the streams and empty bodies that are tried here on purpose.
  const quiet = { trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const connected = (region?: string) => new S3Client({ ...connection(region), forcePathStyle: true, logger: quiet });

  it('archives bytes with metadata and gives them back', async () => {
    const s3 = connected();
    const Key = '111122223333/2026-11-23/snapshot & ö+1.json.gz';
    const body = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);
    const put = await s3.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body: body,
        ContentType: 'application/json',
        ContentEncoding: 'gzip',
        Metadata: { 'run-id': '01JDC' },
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: 'alias/account-auditor',
      }),
    );
    expect(put.VersionId).toEqual(expect.any(String));
    const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(await got.Body?.transformToByteArray()).toEqual(body);
    expect(got).toMatchObject({
      ContentEncoding: 'gzip',
      ContentLength: 100_000,
      Metadata: { 'run-id': '01JDC' },
      SSEKMSKeyId: 'arn:aws:kms:eu-west-1:111122223333:alias/account-auditor',
      ETag: put.ETag,
    });
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({
      ContentLength: 100_000,
      ETag: put.ETag,
    });
  });

  it('takes a stream of known length and an empty object', async () => {
    const s3 = connected();
    const Body = Readable.from([Buffer.from('one '), Buffer.from('two')]);
    await s3.send(new PutObjectCommand({ Bucket, Key: 'stream', Body, ContentLength: 7 }));
    const { Body: streamed } = await s3.send(new GetObjectCommand({ Bucket, Key: 'stream' }));
    expect(await streamed?.transformToString()).toBe('one two');
    await s3.send(new PutObjectCommand({ Bucket, Key: 'empty', Body: '' }));
    const { Body: empty } = await s3.send(new GetObjectCommand({ Bucket, Key: 'empty' }));
    expect(await empty?.transformToString()).toBe('');
  });

  it('answers errors that the SDK knows', async () => {
    const s3 = connected();
    const missing = { Bucket, Key: 'missing' };
    await expect(s3.send(new GetObjectCommand(missing))).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(s3.send(new HeadObjectCommand(missing))).rejects.toMatchObject({ name: 'NotFound' });
    await expect(s3.send(new HeadBucketCommand({ Bucket: 'missing' }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 404 },
    });
    await s3.send(new PutObjectCommand({ Bucket, Key: 'state', Body: '{}' }));
    await expect(
      s3.send(new PutObjectCommand({ Bucket, Key: 'state', Body: '{}', IfNoneMatch: '*' })),
    ).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
  });

  it('lists what was put, page by page, and deletes it', async () => {
    const client = connected('us-east-1');
    const Nights = 'nights-bucket';
    await client.send(new CreateBucketCommand({ Bucket: Nights }));
    expect((await client.send(new ListBucketsCommand({ Prefix: 'nights' }))).Buckets).toEqual([]);
    const keys = Array.from({ length: 8 }, (_, night) => `nights/<${night}> & "x"`);
    for (const Key of keys) {
      await client.send(new PutObjectCommand({ Bucket: Nights, Key, Body: Key }));
    }
    const listed: (string | undefined)[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: Nights, Prefix: 'nights/' })) {
      listed.push(...Contents.map(({ Key }) => Key));
    }
    expect(listed).toEqual(keys);
    await client.send(new DeleteObjectCommand({ Bucket: Nights, Key: keys[0] }));
    const Objects = keys.slice(1).map((Key) => ({ Key }));
    const { Deleted } = await client.send(new DeleteObjectsCommand({ Bucket: Nights, Delete: { Objects } }));
    expect(Deleted).toHaveLength(7);
    await expect(client.send(new GetObjectCommand({ Bucket: Nights, Key: keys[3] }))).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
  });
});
