import type { Snapshot } from '../../snapshot/snapshot.ts';
import { perList } from '../lists.ts';
import type { Node } from '../node.ts';
import { type Target, Universe } from '../targets.ts';
import type { ResourceKind } from '../technique.ts';
import type { World } from '../world.ts';
import type { InstanceProfiles } from './instance-profiles.ts';

/** A resource that runs as a role, or, as a launch template of several versions, as one of some. */
export interface Runner extends Target {
  readonly roles: readonly Node[];
  readonly isRunning: boolean;
}

/** The resources of a kind, as far as they are known. */
export interface Runners {
  readonly universe: Universe<Runner>;
  /** Roles that some resource has of which nobody knows which it is. */
  readonly unnamed: readonly Node[];
  /** Roles that a resource may have which was not read. */
  readonly perhaps: readonly Node[];
  /** Why nobody knows of those, a clause. */
  readonly missing: string;
}

/** @param roles those that trust what runs such resources */
export function runnersOf(
  world: World,
  kind: ResourceKind,
  roles: readonly Node[],
  profiles: InstanceProfiles,
): Runners {
  const inventory = inventoryOf(world.account.snapshot, kind, profiles);
  const isByProfile = kind === 'EC2 instance' || kind === 'launch template';
  const canHave = isByProfile ? roles.filter((role) => profiles.hasProfile(role) !== false) : roles;
  if (inventory === null) {
    const unnamed = kind === 'EC2 instance' ? roles.filter((role) => profiles.hasInstance(role) === true) : [];
    const perhaps = kind === 'EC2 instance' ? canHave.filter((role) => profiles.hasInstance(role) === null) : canHave;
    return { universe: NOTHING, unnamed, perhaps, missing: `no inventory says whether any ${kind} has the role` };
  }
  const { items, isWhole, regions } = inventory;
  // The role of a deployment group is CodeDeploy's own, and not that of what is deployed to.
  if (kind === 'CodeDeploy deployment group') {
    const perhaps = isWhole && items.length === 0 ? [] : roles;
    return { universe: NOTHING, unnamed: [], perhaps, missing: `no inventory says what any ${kind} deploys to` };
  }
  const byArn = new Map(roles.map((role) => [role.arn, role]));
  const runners = items.flatMap(({ arn, roleArns, isRunning = true }): readonly Runner[] => {
    const had = roleArns.flatMap((roleArn) => byArn.get(roleArn) ?? []);
    return had.length === 0 ? [] : [{ arn, roles: had, isRunning }];
  });
  return {
    universe: new Universe(runners),
    unnamed: [],
    perhaps: isWhole ? [] : canHave,
    missing: `no inventory says whether any ${kind}${regions.length === 0 ? '' : ` outside ${regions.join(', ')}`} has the role`,
  };
}

const NOTHING = new Universe<Runner>([]);

/** For each role that some of the resources have, one of them: one that runs, if there is any. */
export const runnerByRole = perList((runners: readonly Runner[]): ReadonlyMap<Node, Runner> => {
  const byRole = new Map<Node, Runner>();
  for (const runner of runners)
    for (const role of runner.roles)
      if (byRole.get(role)?.isRunning !== true && (runner.isRunning || !byRole.has(role))) byRole.set(role, runner);
  return byRole;
});

/** What is known of the resources of a kind; null: nothing. */
interface KindInventory {
  readonly items: readonly {
    readonly arn: string;
    readonly roleArns: readonly string[];
    readonly isRunning?: boolean;
  }[];
  /** Those that were read. */
  readonly regions: readonly string[];
  /** Whether there are no others. */
  readonly isWhole: boolean;
}

function inventoryOf(snapshot: Snapshot, kind: ResourceKind, profiles: InstanceProfiles): KindInventory | null {
  const { functions, instances, launchTemplates, workloads, coverage } = snapshot;
  const isRead = (wanted: string) => coverage.some(({ source, status }) => source === wanted && status === 'complete');
  const isWhole = (regions: readonly string[], isComplete: boolean) =>
    (isComplete && regions.length > 1) ||
    (snapshot.enabledRegions?.every(({ region }) => regions.includes(region)) ?? false);
  switch (kind) {
    case 'Lambda function':
      return (
        functions && {
          items: functions.items.map(({ arn, roleArn }) => ({ arn, roleArns: [roleArn] })),
          regions: functions.regions,
          isWhole: isWhole(functions.regions, isRead('functions')),
        }
      );
    case 'EC2 instance':
      return (
        instances && {
          items: instances.items.map(({ arn, instanceProfileArn, state }) => ({
            arn,
            roleArns: profiles.rolesIn(instanceProfileArn),
            isRunning: state === 'running',
          })),
          regions: instances.regions,
          isWhole: isWhole(instances.regions, isRead('instances')),
        }
      );
    case 'launch template':
      return (
        launchTemplates && {
          items: launchTemplates.items.map(({ arn, versions }) => ({
            arn,
            roleArns: versions.flatMap(({ instanceProfile }) => profiles.rolesIn(instanceProfile)),
          })),
          regions: launchTemplates.regions,
          isWhole: isWhole(launchTemplates.regions, isRead('launch-templates')),
        }
      );
    default: {
      const ofKind = workloads?.find((each) => each.kind === kind);
      return ofKind === undefined
        ? null
        : {
            items: ofKind.items.map(({ arn, roleArn }) => ({ arn, roleArns: [roleArn] })),
            regions: ofKind.regions,
            isWhole: isWhole(ofKind.regions, ofKind.isComplete),
          };
    }
  }
}
