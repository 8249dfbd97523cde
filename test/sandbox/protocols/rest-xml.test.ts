import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../lib/sandbox/server.ts';
import { operation } from '../../../lib/sandbox/service.ts';
import { connectionTo } from '../a-sandbox.ts';
import { awkward, failing, instant, serving } from './one-service.ts';

describe('restXml', () => {
  const s3 = { signingName: 's3', protocols: ['restXml'] } as const;
  const client = (sandbox: Sandbox) => new S3Client({ ...connectionTo(sandbox), forcePathStyle: true });
  const key = 'runs/2026-03-02/a b+c&d=ü/%41.json';

  it('takes objects as bytes, whole or in chunks, with their headers', async () => {
    const seen: unknown[] = [];
    const sandbox = await serving(
      s3,
      operation(PutObjectCommand, ({ input: { Bucket, Key, Body, Metadata, ContentType, ServerSideEncryption } }) => {
        seen.push([Bucket, Key, Buffer.from(Body ?? []).toString(), Metadata, ContentType, ServerSideEncryption]);
        return { ETag: '"abc"', VersionId: 'v1' };
      }),
    );
    const common = {
      Bucket: 'archive',
      Key: key,
      Metadata: { run: 'r-1' },
      ContentType: 'application/json',
      ServerSideEncryption: 'aws:kms' as const,
    };
    const text = JSON.stringify({ awkward });
    const answer = await client(sandbox).send(new PutObjectCommand({ ...common, Body: text }));
    const chunks = Readable.from([Buffer.from(text.slice(0, 20)), Buffer.from(text.slice(20))]);
    const ContentLength = Buffer.byteLength(text);
    await client(sandbox).send(new PutObjectCommand({ ...common, Body: chunks, ContentLength }));
    const expected = ['archive', key, text, { run: 'r-1' }, 'application/json', 'aws:kms'];
    expect(seen).toEqual([expected, expected]);
    expect(answer).toMatchObject({ ETag: '"abc"', VersionId: 'v1' });
  });

  it('gives objects as bytes with their headers, and to HEAD the headers alone', async () => {
    const Body = Buffer.from([0, 255, 10, 13, 128]);
    const described = { ContentLength: 5, LastModified: instant, Metadata: { run: 'r-1' }, ETag: '"abc"' };
    const sandbox = await serving(
      s3,
      operation(GetObjectCommand, () => ({ ...described, Body })),
      operation(HeadObjectCommand, () => described),
    );
    const got = await client(sandbox).send(new GetObjectCommand({ Bucket: 'archive', Key: key }));
    expect(got).toMatchObject(described);
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? [])).toEqual(Body);
    expect(await client(sandbox).send(new HeadObjectCommand({ Bucket: 'archive', Key: key }))).toMatchObject(described);
  });

  it('tells operations apart that share an address', async () => {
    const seen: unknown[] = [];
    const sandbox = await serving(
      s3,
      operation(PutObjectCommand, () => ({ ETag: 'put' })),
      operation(CopyObjectCommand, ({ input }) => {
        seen.push(input.CopySource);
        return { CopyObjectResult: { ETag: 'copy' } };
      }),
      operation(ListBucketsCommand, () => ({ Buckets: [{ Name: 'archive', CreationDate: instant }] })),
      operation(ListObjectsV2Command, ({ input }) => {
        seen.push(input);
        return { Contents: [{ Key: awkward, Size: 3, LastModified: instant }], KeyCount: 1, IsTruncated: false };
      }),
      operation(DeleteObjectsCommand, ({ input }) => {
        seen.push(input.Delete);
        return { Deleted: input.Delete.Objects?.map(({ Key }) => ({ Key })) };
      }),
    );
    const s3Client = client(sandbox);
    const copy = await s3Client.send(new CopyObjectCommand({ Bucket: 'archive', Key: 'b', CopySource: 'archive/a' }));
    expect(copy.CopyObjectResult?.ETag).toBe('copy');
    expect((await s3Client.send(new ListBucketsCommand({}))).Buckets).toEqual([
      { Name: 'archive', CreationDate: instant },
    ]);
    const list = await s3Client.send(new ListObjectsV2Command({ Bucket: 'archive', Prefix: 'a b/', MaxKeys: 2 }));
    expect(list.Contents).toEqual([{ Key: awkward, Size: 3, LastModified: instant }]);
    const Delete = { Objects: [{ Key: awkward }, { Key: 'b' }], Quiet: false };
    const deleted = await s3Client.send(new DeleteObjectsCommand({ Bucket: 'archive', Delete }));
    expect(deleted.Deleted).toEqual([{ Key: awkward }, { Key: 'b' }]);
    expect(seen).toEqual(['archive/a', { Bucket: 'archive', Prefix: 'a b/', MaxKeys: 2 }, Delete]);
  });

  it('answers errors that the SDK knows, to HEAD without a body', async () => {
    const sandbox = await serving(
      s3,
      operation(GetObjectCommand, failing('NoSuchKey', 404)),
      operation(HeadObjectCommand, failing('NotFound', 404)),
    );
    await expect(client(sandbox).send(new GetObjectCommand({ Bucket: 'archive', Key: 'a' }))).rejects.toThrow(
      NoSuchKey,
    );
    await expect(client(sandbox).send(new HeadObjectCommand({ Bucket: 'archive', Key: 'a' }))).rejects.toThrow(
      NotFound,
    );
    await expect(client(sandbox).send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: 'NotImplemented' });
  });
});
