import { describe, expect, it } from 'vitest';
import { trustedPrincipals } from '../../lib/policy/trust.ts';
import { policy } from './policies.ts';

const github = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
const okta = 'arn:aws:iam::111122223333:saml-provider/okta';
const trust = (Action: string | readonly string[], Principal: unknown, Effect = 'Allow') => ({
  Effect,
  Action,
  Principal,
});

describe('trustedPrincipals', () => {
  it('lists whom Allow statements name with an action that assumes the role', () => {
    const trusted = trustedPrincipals(
      policy(
        trust('sts:AssumeRoleWithWebIdentity', { Federated: github }),
        trust(['sts:AssumeRoleWithSAML', 'sts:TagSession'], { Federated: [okta, github] }),
        trust('sts:AssumeRole', { Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'], AWS: '444455556666' }),
      ),
    );
    expect(trusted).toEqual({
      any: false,
      aws: ['444455556666'],
      service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'],
      federated: [github, okta],
      canonicalUser: [],
    });
  });

  it.each([['sts:*'], ['STS:assumerolewith*'], ['*']])('sees an action that assumes in %s', (action) => {
    expect(trustedPrincipals(policy(trust(action, { Federated: okta }))).federated).toEqual([okta]);
  });

  it.each([
    ['a Deny', trust('sts:AssumeRoleWithSAML', { Federated: okta }, 'Deny')],
    ['a tag alone', trust('sts:TagSession', { Federated: okta })],
    ['NotAction of all that assumes', { Effect: 'Allow', NotAction: 'sts:*', Principal: { Federated: okta } }],
  ])('trusts nobody by %s', (_, statement) => {
    expect(trustedPrincipals(policy(statement))).toMatchObject({ any: false, federated: [] });
  });

  it.each([
    ['Principal *', trust('sts:AssumeRole', '*')],
    ['NotPrincipal', { Effect: 'Allow', Action: 'sts:AssumeRole', NotPrincipal: { AWS: '444455556666' } }],
  ])('trusts anybody by %s', (_, statement) => {
    expect(trustedPrincipals(policy(statement)).any).toBe(true);
  });
});
