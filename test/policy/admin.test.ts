import { describe, expect, it } from 'vitest';
import { isAdminPolicy } from '../../lib/policy/admin.ts';
import { allow, deny, policy } from './policies.ts';

const withMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const withoutMfa = { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } };

describe('isAdminPolicy', () => {
  it.each([
    ['AdministratorAccess', policy(allow('*'))],
    ['*:*', policy(allow('*:*'))],
    ['* in a list of resources', policy(allow('*', { Resource: ['arn:aws:s3:::reports', '*'] }))],
    ['NotAction of nothing that exists', policy({ Effect: 'Allow', NotAction: 'none:None', Resource: '*' })],
    ['all but IAM, and IAM', policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, allow('iam:*'))],
    ['* less billing', policy(allow('*'), deny('aws-portal:*'))],
    ['* less the attaching of policies, which leaves the writing of them', policy(allow('*'), deny('iam:Attach*'))],
    ['* denied without MFA', policy(allow('*'), deny('*', withoutMfa))],
    ['* less a bucket', policy(allow('*'), deny('s3:*', { Resource: 'arn:aws:s3:::audit/*' }))],
  ])('is one: %s', (_, document) => {
    expect(isAdminPolicy(document)).toBe(true);
  });

  it.each([
    [
      'PowerUserAccess',
      policy({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' }),
    ],
    ['* on some resources', policy(allow('*', { Resource: 'arn:aws:s3:::*' }))],
    ['* under a condition', policy(allow('*', withMfa))],
    ['* on all but a resource', policy({ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::audit/*' })],
    ['* less IAM', policy(allow('*'), deny('iam:*'))],
    ['* denied', policy(allow('*'), deny('*'))],
    ['IAMFullAccess', policy(allow(['iam:*', 'organizations:Describe*']))],
    ['a Deny', policy(deny('s3:*'))],
    ['nothing', policy()],
  ])('is none: %s', (_, document) => {
    expect(isAdminPolicy(document)).toBe(false);
  });
});
