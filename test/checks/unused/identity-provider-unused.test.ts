import { describe, expect, it } from 'vitest';
import { identityProviderUnused } from '../../../lib/checks/unused/identity-provider-unused.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { runCheck } from '../run-check.ts';

const github = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
const okta = 'arn:aws:iam::111122223333:saml-provider/Okta';
const trusts = (federated: string | string[], effect = 'Allow') => ({
  Version: '2012-10-17',
  Statement: { Effect: effect, Principal: { Federated: federated }, Action: 'STS:assumeRoleWithWebIdentity' },
});
const providers = (createdAt: string | null = daysAgo(100)) => ({
  identityProviders: { oidc: [{ arn: github, createdAt }], saml: [{ arn: okta, createdAt, validUntil: null }] },
});

describe('identity-provider-unused', () => {
  it('reports providers that no role trusts', () => {
    const run = runCheck(
      identityProviderUnused,
      anAccount()
        .with(providers())
        .withRole('deploy', { trust: trusts(github) }),
    );
    expect(run.findings).toMatchObject([
      {
        severity: 'low',
        resource: { arn: okta, type: 'AWS::IAM::SAMLProvider', name: 'Okta' },
        evidence: { createdAt: daysAgo(100) },
      },
    ]);
    expect(run.findings.map((finding) => identityProviderUnused.remediate(finding).commands)).toEqual([
      [
        `aws iam get-saml-provider --saml-provider-arn '${okta}'`,
        `aws iam delete-saml-provider --saml-provider-arn '${okta}'`,
      ],
    ]);
  });

  it('does not take a deny for trust', () => {
    const run = runCheck(
      identityProviderUnused,
      anAccount()
        .with(providers())
        .withRole('r', { trust: trusts([github, okta], 'Deny') }),
    );
    expect(run.findings.map(({ resource }) => resource.type)).toEqual([
      'AWS::IAM::OIDCProvider',
      'AWS::IAM::SAMLProvider',
    ]);
  });

  it('leaves the provider of Identity Center alone', () => {
    const arn = 'arn:aws:iam::111122223333:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE';
    const account = anAccount().with({
      identityProviders: { oidc: [], saml: [{ arn, createdAt: daysAgo(100), validUntil: null }] },
    });
    expect(runCheck(identityProviderUnused, account).status).toBe('pass');
  });

  it('does not judge young providers, those of unknown age, and any while a trust policy cannot be read', () => {
    const codes = (account: ReturnType<typeof anAccount>) =>
      runCheck(identityProviderUnused, account).unknown.map(({ code }) => code);
    expect(codes(anAccount().with(providers(daysAgo(13))))).toEqual(['young', 'young']);
    expect(codes(anAccount().with(providers(null)))).toEqual(['not-collected', 'not-collected']);
    expect(codes(anAccount().with(providers()).withRole('r', { trust: 'not json' }))).toEqual([
      'unreadable-document',
      'unreadable-document',
    ]);
  });

  it('has nothing to say without providers, and is unknown when they were not read', () => {
    expect(runCheck(identityProviderUnused, anAccount()).status).toBe('not-applicable');
    expect(runCheck(identityProviderUnused, anAccount().without('identity-providers')).status).toBe('unknown');
  });
});
