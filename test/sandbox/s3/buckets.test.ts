import { describe, expect, it } from 'vitest';
import { createBucket, headBucket, listBuckets } from '../../../lib/sandbox/s3/buckets.ts';
import { putObject } from '../../../lib/sandbox/s3/put-object.ts';
import { callsTo, embeddedAccount, expectAwsError, NOW } from '../calling.ts';

const inIreland = () => callsTo(embeddedAccount({ buckets: ['auditor-archive', 'logs'] }));

describe('headBucket', () => {
  it('finds the buckets of the account file in whatever Region it is asked', () => {
    expect(inIreland()(headBucket, { Bucket: 'auditor-archive' })).toMatchObject({ BucketRegion: 'eu-west-1' });
  });

  it('says NotFound of others and refuses those of others', () => {
    expect(expectAwsError('NotFound', () => inIreland()(headBucket, { Bucket: 'other' })).status).toBe(404);
    const input = { Bucket: 'logs', ExpectedBucketOwner: '999988887777' };
    expect(expectAwsError('AccessDenied', () => inIreland()(headBucket, input)).status).toBe(403);
  });
});

describe('createBucket', () => {
  it('makes a bucket that takes objects', () => {
    const call = inIreland();
    expect(call(createBucket, { Bucket: 'new-bucket' })).toMatchObject({ Location: '/new-bucket' });
    expect(call(putObject, { Bucket: 'new-bucket', Key: 'a' }).VersionId).toMatch(/^\S+$/);
  });

  it('refuses a name that is taken', () => {
    expect(expectAwsError('BucketAlreadyOwnedByYou', () => inIreland()(createBucket, { Bucket: 'logs' })).status).toBe(
      409,
    );
  });

  it.each(['ab', 'Upper', 'under_score', 'a..b', '-a-', '10.0.0.1', 'x'.repeat(64)])(
    'refuses the name %s',
    (Bucket) => {
      expectAwsError('InvalidBucketName', () => inIreland()(createBucket, { Bucket }));
    },
  );
});

describe('listBuckets', () => {
  it('lists buckets by name, page by page', () => {
    const call = inIreland();
    const first = call(listBuckets, { MaxBuckets: 1 });
    expect(first.Buckets).toMatchObject([{ Name: 'auditor-archive', CreationDate: NOW }]);
    expect(call(listBuckets, { MaxBuckets: 1, ContinuationToken: first.ContinuationToken })).toMatchObject({
      Buckets: [{ Name: 'logs' }],
      ContinuationToken: undefined,
    });
    expect(call(listBuckets, { Prefix: 'lo' }).Buckets).toHaveLength(1);
  });
});
