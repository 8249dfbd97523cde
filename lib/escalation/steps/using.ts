import { matchesPattern } from '../../policy/match.ts';
import type { ActorClass } from '../actor.ts';
import { chanceAnywhere, isAllowedEverywhere, permitAnywhere, type Wanted } from '../anywhere.ts';
import { intersect, minus, perList, union } from '../lists.ts';
import type { Node } from '../node.ts';
import { isEmpty, type Proof, type Step, type StepsOf } from '../step.ts';
import type { Way } from '../technique.ts';
import { techniques } from '../techniques.ts';
import type { TrustPermit } from '../trusts.ts';
import type { World } from '../world.ts';
import { doubtsOf, isOver } from './doubts.ts';
import type { InstanceProfiles } from './instance-profiles.ts';
import { type Runner, type Runners, runnerByRole, runnersOf } from './runners.ts';
import type { TrustingRoles } from './trusted.ts';
import { wantedOn } from './wanted.ts';

type Using = Extract<Way, { kind: 'use' }>;

/** The techniques that use an existing resource which runs as a role. */
export function usingSteps(
  world: World,
  trusting: (service: string) => TrustingRoles,
  profiles: InstanceProfiles,
): StepsOf {
  const known = new Map<string, { readonly trusts: ReadonlyMap<Node, TrustPermit>; readonly runners: Runners }>();
  const runnersFor = ({ resource, services }: Using) => {
    let found = known.get(resource);
    if (found === undefined) {
      const trusts = trustsIn(services, trusting);
      found = { trusts, runners: runnersOf(world, resource, [...trusts.keys()], profiles) };
      known.set(resource, found);
    }
    return found;
  };
  const ways = techniques.flatMap((technique) => {
    const { way } = technique;
    if (way.kind !== 'use' || isOver(world, technique)) return [];
    const { trusts, runners } = runnersFor(way);
    const { universe, unnamed, perhaps } = runners;
    if (universe.items.length + unnamed.length + perhaps.length === 0) return [];
    const onResource = wantedOn(world, technique, 'resource');
    const beside = wantedOn(world, technique, 'any');
    return [{ technique, way, trusts, runners, onResource, beside, doubts: doubtsOf(world, technique) }];
  });
  return (actor) =>
    ways.flatMap(({ technique, way, trusts, runners, onResource, beside, doubts }) => {
      const wanted = [...onResource, ...beside];
      const chance = chanceAnywhere(world.judge, actor, wanted);
      if (chance === null) return [];
      const isSure = chance === 'certain' && doubts.length === 0;
      const isOnAll = isSure && isAllowedEverywhere(world.judge, actor, onResource);
      const use = useOf(world, actor, { way, runners, onResource, isSure, isOnAll });
      const prove = (role: Node): Proof => {
        const trust = trusts.get(role);
        const runner = runnerByRole(use.surely).get(role) ?? runnerByRole(use.perhaps).get(role);
        const permit = permitAnywhere(
          world.judge,
          actor,
          runner === undefined ? wanted : [...onResource.map((each) => onlyOn(each, runner)), ...beside],
        );
        return {
          permits: permit === null ? [] : [permit],
          trusts: trust === undefined ? [] : [trust],
          doubts: [...doubts, ...doubtsAbout(role, runner, { way, runners, isOnAll })],
          ...(runner && { resourceArn: runner.arn }),
        };
      };
      const step: Step = { technique, effect: 'become', certain: use.certain, possible: use.possible, prove };
      return isEmpty(step) ? [] : [step];
    });
}

/** What a technique can be done with, and what a class may do with it. */
interface Circumstance {
  readonly way: Using;
  readonly runners: Runners;
  readonly onResource: readonly Wanted[];
  /** Whether nothing is in doubt but the resource. */
  readonly isSure: boolean;
  /** Whether the actions are surely allowed on all resources. */
  readonly isOnAll: boolean;
}

/** The roles that a class gets by resources of a kind, and the resources. */
interface Use {
  readonly certain: readonly Node[];
  readonly possible: readonly Node[];
  /** Resources on which all actions are surely allowed. */
  readonly surely: readonly Runner[];
  /** These and those on which they perhaps are. */
  readonly perhaps: readonly Runner[];
}

function useOf({ judge }: World, actor: ActorClass, { way, runners, onResource, isSure, isOnAll }: Circumstance): Use {
  const { universe, unnamed, perhaps } = runners;
  const reached = onResource.map(({ action }) => universe.reach(judge, actor, action));
  const surely = inAll(reached.map(({ certain }) => certain));
  const all = inAll(reached.map(({ certain, possible }) => union(certain, possible)));
  const named = way.needsRunning === true ? runningRolesOf(surely) : rolesOf(surely);
  const certain = isSure ? union(named, isOnAll ? unnamed : []) : [];
  const possible = minus(union(union(rolesOf(all), unnamed), perhaps), certain);
  return { certain, possible, surely, perhaps: all };
}

function inAll(lists: readonly (readonly Runner[])[]): readonly Runner[] {
  const [first = [], ...others] = lists;
  return others.reduce((both, list) => intersect(both, list), first);
}

const rolesOf = perList((runners: readonly Runner[]) => [...runnerByRole(runners).keys()]);
const runningRolesOf = perList((runners: readonly Runner[]) => rolesOf(runners.filter(({ isRunning }) => isRunning)));

/** What nobody knows about the resource by which a role is had. */
function doubtsAbout(
  role: Node,
  runner: Runner | undefined,
  { way, runners, isOnAll }: Pick<Circumstance, 'way' | 'runners' | 'isOnAll'>,
): readonly string[] {
  if (runner !== undefined) {
    return way.needsRunning === true && !runner.isRunning ? [`the ${way.resource} runs, which it did not`] : [];
  }
  if (!runners.unnamed.includes(role)) return [runners.missing];
  return isOnAll ? [] : ['it is allowed on some instances, and no inventory says which have the role'];
}

/** An action on one resource, and on whatever else it needs. */
function onlyOn({ action, on }: Wanted, { arn }: Runner): Wanted {
  const isMeant = ({ arns }: Wanted['on'][number]) =>
    arns.some((pattern) => matchesPattern(pattern, arn, { caseSensitive: true }));
  const others = on.filter((needed) => !isMeant(needed));
  return { action, on: [...others, { type: on.find(isMeant)?.type ?? 'resource', arns: [arn] }] };
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
