import type { ActorClass } from '../actor.ts';
import { chanceAnywhere, permitAnywhere } from '../anywhere.ts';
import type { Permit } from '../judge.ts';
import { perList, union } from '../lists.ts';
import type { Node } from '../node.ts';
import { neededResources } from '../resource-types.ts';
import { isEmpty, type Step, type StepsOf } from '../step.ts';
import { permitOn } from '../targets.ts';
import { techniques } from '../techniques.ts';
import type { World } from '../world.ts';
import { doubtsOf, isOver } from './doubts.ts';
import type { InstanceProfiles } from './instance-profiles.ts';
import type { TrustingRoles } from './trusted.ts';
import { wantedOn } from './wanted.ts';

const PROFILE_MAKING = ['iam:CreateInstanceProfile', 'iam:AddRoleToInstanceProfile'];

/** Roles that a class may pass to a service that they trust. */
interface Passable {
  readonly certain: readonly Node[];
  readonly possible: readonly Node[];
  readonly all: readonly Node[];
}

/** The techniques that pass a role to a service. */
export function passingSteps(
  world: World,
  trusting: (service: string) => TrustingRoles,
  profiles: InstanceProfiles,
): StepsOf {
  const ways = techniques.flatMap((technique) => {
    const { way } = technique;
    return way.kind === 'pass' && !isOver(world, technique)
      ? [{ technique, way, wanted: wantedOn(world, technique, 'any'), doubts: doubtsOf(world, technique) }]
      : [];
  });
  const makingProfile = PROFILE_MAKING.map((action) => ({ action, on: neededResources(action, world.ofAccount) }));
  /** Of roles that a class may pass, those that the service surely gets, and those that it may get. */
  const sorters = new Map<string, (roles: readonly Node[]) => Passable>();
  const sorterFor = (service: string, throughProfile: boolean, canMakeProfile: boolean) => {
    const key = `${service} ${throughProfile} ${canMakeProfile}`;
    const isMissing = (role: Node) => throughProfile && !canMakeProfile && profiles.hasProfile(role) === false;
    const isCertain = (role: Node) =>
      trusting(service).trustOf(role)?.unknownKeys.length === 0 &&
      (!throughProfile || canMakeProfile || profiles.hasProfile(role) === true);
    const sorter =
      sorters.get(key) ??
      perList((roles: readonly Node[]) => {
        const passed = roles.filter((role) => !isMissing(role));
        return { certain: passed.filter(isCertain), possible: passed.filter((role) => !isCertain(role)), all: passed };
      });
    sorters.set(key, sorter);
    return sorter;
  };
  const passableBy = (actor: ActorClass, service: string, throughProfile: boolean): Passable => {
    const reach = trusting(service).universe.reach(world.judge, actor, 'iam:PassRole', contextOf(service));
    const canMakeProfile = throughProfile && chanceAnywhere(world.judge, actor, makingProfile) !== null;
    const sort = sorterFor(service, throughProfile, canMakeProfile);
    const [certain, possible] = [sort(reach.certain), sort(reach.possible)];
    return {
      certain: certain.certain,
      possible: union(certain.possible, possible.all),
      all: union(certain.all, possible.all),
    };
  };

  return (actor) => {
    if (!actor.mayAllow('iam:PassRole')) return [];
    const passables = new Map<string, Passable>();
    return ways.flatMap(({ technique, way, wanted, doubts }) => {
      const { service, throughProfile = false } = way;
      if (trusting(service).universe.items.length === 0) return [];
      const making = chanceAnywhere(world.judge, actor, wanted);
      if (making === null) return [];
      const key = `${service} ${throughProfile}`;
      const passable = passables.get(key) ?? passableBy(actor, service, throughProfile);
      passables.set(key, passable);
      const isDoubtful = making === 'possible' || doubts.length > 0;
      const step: Step = {
        technique,
        effect: 'become',
        certain: isDoubtful ? [] : passable.certain,
        possible: isDoubtful ? passable.all : passable.possible,
        prove: (role) => {
          const pass = permitOn(world.judge, actor, 'iam:PassRole', role, contextOf(service));
          const permit = permitAnywhere(world.judge, actor, wanted);
          const profile = throughProfile ? proveProfile(role) : { permits: [], doubts: [] };
          const trust = trusting(service).trustOf(role);
          return {
            permits: [...[pass, permit].filter((each) => each !== null), ...profile.permits],
            trusts: trust === undefined ? [] : [trust],
            doubts: [...doubts, ...profile.doubts],
          };
        },
      };
      const proveProfile = (role: Node): { permits: readonly Permit[]; doubts: readonly string[] } => {
        const hasProfile = profiles.hasProfile(role);
        if (hasProfile === true) return { permits: [], doubts: [] };
        const permit = permitAnywhere(world.judge, actor, makingProfile);
        if (permit !== null) return { permits: [permit], doubts: [] };
        return { permits: [], doubts: ['no inventory says whether an instance profile has the role'] };
      };
      return isEmpty(step) ? [] : [step];
    });
  };
}

function contextOf(service: string) {
  return { 'iam:PassedToService': service };
}
