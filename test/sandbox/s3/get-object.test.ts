import { describe, expect, it } from 'vitest';
import { deleteObject } from '../../../lib/sandbox/s3/delete-objects.ts';
import { getObject, headObject } from '../../../lib/sandbox/s3/get-object.ts';
import { putObject } from '../../../lib/sandbox/s3/put-object.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';

const Bucket = 'auditor-archive';
const Key = 'state/111122223333.json';

function archived() {
  const call = callsTo(embeddedAccount({ buckets: [Bucket] }));
  const { ETag = '', VersionId = '' } = call(putObject, { Bucket, Key, Body: Buffer.from('{}') });
  return { call, ETag, VersionId };
}

describe('getObject', () => {
  it('does not find a key, a version or a bucket that is not there', () => {
    const { call } = archived();
    expect(expectAwsError('NoSuchKey', () => call(getObject, { Bucket, Key: 'state' })).status).toBe(404);
    expectAwsError('NoSuchVersion', () => call(getObject, { Bucket, Key, VersionId: 'v9' }));
    expectAwsError('NoSuchBucket', () => call(getObject, { Bucket: 'other', Key }));
  });

  it('does not find what lies under a delete marker, except by its version', () => {
    const { call, VersionId } = archived();
    const marker = call(deleteObject, { Bucket, Key });
    expectAwsError('NoSuchKey', () => call(getObject, { Bucket, Key }));
    expectAwsError('MethodNotAllowed', () => call(getObject, { Bucket, Key, VersionId: marker.VersionId }));
    expect(call(getObject, { Bucket, Key, VersionId }).ContentLength).toBe(2);
  });

  it('answers on conditions', () => {
    const { call, ETag } = archived();
    expect(call(getObject, { Bucket, Key, IfMatch: ETag, IfNoneMatch: '"other"' }).ETag).toBe(ETag);
    expect(expectAwsError('NotModified', () => call(getObject, { Bucket, Key, IfNoneMatch: ETag })).status).toBe(304);
    expect(expectAwsError('PreconditionFailed', () => call(getObject, { Bucket, Key, IfMatch: 'x' })).status).toBe(412);
  });

  it('does not answer parts', () => {
    const { call } = archived();
    expect(expectAwsError('NotImplemented', () => call(getObject, { Bucket, Key, Range: 'bytes=0-0' })).status).toBe(
      501,
    );
    expectAwsError('NotImplemented', () => call(getObject, { Bucket, Key, PartNumber: 1 }));
  });
});

describe('headObject', () => {
  it('answers all but the body', () => {
    const { call, ETag, VersionId } = archived();
    const head = call(headObject, { Bucket, Key });
    expect(head).toMatchObject({ ContentLength: 2, ContentType: 'binary/octet-stream', ETag, VersionId });
    expect(head).not.toHaveProperty('Body');
  });

  it.each([
    ['key', { Bucket, Key: 'state' }],
    ['version', { Bucket, Key, VersionId: 'v9' }],
    ['bucket', { Bucket: 'other', Key }],
  ])('says NotFound of any missing %s', (_, input) => {
    const { call } = archived();
    expect(expectAwsError('NotFound', () => call(headObject, input)).status).toBe(404);
  });
});
