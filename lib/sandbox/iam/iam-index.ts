import type { Entity, Grantee, Group, InstanceProfile, ManagedPolicy, Role, User } from './entities.ts';
import type { IamContent } from './state.ts';

/** How often a managed policy is attached, and how often it is somebody's permissions boundary. */
export interface PolicyUse {
  readonly attachments: number;
  readonly boundaries: number;
}

/** What is looked up in an account's IAM, made once for its content. */
export interface IamIndex {
  readonly users: ReadonlyMap<string, User>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly policies: ReadonlyMap<string, ManagedPolicy>;
  readonly entities: readonly Entity[];
  readonly byArn: ReadonlyMap<string, Entity>;
  readonly members: ReadonlyMap<string, readonly User[]>;
  readonly keyOwners: ReadonlyMap<string, User>;
  readonly profiles: ReadonlyMap<string, readonly InstanceProfile[]>;
  readonly use: ReadonlyMap<string, PolicyUse>;
}

export function indexOf({ users, groups, roles, policies, instanceProfiles }: IamContent): IamIndex {
  const entities = [...users, ...groups, ...roles, ...policies];
  return {
    users: new Map(users.map((user) => [user.name, user])),
    groups: new Map(groups.map((group) => [group.name, group])),
    roles: new Map(roles.map((role) => [role.name, role])),
    policies: new Map(policies.map((policy) => [policy.arn, policy])),
    entities,
    byArn: new Map(entities.map((entity) => [entity.arn, entity])),
    members: groupBy(users, (user) => user.groups),
    keyOwners: new Map(users.flatMap((user) => user.keys.map((key) => [key.id, user]))),
    profiles: groupBy(instanceProfiles, (profile) => (profile.roleName === undefined ? [] : [profile.roleName])),
    use: countUse([...users, ...groups, ...roles], [...users, ...roles]),
  };
}

function groupBy<Item>(items: readonly Item[], keysOf: (item: Item) => readonly string[]): Map<string, Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const others = found.get(key);
      if (others) {
        others.push(item);
      } else {
        found.set(key, [item]);
      }
    }
  }
  return found;
}

function countUse(
  grantees: readonly Grantee[],
  principals: readonly { readonly boundaryArn: string | undefined }[],
): Map<string, PolicyUse> {
  const attached = groupBy(grantees, (grantee) => grantee.policyArns);
  const bounded = groupBy(principals, ({ boundaryArn }) => (boundaryArn === undefined ? [] : [boundaryArn]));
  return new Map(
    [...attached.keys(), ...bounded.keys()].map((arn) => [
      arn,
      { attachments: attached.get(arn)?.length ?? 0, boundaries: bounded.get(arn)?.length ?? 0 },
    ]),
  );
}
