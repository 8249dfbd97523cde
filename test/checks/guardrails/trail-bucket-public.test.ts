import { describe, expect, it } from 'vitest';
import { trailBucketPublic } from '../../../lib/checks/guardrails/trail-bucket-public.ts';
import { type BucketSpec, bucketArn, buckets } from '../../builders/buckets.ts';
import { runCheck } from '../run-check.ts';
import { ACCOUNT_ARN, anAccountWithTrails, aTrail, partlyRead } from './a-trail.ts';

const BUCKET = 'northwind-cloudtrail';
const account = (spec: BucketSpec) => anAccountWithTrails(aTrail('main')).with(buckets({ [BUCKET]: spec }));
const open: BucketSpec = {
  block: null,
  policy: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `${bucketArn(BUCKET)}/*` }],
  },
};
const forCloudTrail: BucketSpec = {
  block: null,
  policy: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: `${bucketArn(BUCKET)}/AWSLogs/111122223333/*`,
      },
    ],
  },
};

describe('trail-bucket-public', () => {
  it('reports a trail whose bucket everybody can read', () => {
    const { findings } = runCheck(trailBucketPublic, account(open));
    expect(findings).toMatchObject([
      {
        severity: 'critical',
        resource: { name: 'main', type: 'AWS::CloudTrail::Trail' },
        evidence: { s3BucketName: BUCKET, canWrite: false, statements: [{ statement: 0 }] },
      },
    ]);
    expect(findings.map(trailBucketPublic.describe)).toEqual([
      'Trail main of eu-west-1 writes to bucket northwind-cloudtrail, which everybody in the world can read from.',
    ]);
    expect(findings.map((finding) => trailBucketPublic.remediate(finding).commands)).toEqual([
      [
        "aws s3api put-public-access-block --bucket 'northwind-cloudtrail' --public-access-block-configuration 'BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true'",
      ],
    ]);
  });

  it('passes a bucket for CloudTrail alone, and one that is blocked', () => {
    expect(runCheck(trailBucketPublic, account(forCloudTrail)).status).toBe('pass');
    expect(runCheck(trailBucketPublic, account({ ...open, block: { restrictPublicBuckets: true } })).status).toBe(
      'pass',
    );
  });

  it('does not know a bucket of another account, nor a trail that names none', () => {
    const { arn } = aTrail('main');
    const elsewhere = anAccountWithTrails(aTrail('main')).with(buckets({ orders: open }));
    expect(runCheck(trailBucketPublic, elsewhere).unknown).toEqual([
      {
        resourceArn: arn,
        code: 'not-collected',
        reason: 'Bucket northwind-cloudtrail is not of this account, and only its own account can look at it.',
      },
    ]);
    const nameless = anAccountWithTrails(aTrail('main', { s3BucketName: null }));
    expect(runCheck(trailBucketPublic, nameless).unknown).toMatchObject([{ resourceArn: arn }]);
  });

  it('does not know what was not read', () => {
    const { arn } = aTrail('main');
    expect(runCheck(trailBucketPublic, account({ isUnread: true })).unknown).toMatchObject([{ resourceArn: arn }]);
    expect(runCheck(trailBucketPublic, account(open).without('buckets')).status).toBe('unknown');
    expect(runCheck(trailBucketPublic, account(open).without('trails')).status).toBe('unknown');
    expect(runCheck(trailBucketPublic, partlyRead(account(forCloudTrail))).unknown).toMatchObject([
      { resourceArn: ACCOUNT_ARN },
    ]);
  });
});
