import type { Node } from '../node.ts';
import type { World } from '../world.ts';

/** What the snapshot knows of the instance profiles, by which instances get their roles. */
export interface InstanceProfiles {
  /** Whether a role is in an instance profile; null: the profiles were not read. */
  hasProfile(role: Node): boolean | null;
  /** Whether some instance has the role; null: the instances were not read, or not in every Region. */
  hasInstance(role: Node): boolean | null;
}

export function instanceProfilesOf({ account }: World): InstanceProfiles {
  const { instanceProfiles, instanceProfileAssociations, coverage } = account.snapshot;
  const inProfiles = new Set((instanceProfiles ?? []).flatMap(({ roleNames }) => roleNames));
  const held = new Set(instanceProfileAssociations?.profileArns);
  const onInstances = new Set(
    (instanceProfiles ?? []).filter(({ arn }) => held.has(arn)).flatMap(({ roleNames }) => roleNames),
  );
  const isWhole =
    instanceProfileAssociations !== null &&
    coverage.some(({ source, status }) => source === 'instance-profile-associations' && status === 'complete');
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
  };
}
