import type { AccountSpecInput } from '../account-file.ts';
import type { DaysAgo } from './chance.ts';
import type { Composition } from './meaning.ts';
import type { DraftAccount, DraftGroup, DraftKey, DraftPolicy, DraftRole, DraftUser } from './model.ts';

type UserSpec = NonNullable<AccountSpecInput['users']>[number];
type RoleSpec = NonNullable<AccountSpecInput['roles']>[number];
type PolicySpec = NonNullable<AccountSpecInput['policies']>[number];

const dayMs = 86_400_000;

/** The account file of a finished account, with instants in place of ages. */
export function accountSpecOf(account: DraftAccount, now: Date): AccountSpecInput {
  const at = (ago: DaysAgo): string => new Date(now.getTime() - Math.round(ago * 1440) * 60_000).toISOString();
  const atOrNever = (ago: DaysAgo | null): string | null => (ago === null ? null : at(ago));
  const inDays = (days: number): string => new Date(now.getTime() + days * dayMs).toISOString();
  const usesOf = ({ used, actions }: DraftUser | DraftRole) =>
    Object.fromEntries(
      [...used, ...actions].flatMap(([name, ago]) => (typeof ago === 'number' ? [[name, at(ago)] as const] : [])),
    );

  const key = ({ active, created, lastUsed }: DraftKey) => ({
    active,
    created: at(created),
    lastUsed: atOrNever(lastUsed),
  });

  const user = (each: DraftUser): UserSpec => ({
    ...holder(each, at),
    groups: each.groups.map(({ name }) => name),
    ...boundaryOf(each),
    tags: each.tags,
    ...(each.password && {
      password: { changed: at(each.password.changed), lastUsed: atOrNever(each.password.lastUsed) },
    }),
    ...(each.mfa && { mfa: each.mfa }),
    keys: each.keys.map(key),
    certificates: each.certificates.map(({ active, uploaded }) => ({ active, uploaded: at(uploaded) })),
    serviceCredentials: each.serviceCredentials.map(({ service, active, created, expiresIn }) => ({
      service,
      active,
      created: at(created),
      ...(expiresIn !== undefined && { expires: inDays(expiresIn) }),
    })),
    used: usesOf(each),
  });

  const role = (each: DraftRole): RoleSpec => ({
    ...holder(each, at),
    trust: documentOf(each.trust.document),
    ...boundaryOf(each),
    tags: each.tags,
    ...(each.lastUsed !== undefined && { lastUsed: atOrNever(each.lastUsed) }),
    used: usesOf(each),
  });

  const policy = (each: DraftPolicy): PolicySpec => ({
    name: each.name,
    path: each.path,
    awsManaged: each.awsManaged,
    created: at(each.created),
    updated: at(each.updated),
    document: documentOf(each.composition.document),
    dormantVersions: each.dormant.map(({ created, document }) => ({
      created: at(created),
      document: documentOf(document),
    })),
  });

  const {
    accountId,
    organization,
    root,
    optedInRegions,
    users,
    groups,
    roles,
    policies,
    profiles,
    providers,
    certificates,
  } = account;
  return {
    accountId,
    alias: `generated-${accountId}`,
    ...(root && {
      root: {
        created: at(4000),
        mfa: root.mfa,
        passwordLastUsed: atOrNever(root.passwordLastUsed),
        keys: root.keys.map(key),
      },
    }),
    ...(organization && {
      organization: {
        id: organization.id,
        managementAccountId: organization.managementAccountId,
        accounts: organization.accountIds.map((id) => ({ id, name: `account-${id}`, joined: at(900) })),
      },
    }),
    passwordPolicy: account.passwordPolicy,
    optedInRegions: [...optedInRegions],
    users: users.map(user),
    groups: groups.map((group) => holder(group, at)),
    roles: roles.map(role),
    policies: policies.map(policy),
    instanceProfiles: profiles.map(({ name, created, role: held }) => ({
      name,
      created: at(created),
      ...(held && { role: held.name }),
    })),
    instances: profiles.flatMap(({ name, instance }) => (instance ? [{ ...instance, instanceProfile: name }] : [])),
    oidcProviders: providers.flatMap((each) =>
      each.kind === 'oidc' ? [{ url: each.url, created: at(each.created) }] : [],
    ),
    samlProviders: providers.flatMap((each) =>
      each.kind === 'saml' ? [{ name: each.name, created: at(each.created), validUntil: inDays(each.expiresIn) }] : [],
    ),
    trails: account.trails.map(({ encrypted, toCloudWatch, ...trail }) => ({
      ...trail,
      bucket: `trail-of-${accountId}`,
      ...(encrypted && { kmsKeyId: 'alias/trail' }),
      ...(toCloudWatch && { cloudWatchLogsGroup: 'trail' }),
    })),
    analyzers: account.analyzers.map((analyzer) => ({ ...analyzer, created: at(300) })),
    serverCertificates: certificates.map(({ name, uploaded, expiresIn }) => ({
      name,
      uploaded: at(uploaded),
      expires: inDays(expiresIn),
    })),
  };
}

function holder(each: DraftUser | DraftRole | DraftGroup, at: (ago: DaysAgo) => string) {
  return {
    name: each.name,
    path: each.path,
    created: at(each.created),
    policies: each.policies.map(({ name }) => name),
    inline: Object.fromEntries(
      Array.from(each.inline, ([name, { document }]) => [name, documentOf(document)] as const),
    ),
  };
}

/** What compositions hold is JSON, although their type is content with less. */
function documentOf(document: Composition['document']): PolicySpec['document'] {
  return document as PolicySpec['document'];
}

function boundaryOf({ boundary }: DraftUser | DraftRole): { readonly boundary?: string } {
  return boundary ? { boundary: boundary.name } : {};
}
