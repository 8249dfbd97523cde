import { policyOf } from '../../policy/document.ts';
import { trustedPrincipals } from '../../policy/trust.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { dayOf } from '../evidence.ts';
import { unreadReason } from '../permissions.ts';
import { resourceOf } from '../resources.ts';
import { entitiesMissing, graceOf, pass, type Unknown, unknown } from '../verdicts.ts';

interface Provider {
  readonly kind: 'oidc' | 'saml';
  readonly arn: string;
  readonly createdAt: string | null;
}

/** Made and kept by Identity Center, which refuses to let anybody else delete it. */
const IDENTITY_CENTER_PROVIDER = /:saml-provider\/AWSSSO_\w+_DO_NOT_DELETE$/;

export const identityProviderUnused: Check = {
  id: 'identity-provider-unused',
  family: 'unused',
  title: 'Identity provider that no role trusts',
  flags:
    'An OIDC or SAML identity provider that no trust policy of a role lets in. The provider that Identity Center keeps for ' +
    'itself is left alone.',
  severity: 'low',
  rationale:
    'Whoever controls the provider, or takes over its domain, is one careless trust policy away from the account.',
  remediation: 'Delete the provider, unless Client VPN or a Cognito identity pool uses it without a role.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details', 'identity-providers'],

  *evaluate(context) {
    const { oidc = [], saml = [] } = context.account.snapshot.identityProviders ?? {};
    if (oidc.length + saml.length === 0) return;
    const trust = trustOf(context);
    for (const { arn, createdAt } of oidc) yield judge(context, trust, { kind: 'oidc', arn, createdAt });
    for (const { arn, createdAt } of saml) yield judge(context, trust, { kind: 'saml', arn, createdAt });
  },

  describe({ resource, evidence }) {
    return `No role trusts the identity provider ${resource.name}, created ${dayOf(evidence, 'createdAt')}.`;
  },

  remediate({ resource, evidence }) {
    const [command, get] =
      evidence.kind === 'saml'
        ? [
            iam('delete-saml-provider', { 'saml-provider-arn': resource.arn }),
            iam('get-saml-provider', { 'saml-provider-arn': resource.arn }),
          ]
        : [
            iam('delete-open-id-connect-provider', { 'open-id-connect-provider-arn': resource.arn }),
            iam('get-open-id-connect-provider', { 'open-id-connect-provider-arn': resource.arn }),
          ];
    return remediation(
      'See that neither Client VPN nor a Cognito identity pool uses it. The first line prints what creating it again takes; the second deletes it.',
      [get, command],
    );
  },
};

interface Trust {
  readonly federated: ReadonlySet<string>;
  /** Why there can be more: a role or a trust policy that could not be read. */
  readonly unread: Unknown | null;
}

function trustOf(context: CheckContext): Trust {
  const federated = new Set<string>();
  let unread = entitiesMissing(context);
  for (const { arn, trustPolicy } of context.account.snapshot.roles) {
    for (const provider of trustedPrincipals(policyOf(trustPolicy)).federated) federated.add(provider);
    const reason = unreadReason(trustPolicy);
    if (reason !== null)
      unread ??= { ...reason, reason: `The trust policy of ${arn} cannot be read: ${reason.reason}` };
  }
  return { federated, unread };
}

function judge(context: CheckContext, trust: Trust, { kind, arn, createdAt }: Provider): Verdict {
  if (trust.federated.has(arn) || IDENTITY_CENTER_PROVIDER.test(arn)) return pass;
  if (createdAt === null) {
    return unknown({ code: 'not-collected', reason: 'No role trusts it, but when it was created was not read.' }, arn);
  }
  const blind = graceOf(context, arn, createdAt) ?? trust.unread;
  if (blind !== null) return unknown(blind, arn);
  const type = kind === 'saml' ? 'AWS::IAM::SAMLProvider' : 'AWS::IAM::OIDCProvider';
  const name = arn.slice(arn.indexOf('/') + 1);
  return {
    verdict: 'finding',
    resource: resourceOf(context, type, arn, name),
    evidence: { lastUsedAt: null, kind, createdAt },
  };
}
