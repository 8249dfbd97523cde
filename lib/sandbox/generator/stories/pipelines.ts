import type { Draft } from '../draft.ts';
import type { DraftProvider, ProviderAdmitted, Trust } from '../model.ts';
import { type Conditions, trustOfProvider } from '../trusts.ts';

type Terms = readonly [ProviderAdmitted['strangers'], Conditions?];

const github = 'token.actions.githubusercontent.com';
const gitlab = 'gitlab.com';
const terraform = 'app.terraform.io';

/** Issuers that all of their customers share, and the company's own, whose tokens no stranger gets. */
export const issuersOfPipelines: readonly DraftProvider[] = [github, gitlab, terraform, 'gitlab.acme.example'].map(
  (host) => ({ kind: 'oidc', url: `https://${host}`, created: 950 }),
);

const audience = { [`${github}:aud`]: 'sts.amazonaws.com' };
const subject = (...values: readonly string[]) => ({ [`${github}:sub`]: values });

/** What people demand of a token, and whether one of a stranger meets it. */
const termsByIssuer: Readonly<Record<string, readonly Terms[]>> = {
  [github]: [
    ['nowhere', { StringEquals: { ...audience, ...subject('repo:acme/shop:ref:refs/heads/main') } }],
    ['nowhere', { StringEquals: audience, StringLike: subject('repo:acme/*') }],
    ['nowhere', { StringLike: subject('repo:acme/shop:*', 'repo:acme/orders:*') }],
    ['nowhere', { StringEquals: { ...audience, [`${github}:repository_owner`]: 'acme' } }],
    ['anywhere', { StringEquals: audience }],
    ['anywhere', { StringLike: subject('repo:*') }],
    ['anywhere', { StringEquals: audience, StringLike: subject('repo:acme*') }],
    ['anywhere', { StringLike: subject('repo:acme/shop:*', '*:ref:refs/heads/main') }],
    ['anywhere', { StringLikeIfExists: subject('repo:acme/*') }],
    ['anywhere', { 'ForAllValues:StringLike': subject('repo:acme/*') }],
    ['some networks', { StringEquals: audience, IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['anywhere'],
  ],
  [gitlab]: [
    ['nowhere', { StringLike: { [`${gitlab}:sub`]: 'project_path:acme/*:ref_type:branch:ref:main' } }],
    ['anywhere', { StringLike: { [`${gitlab}:sub`]: 'project_path:*:ref_type:branch:ref:main' } }],
    ['anywhere', { StringEquals: { [`${gitlab}:aud`]: 'https://gitlab.com' } }],
  ],
  [terraform]: [
    ['nowhere', { StringLike: { [`${terraform}:sub`]: 'organization:acme:project:*:workspace:*:run_phase:*' } }],
    ['anywhere', { StringLike: { [`${terraform}:sub`]: 'organization:acme*:workspace:shop:run_phase:apply' } }],
    ['anywhere', { StringEquals: { [`${terraform}:aud`]: 'aws.workload.identity' } }],
  ],
};

/** Trusts the jobs of one of these issuers, GitHub's more often than others. */
export function trustOfPipeline({ accountId, chance }: Draft): Trust {
  const provider = chance.pick([...issuersOfPipelines, ...issuersOfPipelines.slice(0, 1)]);
  const [strangers, condition] = chance.pick(termsOf(provider));
  return trustOfProvider(accountId, provider, strangers, condition);
}

function termsOf(provider: DraftProvider): readonly Terms[] {
  const host = provider.kind === 'oidc' ? provider.url.replace('https://', '') : '';
  return termsByIssuer[host] ?? [['nowhere']];
}
