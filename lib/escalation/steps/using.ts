import type { ActorClass } from '../actor.ts';
import { chanceAnywhere, isAllowedEverywhere, permitAnywhere } from '../anywhere.ts';
import type { Permit } from '../judge.ts';
import type { Node } from '../node.ts';
import { isEmpty, type Proof, type Step, type StepsOf } from '../step.ts';
import { permitOn } from '../targets.ts';
import type { Technique } from '../technique.ts';
import { techniques } from '../techniques.ts';
import type { TrustPermit } from '../trusts.ts';
import type { World } from '../world.ts';
import { doubtsOf, isOver } from './doubts.ts';
import type { InstanceProfiles } from './instance-profiles.ts';
import type { TrustingRoles } from './trusted.ts';
import { wantedOn } from './wanted.ts';

/** The techniques that use an existing resource which runs as a role. */
export function usingSteps(
  world: World,
  trusting: (service: string) => TrustingRoles,
  profiles: InstanceProfiles,
): StepsOf {
  const ways = techniques.flatMap((technique) => {
    const { way } = technique;
    if (way.kind !== 'use' || isOver(world, technique)) return [];
    const trusts = trustsIn(way.services, trusting);
    const runners = runnersOf(world, technique, trusts, profiles);
    if (runners.named === null && runners.all.length === 0) return [];
    const onResource = wantedOn(world, technique, 'resource');
    const wanted = [...onResource, ...wantedOn(world, technique, 'any')];
    return [{ technique, trusts, runners, onResource, wanted, doubts: doubtsOf(world, technique) }];
  });
  return (actor) =>
    ways.flatMap(({ technique, trusts, runners, onResource, wanted, doubts }) => {
      const chance = chanceAnywhere(world.judge, actor, wanted);
      if (chance === null) return [];
      const isSure = chance === 'certain' && doubts.length === 0;
      const use =
        runners.named === null
          ? useUnnamed(runners, isSure && isAllowedEverywhere(world.judge, actor, onResource))
          : useNamed(world, actor, runners.named, { actions: onResource.map(({ action }) => action), isSure });
      const prove = (role: Node): Proof => {
        const trust = trusts.get(role);
        const permit = permitAnywhere(world.judge, actor, wanted);
        const { permits, doubts: more } = use.prove(role);
        return {
          permits: [...(permit === null ? [] : [permit]), ...permits],
          trusts: trust === undefined ? [] : [trust],
          doubts: [...doubts, ...more],
        };
      };
      const step: Step = { technique, effect: 'become', certain: use.certain, possible: use.possible, prove };
      return isEmpty(step) ? [] : [step];
    });
}

/** The roles that a class gets by resources of a kind. */
interface Use {
  readonly certain: readonly Node[];
  readonly possible: readonly Node[];
  prove(role: Node): Pick<Proof, 'permits' | 'doubts'>;
}

function useUnnamed({ known, unknown, all, doubtsOf: doubtsOn }: Runners, isAllowedOnAll: boolean): Use {
  return {
    certain: isAllowedOnAll ? known : [],
    possible: isAllowedOnAll ? unknown : all,
    prove: (role) => ({ permits: [], doubts: doubtsOn(role, isAllowedOnAll) }),
  };
}

/** The roles that resources of a kind run as. */
interface Runners {
  /** Some resource is known to run as it. */
  readonly known: readonly Node[];
  /** There may be one. */
  readonly unknown: readonly Node[];
  readonly all: readonly Node[];
  /** Each resource by its name, where there is an inventory. */
  readonly named: readonly { readonly arn: string; readonly role: Node }[] | null;
  doubtsOf(role: Node, isAllowedOnAll: boolean): readonly string[];
}

function runnersOf(
  world: World,
  { way }: Technique,
  trusts: ReadonlyMap<Node, TrustPermit>,
  profiles: InstanceProfiles,
): Runners {
  if (way.kind !== 'use') throw new RangeError('a technique that uses no resource');
  const roles = [...trusts.keys()];
  const { resource } = way;
  const missing = `no inventory says whether any ${resource} has the role`;
  if (resource === 'Lambda function' && world.account.resources?.[resource] !== undefined) {
    const byArn = new Map(roles.map((role) => [role.arn, role]));
    const named = world.account.resources[resource].flatMap(({ arn, roleArn }) => {
      const role = byArn.get(roleArn);
      return role === undefined ? [] : [{ arn, role }];
    });
    return { known: [], unknown: [], all: [], named, doubtsOf: () => [] };
  }
  if (resource === 'EC2 instance') {
    const known = roles.filter((role) => profiles.hasInstance(role) === true);
    const unknown = roles.filter((role) => profiles.hasInstance(role) === null && profiles.hasProfile(role) !== false);
    const isKnown = new Set(known);
    return {
      known,
      unknown,
      all: [...known, ...unknown],
      named: null,
      doubtsOf: (role, isAllowedOnAll) => {
        if (!isKnown.has(role)) return [missing];
        return isAllowedOnAll ? [] : ['it is allowed on some instances, and no inventory says which have the role'];
      },
    };
  }
  const unknown = resource === 'launch template' ? roles.filter((role) => profiles.hasProfile(role) !== false) : roles;
  return { known: [], unknown, all: unknown, named: null, doubtsOf: () => [missing] };
}

function trustsIn(
  services: readonly string[],
  trusting: (service: string) => TrustingRoles,
): ReadonlyMap<Node, TrustPermit> {
  const trusts = new Map<Node, TrustPermit>();
  for (const service of services) {
    const { universe, trustOf } = trusting(service);
    for (const role of universe.items) {
      const trust = trustOf(role);
      if (trust !== undefined && !trusts.has(role)) trusts.set(role, trust);
    }
  }
  return trusts;
}

/** By those resources, each of which is known, on which all actions are allowed. */
function useNamed(
  { judge }: World,
  actor: ActorClass,
  resources: NonNullable<Runners['named']>,
  { actions, isSure }: { readonly actions: readonly string[]; readonly isSure: boolean },
): Use {
  const found = new Map<Node, readonly Permit[]>();
  const isCertain = (permits: readonly Permit[]) =>
    isSure && permits.every(({ unknownKeys }) => unknownKeys.length === 0);
  for (const { arn, role } of resources) {
    const permits = actions.flatMap((action) => permitOn(judge, actor, action, { arn }) ?? []);
    if (permits.length < actions.length) continue;
    const before = found.get(role);
    if (before === undefined || (!isCertain(before) && isCertain(permits))) found.set(role, permits);
  }
  const rolesWhere = (wanted: boolean) =>
    [...found].filter(([, permits]) => isCertain(permits) === wanted).map(([role]) => role);
  return {
    certain: rolesWhere(true),
    possible: rolesWhere(false),
    prove: (role) => ({ permits: found.get(role) ?? [], doubts: [] }),
  };
}
