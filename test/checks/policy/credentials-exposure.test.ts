import { describe, expect, it } from 'vitest';
import { credentialsExposure } from '../../../lib/checks/policy/credentials-exposure.ts';
import { runCheck } from '../run-check.ts';
import { allow, deny, policyOf, withMfa, withPolicy } from './a-policy.ts';

describe('credentials-exposure', () => {
  it('reports actions that hand out credentials, whether or not a resource can be named for them', () => {
    const { findings } = runCheck(
      credentialsExposure,
      withPolicy(
        policyOf(allow(['ecr:getauthorizationtoken', 'iam:Create*', 'sts:AssumeRole', 'sts:GetCallerIdentity'])),
      ),
    );
    expect(findings).toMatchObject([
      {
        severity: 'high',
        evidence: {
          actions: [
            'ecr:GetAuthorizationToken',
            'iam:CreateAccessKey',
            'iam:CreateLoginProfile',
            'iam:CreateServiceSpecificCredential',
            'sts:AssumeRole',
          ],
          services: ['ecr', 'iam', 'sts'],
        },
      },
    ]);
  });

  it.each([
    ['for one role', [allow('sts:AssumeRole', { Resource: 'arn:aws:iam::444455556666:role/audit' })]],
    [
      'for oneself',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
      [allow('iam:CreateAccessKey', { Resource: 'arn:aws:iam::*:user/${aws:username}' })],
    ],
    ['under a condition', [allow('iam:CreateAccessKey', withMfa)]],
    [
      'on a resource that the action does not have',
      [allow('ecr:GetAuthorizationToken', { Resource: 'arn:aws:ecr:*:*:*' })],
    ],
    ['and denies them', [allow('ecr:*'), deny('ecr:Get*')]],
    ['of other kinds', [allow(['sts:GetCallerIdentity', 'iam:ListAccessKeys'])]],
  ])('passes a policy that allows actions %s', (_, statements) => {
    expect(runCheck(credentialsExposure, withPolicy(policyOf(...statements))).status).toBe('pass');
  });
});
