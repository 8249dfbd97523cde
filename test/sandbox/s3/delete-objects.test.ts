import { describe, expect, it } from 'vitest';
import { deleteObject, deleteObjects } from '../../../lib/sandbox/s3/delete-objects.ts';
import { getObject } from '../../../lib/sandbox/s3/get-object.ts';
import { listObjects } from '../../../lib/sandbox/s3/list-objects.ts';
import { putObject } from '../../../lib/sandbox/s3/put-object.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';

const Bucket = 'auditor-archive';

function holding(...keys: string[]) {
  const call = callsTo(embeddedAccount({ buckets: [Bucket] }));
  const versions = keys.map((Key) => call(putObject, { Bucket, Key, Body: Buffer.from(Key) }).VersionId);
  return { call, versions };
}

describe('deleteObject', () => {
  it('leaves a marker, whose deletion brings the object back', () => {
    const { call } = holding('a');
    const { VersionId, DeleteMarker } = call(deleteObject, { Bucket, Key: 'a' });
    expect(DeleteMarker).toBe(true);
    expectAwsError('NoSuchKey', () => call(getObject, { Bucket, Key: 'a' }));
    expect(call(deleteObject, { Bucket, Key: 'a', VersionId })).toEqual({ DeleteMarker: true, VersionId });
    expect(call(getObject, { Bucket, Key: 'a' }).ContentLength).toBe(1);
  });

  it('takes one version away for good', () => {
    const { call, versions } = holding('a', 'a');
    expect(call(deleteObject, { Bucket, Key: 'a', VersionId: versions[1] }).DeleteMarker).toBeUndefined();
    expect(call(getObject, { Bucket, Key: 'a' }).VersionId).toBe(versions[0]);
    call(deleteObject, { Bucket, Key: 'a', VersionId: versions[0] });
    expectAwsError('NoSuchKey', () => call(getObject, { Bucket, Key: 'a' }));
  });

  it('has nothing against a key or version that never was', () => {
    const { call } = holding();
    expect(call(deleteObject, { Bucket, Key: 'never' }).DeleteMarker).toBe(true);
    expect(call(deleteObject, { Bucket, Key: 'never', VersionId: 'v9' }).VersionId).toBe('v9');
  });
});

describe('deleteObjects', () => {
  it('deletes many keys, with and without versions', () => {
    const { call, versions } = holding('a', 'b', 'c');
    const { Deleted } = call(deleteObjects, {
      Bucket,
      Delete: { Objects: [{ Key: 'a' }, { Key: 'b', VersionId: versions[1] }] },
    });
    expect(Deleted).toEqual([
      { Key: 'a', DeleteMarker: true, DeleteMarkerVersionId: expect.any(String) },
      { Key: 'b', VersionId: versions[1] },
    ]);
    expect(call(listObjects, { Bucket }).Contents?.map(({ Key }) => Key)).toEqual(['c']);
  });

  it('is silent when it is asked to be', () => {
    const { call } = holding('a');
    expect(call(deleteObjects, { Bucket, Delete: { Quiet: true, Objects: [{ Key: 'a' }] } })).toEqual({});
  });

  it.each([0, 1001])('refuses %i keys', (count) => {
    const { call } = holding();
    const Objects = Array.from({ length: count }, (_, index) => ({ Key: `key-${index}` }));
    expectAwsError('MalformedXML', () => call(deleteObjects, { Bucket, Delete: { Objects } }));
  });
});
