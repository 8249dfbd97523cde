import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deleteObject } from '../../../lib/sandbox/s3/delete-objects.ts';
import { listObjects } from '../../../lib/sandbox/s3/list-objects.ts';
import { putObject } from '../../../lib/sandbox/s3/put-object.ts';
import { callsTo, embeddedAccount, expectAwsError, NOW } from '../calling.ts';

const Bucket = 'auditor-archive';
const nights = [
  'a/2026-11-21/report.html',
  'a/2026-11-21/snapshot',
  'a/2026-11-22/snapshot',
  'b/2026-11-22/snapshot',
  'index',
];

function holding(keys: readonly string[], behaviour = {}) {
  const call = callsTo(embeddedAccount({ buckets: [Bucket] }, behaviour));
  for (const Key of keys) {
    call(putObject, { Bucket, Key, Body: Buffer.from(Key) });
  }
  return call;
}

describe('listObjects', () => {
  it('lists current versions in order of key', () => {
    const call = holding(nights.toReversed());
    call(putObject, { Bucket, Key: 'index', Body: Buffer.from('second') });
    call(deleteObject, { Bucket, Key: 'b/2026-11-22/snapshot' });
    const answer = call(listObjects, { Bucket });
    expect(answer).toMatchObject({ Name: Bucket, KeyCount: 4, MaxKeys: 1000, IsTruncated: false });
    expect(answer.Contents?.map(({ Key }) => Key)).toEqual(nights.filter((key) => !key.startsWith('b')));
    expect(answer.Contents?.at(-1)).toMatchObject({
      Key: 'index',
      Size: 6,
      LastModified: NOW,
      StorageClass: 'STANDARD',
    });
  });

  it('rolls keys up to the delimiter', () => {
    const answer = holding(nights)(listObjects, { Bucket, Prefix: 'a/', Delimiter: '/' });
    expect(answer.CommonPrefixes).toEqual([{ Prefix: 'a/2026-11-21/' }, { Prefix: 'a/2026-11-22/' }]);
    expect(answer).toMatchObject({ Contents: [], KeyCount: 2, Prefix: 'a/', Delimiter: '/' });
  });

  it('begins after a key', () => {
    const answer = holding(nights)(listObjects, { Bucket, StartAfter: 'a/2026-11-22/snapshot' });
    expect(answer.Contents?.map(({ Key }) => Key)).toEqual(['b/2026-11-22/snapshot', 'index']);
  });

  it('encodes keys when it is asked to', () => {
    const answer = holding(['a b/ä\u0001'])(listObjects, { Bucket, EncodingType: 'url', Prefix: 'a b/' });
    expect(answer).toMatchObject({ EncodingType: 'url', Prefix: 'a%20b/', Contents: [{ Key: 'a%20b/%C3%A4%01' }] });
  });

  it('answers nothing and no more for MaxKeys 0', () => {
    expect(holding(nights)(listObjects, { Bucket, MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false });
  });

  it('refuses a token that it never gave out, and a bucket that is not there', () => {
    const call = holding(nights);
    expectAwsError('InvalidArgument', () => call(listObjects, { Bucket, ContinuationToken: 'next' }));
    expectAwsError('InvalidArgument', () => call(listObjects, { Bucket, MaxKeys: -1 }));
    expectAwsError('NoSuchBucket', () => call(listObjects, { Bucket: 'other' }));
  });

  const key = fc
    .array(fc.constantFrom('a', 'b', '-', '/'), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join(''));

  it('pages to every object and common prefix once', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 30 }),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom(undefined, '/', 'a'),
        fc.constantFrom(1, 3, Number.POSITIVE_INFINITY),
        (keys, maxKeys, delimiter, pageLimit) => {
          const call = holding(keys, { pageLimit });
          const whole = holding(keys)(listObjects, { Bucket, Delimiter: delimiter });
          const pages: ReturnType<typeof listObjects>[] = [];
          let token: string | undefined;
          do {
            const page = call(listObjects, {
              Bucket,
              Delimiter: delimiter,
              MaxKeys: maxKeys,
              ContinuationToken: token,
            });
            expect(page.KeyCount).toBeLessThanOrEqual(maxKeys);
            expect(page.IsTruncated).toBe(page.NextContinuationToken !== undefined);
            pages.push(page);
            token = page.NextContinuationToken;
          } while (token !== undefined);
          expect(pages.flatMap(({ Contents = [] }) => Contents)).toEqual(whole.Contents);
          expect(pages.flatMap(({ CommonPrefixes = [] }) => CommonPrefixes)).toEqual(whole.CommonPrefixes);
        },
      ),
    );
  });
});
