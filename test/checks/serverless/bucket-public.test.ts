import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../lib/checks/account-view.ts';
import { evaluateChecks } from '../../../lib/checks/evaluate.ts';
import { bucketPublic } from '../../../lib/checks/serverless/bucket-public.ts';
import { analyzerExternalAccess } from '../../../lib/checks/trust/analyzer-external-access.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import type { Snapshot } from '../../../lib/snapshot/snapshot.ts';
import { anAccount } from '../../builders/an-account.ts';
import { anAnalyzer, anAnalyzerFinding, analysedBy } from '../../builders/analyzers.ts';
import { type BucketSpec, bucketArn, buckets } from '../../builders/buckets.ts';
import type { DocumentSpec } from '../../builders/specs.ts';
import { NOW } from '../../builders/time.ts';
import { runCheck } from '../run-check.ts';

const account = (spec: BucketSpec) => anAccount().with(buckets({ shop: spec }));
const run = (spec: BucketSpec, parts: Partial<Snapshot> = {}) => runCheck(bucketPublic, account(spec).with(parts));

const allow = (parts: Readonly<Record<string, unknown>> = {}): DocumentSpec =>
  JSON.parse(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `${bucketArn('shop')}/*`, ...parts },
      ],
    }),
  );
const open = (parts: Readonly<Record<string, unknown>> = {}): BucketSpec => ({ policy: allow(parts), block: null });

const analysed = (...findings: Parameters<typeof anAnalyzerFinding>[]) =>
  analysedBy([anAnalyzer('external'), findings.map((finding) => anAnalyzerFinding(...finding))]);
const publicFinding = (parts = {}): Parameters<typeof anAnalyzerFinding> => [
  'f-1',
  bucketArn('shop'),
  { resourceType: 'AWS::S3::Bucket', isPublic: true, ...parts },
];

const WHOLE_ACCOUNT = {
  set: true,
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
} as const;

describe('bucket-public', () => {
  it('reports a bucket whose policy lets everybody read', () => {
    const { findings } = run(open({ Sid: 'Site' }));
    expect(findings).toMatchObject([
      {
        severity: 'high',
        resource: { arn: bucketArn('shop'), type: 'AWS::S3::Bucket' },
        evidence: {
          region: 'eu-west-1',
          canWrite: false,
          statements: [{ statement: 0, sid: 'Site', principals: ['*'], actions: ['s3:GetObject'] }],
        },
      },
    ]);
    expect(findings.map(bucketPublic.describe)).toEqual([
      'Everybody in the world can read from bucket shop, by statement 0 (Site) of its policy.',
    ]);
    expect(findings.map((finding) => bucketPublic.remediate(finding).commands)).toEqual([
      [
        "aws s3api put-public-access-block --bucket 'shop' --public-access-block-configuration 'BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true' --region 'eu-west-1'",
      ],
    ]);
  });

  it.each([
    ['uploads', { Action: 's3:PutObject' }, 'critical'],
    ['everything', { Action: 's3:*', Resource: [bucketArn('shop'), `${bucketArn('shop')}/*`] }, 'critical'],
    ['its policy', { Action: 's3:PutBucketPolicy', Resource: bucketArn('shop') }, 'critical'],
    ['lists', { Action: 's3:List*', Resource: bucketArn('shop') }, 'high'],
    ['all but a folder', { Resource: undefined, NotResource: `${bucketArn('shop')}/private/*` }, 'high'],
    ['a folder', { Resource: `${bucketArn('shop')}/public/*` }, 'high'],
    [
      'everybody but one',
      { Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:user/eve' } },
      'high',
    ],
    ['the whole internet', { Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }, 'high'],
    ['whoever names a page', { Condition: { StringLike: { 'aws:Referer': 'https://shop.example/*' } } }, 'high'],
    [
      'whoever has signed up',
      { Principal: { AWS: '*' }, Condition: { StringLike: { 'aws:userid': 'AIDA*' } } },
      'high',
    ],
  ])('finds a policy open to %s', (_, parts, severity) => {
    expect(run(open(parts)).findings).toMatchObject([{ severity }]);
  });

  it.each([
    ['another account', { Principal: { AWS: '444455556666' } }],
    ['a service', { Principal: { Service: 'cloudfront.amazonaws.com' } }],
    ['an organisation', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }],
    ['a network', { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }],
    ['a VPC endpoint', { Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d' } } }],
    [
      'a distribution',
      { Condition: { StringEquals: { 'aws:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/E1' } } },
    ],
    ['its own access points', { Condition: { StringEquals: { 's3:DataAccessPointAccount': '111122223333' } } }],
    ['nothing of S3', { Action: 'sqs:SendMessage' }],
    ['another bucket', { Action: 's3:ListBucket', Resource: `${bucketArn('shop')}/*` }],
  ])('passes a policy for %s', (_, parts) => {
    expect(run(open(parts)).status).toBe('pass');
  });

  it('passes a policy whose Deny takes back what it allows', () => {
    const policy = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `${bucketArn('shop')}/*` },
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: `${bucketArn('shop')}/*`,
          Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-0a1b2c3d' } },
        },
      ],
    };
    expect(run({ policy, block: null }).status).toBe('pass');
  });

  it('reports grants of the ACL, critical when they let write', () => {
    const { findings } = run({ block: null, publicGrants: ['READ'] });
    expect(findings).toMatchObject([{ severity: 'high', evidence: { publicGrants: ['READ'] } }]);
    expect(findings.map(bucketPublic.describe)).toEqual([
      'Everybody in the world can read from bucket shop, by its ACL (READ).',
    ]);
    expect(run({ block: null, publicGrants: ['READ', 'WRITE_ACP'] }).findings).toMatchObject([
      { severity: 'critical' },
    ]);
  });

  it('passes what the bucket or the account blocks', () => {
    expect(run({ ...open(), block: { restrictPublicBuckets: true } }).status).toBe('pass');
    expect(run({ publicGrants: ['WRITE'], block: { ignorePublicAcls: true } }).status).toBe('pass');
    expect(run({ ...open(), publicGrants: ['READ'] }, { accountPublicAccessBlock: WHOLE_ACCOUNT }).status).toBe('pass');
    // These keep new policies and ACLs out, and leave those that are there.
    expect(run({ ...open(), block: { blockPublicPolicy: true, blockPublicAcls: true } }).status).toBe('fail');
  });

  it('believes the analyzer where the block was not asked for', () => {
    const notAsked: BucketSpec = { ...open(), block: 'not-asked', publicGrants: 'not-asked' };
    expect(run(notAsked, analysed()).status).toBe('pass');
    const { findings } = run(notAsked, analysed(publicFinding()));
    expect(findings).toMatchObject([{ severity: 'high', evidence: { witnesses: [{ findingId: 'f-1' }] } }]);
    expect(findings.map(bucketPublic.describe)).toEqual([
      'Everybody in the world can read from bucket shop, by statement 0 of its policy. IAM Access Analyzer says so since 2026-11-02 (finding f-1).',
    ]);
    expect(run(notAsked, analysed(publicFinding({ isPublic: false }))).status).toBe('pass');
    expect(run({ isUnread: true }, analysed(publicFinding())).status).toBe('fail');
  });

  it('does not know where neither was read', () => {
    const notAsked: BucketSpec = { block: 'not-asked', publicGrants: 'not-asked' };
    const unknownBucket = [{ resourceArn: bucketArn('shop'), code: 'not-collected' }];
    expect(run(notAsked).unknown).toMatchObject(unknownBucket);
    expect(run(notAsked, analysed(publicFinding({ error: 'ACCESS_DENIED', isPublic: null }))).unknown).toMatchObject(
      unknownBucket,
    );
    expect(run({ ...notAsked, region: 'us-east-1' }, analysed()).unknown).toMatchObject(unknownBucket);
    expect(run({ ...notAsked, region: null }, analysed()).unknown).toMatchObject(unknownBucket);
    expect(run({ isUnread: true }).unknown).toMatchObject(unknownBucket);
    expect(run({ policy: '{', block: null }).unknown).toMatchObject([{ code: 'unreadable-document' }]);
    expect(run({ isUnread: true }, { accountPublicAccessBlock: WHOLE_ACCOUNT }).status).toBe('pass');
  });

  it('does not believe an analyzer that has not had the time to look, but in what it found', () => {
    const createdAt = '2026-11-22T08:00:00.000Z';
    const byYoung = (...findings: Parameters<typeof anAnalyzerFinding>[]) =>
      analysedBy([anAnalyzer('new', { createdAt }), findings.map((finding) => anAnalyzerFinding(...finding))]);
    const notAsked: BucketSpec = { ...open(), block: 'not-asked', publicGrants: 'not-asked' };
    expect(run(notAsked, byYoung()).unknown).toMatchObject([
      {
        resourceArn: bucketArn('shop'),
        code: 'not-collected',
        reason: `The analyzer of its Region was made at ${createdAt}, and may not have looked at it yet.`,
      },
    ]);
    expect(run(open(), byYoung()).status).toBe('fail');
    expect(run({}, byYoung()).status).toBe('pass');
    expect(run(notAsked, byYoung(publicFinding())).status).toBe('fail');
  });

  it('does not know what the account blocks when that was denied', () => {
    const story = account(open()).without('account-public-access-block');
    expect(runCheck(bucketPublic, story).unknown).toMatchObject([
      {
        resourceArn: bucketArn('shop'),
        reason: 'account-public-access-block denied: account-public-access-block was denied',
      },
    ]);
    expect(runCheck(bucketPublic, account({}).without('account-public-access-block')).status).toBe('pass');
    expect(runCheck(bucketPublic, account(open()).without('bucket-settings')).status).toBe('unknown');
    expect(runCheck(bucketPublic, account(open()).without('buckets')).status).toBe('unknown');
  });

  it('is one finding with what the analyzer says, which speaks for itself where buckets are not looked at', () => {
    const story = account(open()).with(analysed(publicFinding()));
    const found = (account: typeof story) => {
      const context = { account: viewOf(account.build()), configuration: defaultConfiguration, now: NOW };
      return evaluateChecks(context, [bucketPublic, analyzerExternalAccess]).observations;
    };
    expect(found(story)).toMatchObject([{ checkId: 'bucket-public', evidence: { witnesses: [{ findingId: 'f-1' }] } }]);
    expect(found(story.without('buckets'))).toEqual([]);
    expect(found(story.without('buckets', 'skipped'))).toMatchObject([{ checkId: 'analyzer-external-access' }]);
  });
});
