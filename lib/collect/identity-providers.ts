import {
  GetOpenIDConnectProviderCommand,
  ListOpenIDConnectProvidersCommand,
  ListSAMLProvidersCommand,
} from '@aws-sdk/client-iam';
import type { Role, Snapshot } from '../snapshot/snapshot.ts';
import { instantOrNull, required } from './answers.ts';
import { Asking } from './asking.ts';
import type { CollectContext } from './context.ts';
import type { Reading } from './reading.ts';

type IdentityProviders = NonNullable<Snapshot['identityProviders']>;

/**
 * OIDC and SAML providers. AWS's list of OIDC providers has no dates; they are asked for, one by one, only where no
 * role's trust policy mentions the provider: of the others nobody will want to know how old they are.
 *
 * @param roles null when they could not be read; then no dates are asked for
 * @param count how many providers of both kinds there are, where the account summary tells
 */
export async function readIdentityProviders(
  context: CollectContext,
  roles: readonly Role[] | null,
  count = Number.POSITIVE_INFINITY,
): Promise<Reading<IdentityProviders>> {
  const iam = context.aws.iam();
  const { OpenIDConnectProviderList = [] } = await iam.send(new ListOpenIDConnectProvidersCommand());
  const { SAMLProviderList = [] } =
    OpenIDConnectProviderList.length < count ? await iam.send(new ListSAMLProvidersCommand()) : {};
  const arns = OpenIDConnectProviderList.map((provider) => required(provider.Arn, 'Arn'));
  const undated = roles === null ? [] : unmentioned(arns, roles);
  const { dates, gaps } = await creationDates(context, undated);
  return {
    data: {
      oidc: arns.map((arn) => ({ arn, createdAt: dates.get(arn) ?? null })),
      saml: SAMLProviderList.map((provider) => ({
        arn: required(provider.Arn, 'Arn'),
        createdAt: instantOrNull(provider.CreateDate),
        validUntil: instantOrNull(provider.ValidUntil),
      })),
    },
    gaps,
  };
}

function unmentioned(arns: readonly string[], roles: readonly Role[]): readonly string[] {
  if (arns.length === 0) return [];
  const trust = roles.map((role) => JSON.stringify(role.trustPolicy)).join('\n');
  return arns.filter((arn) => !trust.includes(arn));
}

async function creationDates(context: CollectContext, arns: readonly string[]) {
  const asking = new Asking();
  const dates = new Map<string, string>();
  const gaps: string[] = [];
  for (const arn of arns) {
    const outcome = await asking.ask(() =>
      context.aws.iam().send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn })),
    );
    if (outcome.status === 'read' && outcome.data.CreateDate) dates.set(arn, outcome.data.CreateDate.toISOString());
    else if (outcome.status !== 'read') gaps.push(`when ${arn} was created: ${outcome.reason}`);
  }
  return { dates, gaps };
}
