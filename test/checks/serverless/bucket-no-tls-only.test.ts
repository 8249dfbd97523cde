import { describe, expect, it } from 'vitest';
import { bucketNoTlsOnly } from '../../../lib/checks/serverless/bucket-no-tls-only.ts';
import { anAccount } from '../../builders/an-account.ts';
import { type BucketSpec, bucketArn, buckets } from '../../builders/buckets.ts';
import { runCheck } from '../run-check.ts';

const account = (spec: BucketSpec) => anAccount().with(buckets({ orders: spec }));
const run = (spec: BucketSpec) => runCheck(bucketNoTlsOnly, account(spec));

const EVERYTHING = [bucketArn('orders'), `${bucketArn('orders')}/*`];
const deny = (parts: object) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: EVERYTHING,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  ...parts,
});
const policy = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement: [...Statement] });
const withPolicy = (...statements: readonly object[]) =>
  run({ policy: JSON.parse(JSON.stringify(policy(...statements))) });

describe('bucket-no-tls-only', () => {
  it('reports a bucket without a policy', () => {
    const { findings } = run({});
    expect(findings).toMatchObject([
      {
        severity: 'medium',
        resource: { arn: bucketArn('orders'), type: 'AWS::S3::Bucket' },
        evidence: { region: 'eu-west-1', hasPolicy: false },
      },
    ]);
    expect(findings.map(bucketNoTlsOnly.describe)).toEqual(['Bucket orders has no policy that refuses plain HTTP.']);
    expect(findings.map((finding) => bucketNoTlsOnly.remediate(finding).commands)).toEqual([
      ["aws s3api put-bucket-policy --bucket 'orders' --region 'eu-west-1' --policy 'file://policy.json'"],
    ]);
  });

  it('says what the policy leaves open', () => {
    const { findings } = withPolicy(deny({ Resource: `${bucketArn('orders')}/*` }));
    expect(findings.map(bucketNoTlsOnly.describe)).toEqual([
      'The policy of bucket orders does not refuse plain HTTP to everybody: not for s3:ListBucket, s3:PutBucketPolicy.',
    ]);
  });

  it.each([
    ['a Deny of everything', [deny({})]],
    ['one by IfExists', [deny({ Condition: { BoolIfExists: { 'aws:SecureTransport': false } } })]],
    ['one by the version of TLS', [deny({ Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } })]],
    ['one with the principal as a list', [deny({ Principal: { AWS: ['*'] } })]],
    ['one of every action there is', [deny({ Action: '*', Resource: '*' })]],
    [
      'two that share the bucket',
      [deny({ Resource: bucketArn('orders') }), deny({ Resource: `${bucketArn('orders')}/*` })],
    ],
  ])('passes %s', (_, statements) => {
    expect(withPolicy(...statements).status).toBe('pass');
  });

  it.each([
    ['an Allow over TLS', { Effect: 'Allow', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    ['a Deny of one account', { Principal: { AWS: '444455556666' } }],
    ['a Deny of everybody but one', { Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }],
    ['a Deny of uploads', { Action: 's3:PutObject' }],
    ['a Deny of a folder', { Resource: [bucketArn('orders'), `${bucketArn('orders')}/in/*`] }],
    ['a Deny of all but a folder', { Resource: undefined, NotResource: `${bucketArn('orders')}/public/*` }],
    [
      'a Deny outside of a network',
      {
        Condition: {
          Bool: { 'aws:SecureTransport': 'false' },
          NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
        },
      },
    ],
    ['a Deny over TLS', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
  ])('reports %s', (_, parts) => {
    expect(withPolicy(deny(parts)).status).toBe('fail');
  });

  it('does not know a policy that it cannot read, unless what it can read refuses', () => {
    const odd = { Effect: 'Deny', Principal: '*', Action: 3 };
    expect(run({ policy: '{' }).unknown).toMatchObject([
      { resourceArn: bucketArn('orders'), code: 'unreadable-document' },
    ]);
    expect(withPolicy(odd).status).toBe('unknown');
    expect(withPolicy(odd, deny({})).status).toBe('pass');
  });

  it('does not know a bucket of which nothing was asked', () => {
    expect(run({ isUnread: true }).unknown).toMatchObject([
      { resourceArn: bucketArn('orders'), code: 'not-collected' },
    ]);
  });

  it.each(['buckets', 'bucket-settings'] as const)('does not know without %s', (source) => {
    expect(runCheck(bucketNoTlsOnly, account({}).without(source)).status).toBe('unknown');
  });
});
