import type { AccountSpec } from '../../account-file.ts';
import { placeOf, refuseDuplicates, refuseUnknown } from '../../refusal.ts';
import type { Grantee, Group, Principal, Role, User } from '../entities.ts';
import { type Builder, identify } from './builder.ts';
import { buildCredentials } from './credentials.ts';
import { newest, resolveUse } from './use.ts';

interface GranteeSpec {
  readonly policies: readonly string[];
  readonly inline: Readonly<Record<string, unknown>>;
}

type PrincipalSpec = AccountSpec['users'][number] | AccountSpec['roles'][number];

/** Turns a policy's name or ARN into an ARN; `where` is for the refusal. */
type PolicyResolver = (reference: string, where: string) => string;

export function buildUsers(builder: Builder, resolve: PolicyResolver): User[] {
  const { spec, where } = builder;
  refuseDuplicates(spec.users, where, 'users');
  const groups = new Set(spec.groups.map((group) => group.name));
  const signingKeys = Map.groupBy(
    spec.credentials.filter((credential) => credential.sessionToken === undefined),
    (credential) => credential.as,
  );
  return spec.users.map((user, index) => {
    const place = placeOf(where, 'users', index, user.name);
    const identity = identify(builder, 'AIDA', 'user', user);
    for (const group of user.groups) {
      refuseUnknown(groups, group, `${place}.groups`, 'group');
    }
    const keyIds = signingKeys.get(`user/${user.name}`)?.map((credential) => credential.accessKeyId) ?? [];
    return {
      kind: 'user',
      ...identity,
      ...grantsOf(user, place, builder, resolve),
      ...principalOf(user, place, builder, resolve),
      usedRegion: user.keys[0]?.region ?? 'us-east-1',
      groups: [...new Set(user.groups)],
      ...buildCredentials(user, identity.arn, keyIds, builder),
    };
  });
}

export function buildGroups(builder: Builder, resolve: PolicyResolver): Group[] {
  const { spec, where } = builder;
  refuseDuplicates(spec.groups, where, 'groups');
  return spec.groups.map((group, index) => ({
    kind: 'group',
    ...identify(builder, 'AGPA', 'group', group),
    ...grantsOf(group, placeOf(where, 'groups', index, group.name), builder, resolve),
  }));
}

export function buildRoles(builder: Builder, resolve: PolicyResolver): Role[] {
  const { spec, where } = builder;
  refuseDuplicates(spec.roles, where, 'roles');
  return spec.roles.map((role, index) => {
    const place = placeOf(where, 'roles', index, role.name);
    const principal = principalOf(role, place, builder, resolve);
    return {
      kind: 'role',
      ...identify(builder, 'AROA', 'role', role),
      ...grantsOf(role, place, builder, resolve),
      ...principal,
      usedRegion: role.lastUsedRegion,
      trust: builder.documents.documentOf(role.trust),
      lastUsedAt:
        role.lastUsed === undefined
          ? newest(principal.used.values().map((use) => use.at))
          : builder.optionalTime(role.lastUsed),
    };
  });
}

function grantsOf(
  grantee: GranteeSpec,
  place: string,
  { documents }: Builder,
  resolve: PolicyResolver,
): Pick<Grantee, 'policyArns' | 'inline'> {
  const policyArns = grantee.policies.map((reference, index) => resolve(reference, `${place}.policies[${index}]`));
  return {
    policyArns: [...new Set(policyArns)],
    inline: Object.entries(grantee.inline).map(([name, document]) => ({
      name,
      document: documents.documentOf(document),
    })),
  };
}

function principalOf(
  principal: PrincipalSpec,
  place: string,
  { time }: Builder,
  resolve: PolicyResolver,
): Pick<Principal, 'boundaryArn' | 'tags' | 'used'> {
  return {
    boundaryArn: principal.boundary === undefined ? undefined : resolve(principal.boundary, `${place}.boundary`),
    tags: principal.tags,
    used: resolveUse(principal.used, time, place),
  };
}
