import type { Node } from '../node.ts';
import type { World } from '../world.ts';

/** What the snapshot knows of the instance profiles, by which instances get their roles. */
export interface InstanceProfiles {
  /** Whether a role is in an instance profile; null: the profiles were not read. */
  hasProfile(role: Node): boolean | null;
  /** Whether some instance has the role, by the profiles that instances hold; null: they were not read, or not in every Region. */
  hasInstance(role: Node): boolean | null;
  /** ARNs of the roles in a profile, which is given by its ARN or its name. */
  rolesIn(profile: string | null): readonly string[];
}

export function instanceProfilesOf(world: World): InstanceProfiles {
  const { instanceProfiles, instanceProfileAssociations, coverage } = world.account.snapshot;
  const inProfiles = new Set((instanceProfiles ?? []).flatMap(({ roleNames }) => roleNames));
  const held = new Set(instanceProfileAssociations?.profileArns);
  const onInstances = new Set(
    (instanceProfiles ?? []).filter(({ arn }) => held.has(arn)).flatMap(({ roleNames }) => roleNames),
  );
  const isWhole =
    instanceProfileAssociations !== null &&
    coverage.some(({ source, status }) => source === 'instance-profile-associations' && status === 'complete');
  const roleArns = rolesByProfile(world);
  return {
    hasProfile({ principal }) {
      if (principal?.kind !== 'role') return false;
      if (principal.entity.instanceProfileArns.length > 0 || inProfiles.has(principal.name)) return true;
      return instanceProfiles === null ? null : false;
    },
    hasInstance({ principal }) {
      if (principal?.kind !== 'role') return false;
      const isOnInstance =
        onInstances.has(principal.name) || principal.entity.instanceProfileArns.some((arn) => held.has(arn));
      return isOnInstance || (isWhole ? false : null);
    },
    rolesIn: (profile) => (profile === null ? [] : (roleArns.get(nameIn(profile)) ?? [])),
  };
}

/** ARNs of the roles in each profile, by its name: an account has one of a name, whatever the path. */
function rolesByProfile({ account, nodes }: World): ReadonlyMap<string, readonly string[]> {
  const roles = nodes.flatMap(({ principal }) => (principal?.kind === 'role' ? [principal] : []));
  const arnByName = new Map(roles.map(({ name, arn }) => [name, arn]));
  const pairs = [
    ...roles.flatMap(({ arn, entity }) => entity.instanceProfileArns.map((profile) => ({ profile, arn }))),
    ...(account.snapshot.instanceProfiles ?? []).flatMap(({ name, roleNames }) =>
      roleNames.map((roleName) => ({ profile: name, arn: arnByName.get(roleName) })),
    ),
  ];
  const found = new Map<string, Set<string>>();
  for (const { profile, arn } of pairs) {
    if (arn === undefined) continue;
    const name = nameIn(profile);
    found.set(name, (found.get(name) ?? new Set()).add(arn));
  }
  return new Map(Array.from(found, ([name, arns]) => [name, [...arns]]));
}

function nameIn(profile: string): string {
  return profile.slice(profile.lastIndexOf('/') + 1);
}
