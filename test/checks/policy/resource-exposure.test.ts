import { describe, expect, it } from 'vitest';
import { resourceExposure } from '../../../lib/checks/policy/resource-exposure.ts';
import { runCheck } from '../run-check.ts';
import { allow, deny, policyOf, severitiesOf, withPolicy } from './a-policy.ts';

describe('resource-exposure', () => {
  it('reports actions that manage permissions, also those for which no resource can be named', () => {
    const { findings } = runCheck(
      resourceExposure,
      withPolicy(policyOf(allow(['s3:PutBucketPolicy', 's3:PutObject', 'lakeformation:GrantPermissions', 'kms:Get*']))),
    );
    expect(findings).toMatchObject([
      {
        severity: 'high',
        evidence: {
          actions: ['lakeformation:GrantPermissions', 's3:PutBucketPolicy'],
          services: ['lakeformation', 's3'],
        },
      },
    ]);
  });

  it('takes each type of resource that an action needs for itself', () => {
    expect(
      severitiesOf(resourceExposure, allow('iam:AttachRolePolicy', { Resource: 'arn:aws:iam::*:role/*' })),
    ).toEqual(['high']);
    expect(
      severitiesOf(resourceExposure, allow('iam:AttachRolePolicy', { Resource: 'arn:aws:iam::*:user/*' })),
    ).toEqual([]);
  });

  it.each([
    ['on one bucket', [allow('s3:PutBucketPolicy', { Resource: 'arn:aws:s3:::reports' })]],
    ['on roles of one path', [allow('iam:*', { Resource: 'arn:aws:iam::111122223333:role/app/*' })]],
    ['under a condition', [allow('s3:*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'data' } } })]],
    ['and denies them', [allow('s3:*'), deny('s3:*')]],
    ['of other levels', [allow(['s3:GetObject', 's3:PutObject', 's3:PutObjectTagging'])]],
  ])('passes a policy that allows actions %s', (_, statements) => {
    expect(runCheck(resourceExposure, withPolicy(policyOf(...statements))).status).toBe('pass');
  });
});
