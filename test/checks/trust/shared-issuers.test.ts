import { describe, expect, it } from 'vitest';
import { keyOf, sharedIssuerOf } from '../../../lib/checks/trust/shared-issuers.ts';

const provider = (name: string) => `arn:aws:iam::111122223333:oidc-provider/${name}`;

/** The required claims as AWS lists them: IAM User Guide, id_roles_providers_oidc_secure-by-default. */
const required = [
  ['token.actions.githubusercontent.com', 'sub'],
  ['vstoken.actions.githubusercontent.com', 'sub'],
  ['oidc-configuration.audit-log.githubusercontent.com', 'sub'],
  ['gitlab.com', 'sub'],
  ['app.terraform.io', 'sub'],
  ['agent.buildkite.com', 'sub'],
  ['oidc.codefresh.io', 'sub'],
  ['studio.datachain.ai/api', 'sub'],
  ['scalr.io', 'sub'],
  ['tokens.cloud.shisho.dev', 'sub'],
  ['proidc.upbound.io', 'sub'],
  ['cognito-identity.amazonaws.com', 'aud'],
  ['api.pulumi.com/oidc', 'aud'],
  ['sandboxes.cloud', 'aud'],
  ['oidc.vercel.com', 'aud'],
] as const;

describe('sharedIssuerOf', () => {
  it.each(required)('knows that tokens of %s say in %s whose they are', (issuer, claim) => {
    const shared = sharedIssuerOf(provider(issuer));
    expect(shared && keyOf(shared, shared.required)).toBe(`${issuer}:${claim}`);
  });

  it('knows the issuer whose tenants are told apart by the name of the session', () => {
    const shared = sharedIssuerOf(provider('sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d'));
    expect(shared && keyOf(shared, shared.required)).toBe('sts:RoleSessionName');
  });

  it('knows the built-in issuers by name, and provider ARNs of any partition', () => {
    expect(sharedIssuerOf('accounts.google.com')?.required.claim).toBe('aud');
    expect(sharedIssuerOf('arn:aws-cn:iam::111122223333:oidc-provider/Gitlab.com')?.issuer).toBe('gitlab.com');
  });

  it.each([
    'oidc.eks.eu-west-1.amazonaws.com/id/9D1F0A3B5C7E2468EXAMPLE',
    'gitlab.northwind.example',
    'token.actions.githubusercontent.com/northwind-example',
  ])('does not take %s for shared', (issuer) => {
    expect(sharedIssuerOf(provider(issuer))).toBeUndefined();
  });
});
