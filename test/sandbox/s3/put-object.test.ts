import { describe, expect, it } from 'vitest';
import { getObject, headObject } from '../../../lib/sandbox/s3/get-object.ts';
import { putObject } from '../../../lib/sandbox/s3/put-object.ts';
import { createS3State } from '../../../lib/sandbox/s3/state.ts';
import { callsTo, embeddedAccount, expectAwsError, NOW } from '../calling.ts';

const Bucket = 'auditor-archive';
const Key = '111122223333/2026-11-23/snapshot.json.gz';
const bytes = (text: string) => new TextEncoder().encode(text);

const archiving = () => callsTo(embeddedAccount({ buckets: [Bucket], kmsKeys: ['alias/account-auditor'] }));

describe('putObject', () => {
  it('keeps bytes, headers and metadata as they were sent', () => {
    const call = archiving();
    const body = Uint8Array.from([0x1f, 0x8b, 0x00, 0xff]);
    const { ETag, VersionId } = call(putObject, {
      Bucket,
      Key,
      Body: body,
      ContentType: 'application/json',
      ContentEncoding: 'gzip',
      CacheControl: 'no-store',
      ContentDisposition: 'attachment',
      Metadata: { 'run-id': '01JDC' },
    });
    expect(ETag).toBe('"b3ef279b76df9089a1513f8a5e23caf0"');
    expect(call(getObject, { Bucket, Key })).toMatchObject({
      Body: body,
      ContentLength: 4,
      ContentType: 'application/json',
      ContentEncoding: 'gzip',
      CacheControl: 'no-store',
      ContentDisposition: 'attachment',
      Metadata: { 'run-id': '01JDC' },
      LastModified: NOW,
      ServerSideEncryption: 'AES256',
      ETag,
      VersionId,
    });
  });

  it('makes a version of every put', () => {
    const call = archiving();
    const first = call(putObject, { Bucket, Key, Body: bytes('one') });
    call(putObject, { Bucket, Key, Body: bytes('two') });
    expect(call(getObject, { Bucket, Key }).Body).toEqual(bytes('two'));
    expect(call(getObject, { Bucket, Key, VersionId: first.VersionId }).Body).toEqual(bytes('one'));
  });

  it('does not find a bucket that is not there or belongs to somebody else', () => {
    const call = archiving();
    expect(expectAwsError('NoSuchBucket', () => call(putObject, { Bucket: 'other', Key })).status).toBe(404);
    const owner = { Bucket, Key, ExpectedBucketOwner: '999988887777' };
    expect(expectAwsError('AccessDenied', () => call(putObject, owner)).status).toBe(403);
    expect(call(putObject, { Bucket, Key, ExpectedBucketOwner: '111122223333' }).VersionId).toMatch(/^\S+$/);
  });

  describe('encryption', () => {
    it.each([
      ['alias/account-auditor', 'arn:aws:kms:eu-west-1:111122223333:alias/account-auditor'],
      [undefined, 'arn:aws:kms:eu-west-1:111122223333:alias/aws/s3'],
    ])('names the key %s by its ARN', (keyId, arn) => {
      const call = archiving();
      call(putObject, { Bucket, Key, ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyId });
      expect(call(headObject, { Bucket, Key })).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: arn });
    });

    it('refuses a key that the account does not know', () => {
      const put = { Bucket, Key, ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'alias/other' } as const;
      expectAwsError('KMS.NotFoundException', () => archiving()(putObject, put));
    });

    it('takes a key only with aws:kms', () => {
      expectAwsError('InvalidArgument', () =>
        archiving()(putObject, { Bucket, Key, SSEKMSKeyId: 'alias/account-auditor' }),
      );
    });
  });

  describe('conditions', () => {
    it('creates with IfNoneMatch: * only what is not there', () => {
      const call = archiving();
      const put = { Bucket, Key, IfNoneMatch: '*' };
      const { ETag } = call(putObject, put);
      expect(expectAwsError('PreconditionFailed', () => call(putObject, put)).status).toBe(412);
      expect(call(putObject, { Bucket, Key, IfMatch: ETag, Body: bytes('two') }).ETag).not.toBe(ETag);
      expectAwsError('PreconditionFailed', () => call(putObject, { Bucket, Key, IfMatch: ETag }));
    });

    it('does not find what IfMatch wants to replace', () => {
      const call = archiving();
      expect(expectAwsError('NoSuchKey', () => call(putObject, { Bucket, Key, IfMatch: '"abc"' })).status).toBe(404);
    });

    it('implements IfNoneMatch for * only', () => {
      expectAwsError('NotImplemented', () => archiving()(putObject, { Bucket, Key, IfNoneMatch: '"abc"' }));
    });
  });

  it.each([
    ['a key of more than 1,024 bytes', { Key: 'é'.repeat(513) }, 'KeyTooLongError'],
    ['more than 2 KB of metadata', { Metadata: { note: 'x'.repeat(2045) } }, 'MetadataTooLarge'],
    ['a body that is not what its MD5 says', { ContentMD5: 'XrY7u+Ae7tCTyyK7j1rNww==' }, 'BadDigest'],
    ['a body that is not what its CRC32 says', { ChecksumCRC32: 'AAAAAQ==' }, 'BadDigest'],
  ])('refuses %s', (_, extra, code) => {
    expectAwsError(code, () => archiving()(putObject, { Bucket, Key, Body: bytes('other'), ...extra }));
  });

  it('takes a body that is what its checksums say', () => {
    const put = {
      Bucket,
      Key,
      Body: bytes('hello world'),
      ContentMD5: 'XrY7u+Ae7tCTyyK7j1rNww==',
      ChecksumCRC32: 'DUoRhQ==',
    };
    expect(archiving()(putObject, put)).toMatchObject({ ChecksumCRC32: 'DUoRhQ==' });
  });

  it('holds no more bytes than the account has room for', () => {
    const s3 = createS3State({ buckets: [Bucket], now: NOW, capacityBytes: 10 });
    const call = callsTo({ ...embeddedAccount(), s3 });
    call(putObject, { Bucket, Key, Body: bytes('12345678') });
    expectAwsError('EntityTooLarge', () => call(putObject, { Bucket, Key: 'other', Body: bytes('123') }));
    expect(call(putObject, { Bucket, Key: 'other', Body: bytes('12') }).VersionId).toMatch(/^\S+$/);
  });
});
