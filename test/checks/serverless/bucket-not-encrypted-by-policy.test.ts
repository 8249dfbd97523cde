import { describe, expect, it } from 'vitest';
import { bucketNotEncryptedByPolicy } from '../../../lib/checks/serverless/bucket-not-encrypted-by-policy.ts';
import { anAccount } from '../../builders/an-account.ts';
import { type BucketSpec, bucketArn, buckets } from '../../builders/buckets.ts';
import { runCheck } from '../run-check.ts';

const account = (spec: BucketSpec) => anAccount().with(buckets({ orders: spec }));
const run = (spec: BucketSpec) => runCheck(bucketNotEncryptedByPolicy, account(spec));

const ALGORITHM = 's3:x-amz-server-side-encryption';
const denying = (...conditions: readonly Readonly<Record<string, Record<string, string>>>[]) => ({
  Version: '2012-10-17',
  Statement: conditions.map((Condition) => ({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: `${bucketArn('orders')}/*`,
    Condition,
  })),
});

describe('bucket-not-encrypted-by-policy', () => {
  it('reports a bucket with the key of S3 whose policy takes any upload', () => {
    const { findings } = run({});
    expect(findings).toMatchObject([
      { severity: 'medium', resource: { name: 'orders' }, evidence: { algorithm: 'AES256', hasPolicy: false } },
    ]);
    expect(findings.map(bucketNotEncryptedByPolicy.describe)).toEqual([
      'Bucket orders encrypts by default with AES256, and it has no policy to refuse uploads that are not encrypted with a KMS key.',
    ]);
    expect(findings.map((finding) => bucketNotEncryptedByPolicy.remediate(finding).commands)).toEqual([
      [
        `aws s3api put-bucket-encryption --bucket 'orders' --server-side-encryption-configuration '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms"},"BucketKeyEnabled":true}]}' --region 'eu-west-1'`,
      ],
    ]);
  });

  it.each(['aws:kms', 'aws:kms:dsse'])('passes a default of %s', (algorithm) => {
    expect(run({ algorithm }).status).toBe('pass');
  });

  it.each([
    ['whatever is not encrypted by KMS', denying({ StringNotEquals: { [ALGORITHM]: 'aws:kms' } })],
    [
      'what says nothing, and what says something else',
      denying({ Null: { [ALGORITHM]: 'true' } }, { StringNotEqualsIfExists: { [ALGORITHM]: 'aws:kms' } }),
    ],
    ['what names no key', denying({ Null: { [`${ALGORITHM}-aws-kms-key-id`]: 'true' } })],
  ])('passes a policy that refuses %s', (_, policy) => {
    expect(run({ policy }).status).toBe('pass');
  });

  it('reports a policy that refuses another key, and takes what says nothing', () => {
    const onlyWhatSaysSo = { StringNotEquals: { [ALGORITHM]: 'aws:kms' }, Null: { [ALGORITHM]: 'false' } };
    const { findings } = run({ policy: denying(onlyWhatSaysSo) });
    expect(findings.map(bucketNotEncryptedByPolicy.describe)).toEqual([
      expect.stringContaining('its policy does not refuse uploads'),
    ]);
  });

  it('does not know a policy that it cannot read, nor a bucket of which nothing was asked', () => {
    expect(run({ policy: '{' }).unknown).toMatchObject([{ code: 'unreadable-document' }]);
    expect(run({ policy: '{', algorithm: 'aws:kms' }).status).toBe('pass');
    expect(run({ isUnread: true }).unknown).toMatchObject([{ resourceArn: bucketArn('orders') }]);
  });

  it.each(['buckets', 'bucket-settings'] as const)('does not know without %s', (source) => {
    expect(runCheck(bucketNotEncryptedByPolicy, account({}).without(source)).status).toBe('unknown');
  });
});
