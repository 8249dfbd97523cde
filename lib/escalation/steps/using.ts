import type { ActorClass } from '../actor.ts';
import { isAllowedEverywhere, permitAnywhere } from '../anywhere.ts';
import type { Permit } from '../judge.ts';
import type { Node } from '../node.ts';
import { isEmpty, type Proof, type Step, type StepsOf } from '../step.ts';
import { permitOn } from '../targets.ts';
import type { Technique } from '../technique.ts';
import { techniques } from '../techniques.ts';
import type { TrustPermit } from '../trusts.ts';
import type { World } from '../world.ts';
import { doubtsOf } from './doubts.ts';
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
    if (way.kind !== 'use') return [];
    const trusts = trustsIn(way.services, trusting);
    return [
      {
        technique,
        trusts,
        runners: runnersOf(world, technique, trusts, profiles),
        onResource: wantedOn(world, technique, 'resource'),
        beside: wantedOn(world, technique, 'any'),
        doubts: doubtsOf(world, technique),
      },
    ];
  });
  return (actor) =>
    ways.flatMap(({ technique, trusts, runners, onResource, beside, doubts }) => {
      const permit = permitAnywhere(world.judge, actor, [...onResource, ...beside]);
      if (permit === null) return [];
      const isCertain =
        permit.unknownKeys.length === 0 && doubts.length === 0 && isAllowedEverywhere(world.judge, actor, onResource);
      const named =
        runners.named === null
          ? null
          : reachNamed(
              world,
              actor,
              runners.named,
              onResource.map(({ action }) => action),
            );
      const isSure = permit.unknownKeys.length === 0 && doubts.length === 0;
      const certain = named === null ? (isCertain ? runners.known : []) : isSure ? named.certain : [];
      const possible =
        named === null
          ? isCertain
            ? runners.unknown
            : runners.all
          : isSure
            ? named.possible
            : [...named.certain, ...named.possible];
      const prove = (role: Node): Proof => {
        const trust = trusts.get(role);
        return {
          permits: [permit, ...(named?.permits.get(role) ?? [])],
          trusts: trust === undefined ? [] : [trust],
          doubts: [...doubts, ...(named === null ? runners.doubtsOf(role, isCertain) : [])],
        };
      };
      const step: Step = { technique, effect: 'become', certain, possible, prove };
      return isEmpty(step) ? [] : [step];
    });
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

/** The roles behind those resources on which all actions are allowed. */
function reachNamed(
  { judge }: World,
  actor: ActorClass,
  resources: NonNullable<Runners['named']>,
  actions: readonly string[],
): {
  readonly certain: readonly Node[];
  readonly possible: readonly Node[];
  readonly permits: ReadonlyMap<Node, readonly Permit[]>;
} {
  const found = new Map<Node, readonly Permit[]>();
  const isSure = (permits: readonly Permit[]) => permits.every(({ unknownKeys }) => unknownKeys.length === 0);
  for (const { arn, role } of resources) {
    const permits = actions.map((action) => permitOn(judge, actor, action, { arn }));
    const allowed = permits.filter((permit) => permit !== null);
    if (allowed.length < permits.length) continue;
    const before = found.get(role);
    if (before === undefined || (!isSure(before) && isSure(allowed))) found.set(role, allowed);
  }
  const certain = [...found].filter(([, permits]) => isSure(permits)).map(([role]) => role);
  return { certain, possible: [...found.keys()].filter((role) => !certain.includes(role)), permits: found };
}
