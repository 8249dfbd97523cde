import type { AccountSpec } from '../../account-file.ts';
import { resolveTime } from '../../time.ts';
import { DocumentPool } from '../policy-document.ts';
import { IamState } from '../state.ts';
import type { Builder } from './builder.ts';
import { buildRoot } from './credentials.ts';
import { buildPolicies } from './policies.ts';
import { policyResolver } from './policy-resolver.ts';
import { buildGroups, buildRoles, buildUsers } from './principals.ts';
import { buildInstanceProfiles, buildOidcProviders, buildSamlProviders, buildServerCertificates } from './resources.ts';

export interface BuildOptions {
  readonly seed: string;
  /** What ages in the file are counted from. */
  readonly now: Date;
  /** Where the account is in its file, for refusals: `accounts[0]`. */
  readonly where: string;
}

/**
 * The IAM of an account as its file says it: ids made up from the seed, times resolved, names turned into ARNs.
 * Throws an InvalidInputError for a name that nothing in the account has, and for two things of one name.
 */
export function buildIam(spec: AccountSpec, { seed, now, where }: BuildOptions): IamState {
  const builder: Builder = {
    spec,
    seed,
    where,
    documents: new DocumentPool(),
    arn: (resource) => `arn:${spec.partition}:iam::${spec.accountId}:${resource}`,
    time: (text) => resolveTime(text, now),
    optionalTime: (text) => (text === null || text === undefined ? undefined : resolveTime(text, now)),
  };
  const policies = buildPolicies(builder);
  const resolve = policyResolver(policies);
  return new IamState({
    accountId: spec.accountId,
    partition: spec.partition,
    alias: spec.alias,
    passwordPolicy: spec.passwordPolicy ?? undefined,
    root: spec.root && buildRoot(spec.root, builder),
    users: buildUsers(builder, resolve),
    groups: buildGroups(builder, resolve),
    roles: buildRoles(builder, resolve),
    policies,
    instanceProfiles: buildInstanceProfiles(builder),
    oidcProviders: buildOidcProviders(builder),
    samlProviders: buildSamlProviders(builder),
    serverCertificates: buildServerCertificates(builder),
  });
}
