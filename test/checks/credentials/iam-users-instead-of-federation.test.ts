import { describe, expect, it } from 'vitest';
import { iamUsersInsteadOfFederation } from '../../../lib/checks/credentials/iam-users-instead-of-federation.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { runCheck } from '../run-check.ts';

const okta = 'arn:aws:iam::111122223333:saml-provider/Okta';
const withOkta = anAccount().with({
  identityProviders: { oidc: [], saml: [{ arn: okta, createdAt: daysAgo(9), validUntil: null }] },
});
const withIdentityCenter = anAccount().withRole('AWSReservedSSO_Read_0123456789abcdef', {
  path: '/aws-reserved/sso.amazonaws.com/',
});

describe('iam-users-instead-of-federation', () => {
  it.each([
    ['a SAML provider', withOkta, okta],
    ['Identity Center', withIdentityCenter, 'Identity Center'],
  ])('reports users with passwords beside %s', (_, account, federation) => {
    const run = runCheck(
      iamUsersInsteadOfFederation,
      account.withUser('ada', { password: {} }).withUser('robot', { keys: [{}] }),
    );
    expect(run.findings).toMatchObject([
      {
        severity: 'info',
        resource: { name: '111122223333' },
        evidence: { users: ['ada'], userCount: 1, federation: [federation] },
      },
    ]);
  });

  it('passes users where there is nothing to federate with but machines', () => {
    const github = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
    const account = anAccount().with({ identityProviders: { oidc: [{ arn: github, createdAt: null }], saml: [] } });
    expect(runCheck(iamUsersInsteadOfFederation, account.withUser('ada', { password: {} })).status).toBe('pass');
  });

  it('has nothing to say without passwords, and is unknown when providers were not read', () => {
    expect(runCheck(iamUsersInsteadOfFederation, withOkta).status).toBe('not-applicable');
    const blind = withOkta.withUser('ada', { password: {} }).without('identity-providers');
    expect(runCheck(iamUsersInsteadOfFederation, blind).status).toBe('unknown');
  });
});
