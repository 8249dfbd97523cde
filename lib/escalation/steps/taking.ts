import type { ActorClass } from '../actor.ts';
import { intersect, minus, perList, union } from '../lists.ts';
import type { Node } from '../node.ts';
import { isEmpty, type Proof, type Step } from '../step.ts';
import { permitOn, type Universe } from '../targets.ts';
import type { Access } from '../technique.ts';
import { techniques } from '../techniques.ts';
import type { World } from '../world.ts';
import { type Chance, credentialChances } from './credentials.ts';
import { chanceToAssume, chanceToAssumeAny } from './kept-out.ts';

/** Users or roles that can be taken over in one way, and why. */
export interface Taking {
  readonly certain: readonly Node[];
  readonly possible: readonly Node[];
  prove(target: Node): Proof;
}

export const NOBODY: Taking = {
  certain: [],
  possible: [],
  prove: () => ({ permits: [], trusts: [], doubts: [] }),
};

/** How a class takes over users and roles with what IAM offers; to assume a role is in `assuming.ts`. */
export function takings(world: World): (actor: ActorClass, by: Exclude<Access, 'assume'>) => Taking {
  const chanceOf = credentialChances(world);
  const sorters = new Map<Access, Sorter>();
  const ofUser = (by: Access): Sorter => {
    const sorter = sorters.get(by) ?? sorterBy((user) => chanceOf(by, user));
    sorters.set(by, sorter);
    return sorter;
  };
  const takeUsers = (actor: ActorClass, by: Access, ...actions: readonly string[]) =>
    take(world.judge, actor, world.users, actions, ofUser(by));
  const takeRoles = (actor: ActorClass, ...actions: readonly string[]) => {
    const chance = chanceToAssumeAny(actor, world.editableRoles.items);
    return take(world.judge, actor, world.editableRoles, actions, assumptionSorter(actor, chance));
  };
  return (actor, by) => {
    switch (by) {
      case 'new-key':
        return takeUsers(actor, by, 'iam:CreateAccessKey');
      case 'replaced-key':
        return takeUsers(actor, by, 'iam:CreateAccessKey', 'iam:DeleteAccessKey');
      case 'new-password':
        return takeUsers(actor, by, 'iam:CreateLoginProfile');
      case 'other-password':
        return takeUsers(actor, by, 'iam:UpdateLoginProfile');
      case 'trust':
        return takeRoles(actor, 'iam:UpdateAssumeRolePolicy');
      case 'trust-and-assume':
        return takeRoles(actor, 'iam:UpdateAssumeRolePolicy', 'sts:AssumeRole');
    }
  };
}

/** Tells those that can surely be taken over from those that perhaps can; the others are in neither list. */
export interface Sorter {
  chanceOf(target: Node): Chance;
  sort(targets: readonly Node[]): { readonly sure: readonly Node[]; readonly unsure: readonly Node[] };
}

function sorterBy(chanceOf: (target: Node) => Chance): Sorter {
  return {
    chanceOf,
    sort: perList((targets: readonly Node[]) => {
      const { yes = [], perhaps = [] } = Object.groupBy(targets, (target) => chanceOf(target).status);
      return { sure: yes, unsure: perhaps };
    }),
  };
}

/** For those who all have the same chance: their lists stay the lists that they are. */
function alikeFor(chance: Chance): Sorter {
  return {
    chanceOf: () => chance,
    sort: (targets) => ({
      sure: chance.status === 'yes' ? targets : [],
      unsure: chance.status === 'perhaps' ? targets : [],
    }),
  };
}

/** The techniques that are one such way. */
export function takingSteps(world: World): (actor: ActorClass) => readonly Step[] {
  const take = takings(world);
  const ways = techniques.flatMap((technique) =>
    technique.way.kind === 'access' && technique.way.by !== 'assume' ? [{ technique, by: technique.way.by }] : [],
  );
  return (actor) =>
    ways.flatMap(({ technique, by }) => {
      if (!technique.needs.every(({ action }) => actor.mayAllow(action))) return [];
      const step: Step = { technique, effect: 'become', ...take(actor, by) };
      return isEmpty(step) ? [] : [step];
    });
}

/**
 * Roles that let a class in, of which only its own denies keep it out.
 *
 * @param chance what {@link chanceToAssumeAny} says of them
 */
export function assumptionSorter(actor: ActorClass, chance: Chance | null): Sorter {
  return chance === null ? sorterBy((role) => chanceToAssume(actor, role)) : alikeFor(chance);
}

function take(
  judge: World['judge'],
  actor: ActorClass,
  universe: Universe<Node>,
  actions: readonly string[],
  { chanceOf, sort }: Sorter,
): Taking {
  const reaches = actions.map((action) => universe.reach(judge, actor, action));
  const sure = reaches.map(({ certain }) => certain).reduce(intersect);
  const all = reaches.map(({ certain, possible }) => union(certain, possible)).reduce(intersect);
  const certain = sort(sure).sure;
  const { sure: rest, unsure } = sort(all);
  return {
    certain,
    possible: minus(union(rest, unsure), certain),
    prove: (target) => {
      const chance = chanceOf(target);
      return {
        permits: actions.flatMap((action) => permitOn(judge, actor, action, target) ?? []),
        trusts: [],
        doubts: chance.status === 'perhaps' ? [chance.doubt] : [],
      };
    },
  };
}
