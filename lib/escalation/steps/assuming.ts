import { decide } from '../../policy/evaluate/decide.ts';
import { describeRequest } from '../../policy/evaluate/request.ts';
import { keyOfSource } from '../account.ts';
import type { ActorClass } from '../actor.ts';
import { perList, union } from '../lists.ts';
import type { Node } from '../node.ts';
import type { Proof } from '../step.ts';
import { permitOn, Universe } from '../targets.ts';
import { type Backing, letsIn, type TrustClass, type TrustPermit } from '../trusts.ts';
import type { World } from '../world.ts';
import { chanceToAssumeAny } from './kept-out.ts';
import type { Taking } from './taking.ts';

/** Who can assume which roles of the account. */
export interface Assuming {
  /** By policies that all of a class hold, where the trust policy leaves it to the account and asks nothing of the principal. */
  ofClass(actor: ActorClass): Taking;
  /** What one principal can beside: trust policies that name it, or everybody, or ask who it is. */
  ofNode(node: Node): Taking;
}

export function assumingOf(world: World): Assuming {
  const { trustClasses, judge } = world;
  const delegating = trustClasses.filter(({ isOpen }) => isOpen);
  const shared = new Universe(delegating.filter(({ isPersonal }) => !isPersonal).flatMap(({ roles }) => roles));
  const personal = delegating.filter(({ isPersonal }) => isPersonal);
  const personalRoles = new Universe(personal.flatMap(({ roles }) => roles));
  const naming = trustClassesByName(trustClasses);
  const openToAll = trustClasses.filter(({ isOpenToAll }) => isOpenToAll);
  const openAlike = openToAll.filter(({ isPersonal }) => !isPersonal);
  const openRoles = openAlike.flatMap(({ roles }) => roles);
  const proofsByKind = new Map<ActorClass['kind'], ReadonlyMap<Node, Proof>>();
  const proofsByBoundary = new Map<string, ReadonlyMap<Node, Proof>>();
  const proofsByDoubt = new Map<string, ReadonlyMap<Node, Proof>>();
  const takingByProofs = new Map<ReadonlyMap<Node, Proof>, Taking>();
  const answers = new Map<string, TrustPermit | null>();
  const sharedAnswers = new Map<ActorClass['kind'], Answers>();
  const sharedAnswer = (each: TrustClass, { kind, holder }: ActorClass): TrustPermit | null => {
    const key = `${kind} ${each.sample.arn}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = letsIn(each, holder, 'everything');
    answers.set(key, answer);
    return answer;
  };

  const backed = (actor: ActorClass, universe: Universe<Node>, { trustOf, sort }: Answers): Taking => {
    const reach = universe.reach(judge, actor, 'sts:AssumeRole');
    const [certain, possible] = [sort(reach.certain), sort(reach.possible)];
    return {
      certain: certain.sure,
      possible: union(certain.unsure, union(possible.sure, possible.unsure)),
      prove: (role) => {
        const permit = permitOn(judge, actor, 'sts:AssumeRole', role);
        const trust = trustOf(role);
        return {
          permits: permit === null ? [] : [permit],
          trusts: trust === null ? [] : [{ ...trust, role }],
          doubts: [],
        };
      },
    };
  };

  /** What everybody can, whom no Deny and no boundary keeps from it: worked out once for users and once for roles. */
  const openProofs = ({ kind, holder }: ActorClass): ReadonlyMap<Node, Proof> => {
    const known = proofsByKind.get(kind);
    if (known !== undefined) return known;
    const proofs = new Map<Node, Proof>();
    for (const each of openAlike) {
      const trust = letsIn(each, holder, 'nothing');
      if (trust === null) continue;
      for (const role of each.roles) proofs.set(role, { permits: [], trusts: [{ ...trust, role }], doubts: [] });
    }
    proofsByKind.set(kind, proofs);
    return proofs;
  };
  /** The same within a boundary, which may leave out some of the roles: worked out once for all who have it. */
  const openWithin = (node: Node, actor: ActorClass, boundary: string): ReadonlyMap<Node, Proof> => {
    const key = `${actor.kind} ${boundary}`;
    const known = proofsByBoundary.get(key);
    if (known !== undefined) return known;
    const proofs = new Map<Node, Proof>();
    for (const [role, { trusts }] of openProofs(actor)) {
      const [trust] = trusts;
      const proof = trust === undefined ? null : proveNamed(world, node, role, trust);
      if (proof !== null) proofs.set(role, proof);
    }
    proofsByBoundary.set(key, proofs);
    return proofs;
  };
  /** The roles that are open to everybody, as far as one principal gets in; null where that has to be asked for each of them. */
  const openTo = (node: Node, actor: ActorClass): ReadonlyMap<Node, Proof> | null => {
    const { boundary } = actor.holder;
    const chance = chanceToAssumeAny(actor, openRoles);
    if (boundary !== undefined) {
      const isAlike = !actor.isPersonal && chance?.status === 'yes';
      return isAlike ? openWithin(node, actor, keyOfSource(boundary.source.source)) : null;
    }
    switch (chance?.status) {
      case undefined:
        return null;
      case 'no':
        return NO_PROOFS;
      case 'yes':
        return openProofs(actor);
      case 'perhaps':
        return openInDoubt(actor, chance.doubt);
    }
  };
  const openInDoubt = (actor: ActorClass, doubt: string): ReadonlyMap<Node, Proof> => {
    const key = `${actor.kind} ${doubt}`;
    const known = proofsByDoubt.get(key);
    if (known !== undefined) return known;
    const proofs = new Map(Array.from(openProofs(actor), ([role, proof]) => [role, { ...proof, doubts: [doubt] }]));
    proofsByDoubt.set(key, proofs);
    return proofs;
  };
  const openTaking = (proofs: ReadonlyMap<Node, Proof>): Taking => {
    const known = takingByProofs.get(proofs);
    if (known !== undefined) return known;
    const certain = surelyIn(proofs);
    const taking: Taking = {
      certain,
      possible: [...proofs.keys()].filter((role) => !certain.includes(role)),
      prove: (role) => proofs.get(role) ?? NO_PROOF,
    };
    takingByProofs.set(proofs, taking);
    return taking;
  };

  return {
    ofClass: (actor) => {
      const known = sharedAnswers.get(actor.kind) ?? answersBy(world, (each) => sharedAnswer(each, actor));
      sharedAnswers.set(actor.kind, known);
      return backed(actor, shared, known);
    },
    ofNode: (node) => {
      const { actor } = node;
      if (actor === null) return NOBODY;
      const isBacked = actor.mayAllow('sts:AssumeRole') && personal.length > 0;
      const named = naming.get(node.arn) ?? [];
      const open = openTo(node, actor);
      const alike = open === null ? [] : openAlike.filter((each) => !named.includes(each));
      const single = [...new Set([...named, ...openToAll])].filter((each) => !alike.includes(each));
      if (!isBacked && single.length === 0 && open !== null) return openTaking(open);
      const holder = world.holderOf(node);
      const ask = once((each: TrustClass, backing: Backing) => letsIn(each, holder, backing));
      const singleRoles = new Set(single.flatMap(({ roles }) => roles));
      const asAll = open === null ? NOBODY : openTaking(open);
      const direct = new Map<Node, Proof>();
      for (const each of single) {
        const trust = ask(each, 'nothing');
        if (trust === null) continue;
        for (const role of each.roles) {
          const proof = proveNamed(world, node, role, { ...trust, role });
          if (proof !== null) direct.set(role, proof);
        }
      }
      const delegated = isBacked
        ? backed(
            actor,
            personalRoles,
            answersBy(world, (each) => ask(each, 'everything')),
          )
        : NOBODY;
      const isOfAll = (role: Node) => !singleRoles.has(role);
      const certain = new Set([...asAll.certain.filter(isOfAll), ...surelyIn(direct), ...delegated.certain]);
      const possible = [...asAll.possible.filter(isOfAll), ...direct.keys(), ...delegated.possible].filter(
        (role) => !certain.has(role),
      );
      return {
        certain: [...certain],
        possible: [...new Set(possible)],
        prove: (role) => {
          const proof = isOfAll(role) ? open?.get(role) : direct.get(role);
          const isBetter = proof === undefined || (!isSure(proof) && delegated.certain.includes(role));
          return isBetter ? delegated.prove(role) : proof;
        },
      };
    },
  };
}

/** What trust policies answer somebody, and the roles sorted by it. */
interface Answers {
  trustOf(role: Node): TrustPermit | null;
  sort(roles: readonly Node[]): { readonly sure: readonly Node[]; readonly unsure: readonly Node[] };
}

function answersBy(world: World, ask: (each: TrustClass) => TrustPermit | null): Answers {
  const trustOf = (role: Node) => {
    const each = world.trustClassOf(role);
    return each === undefined ? null : ask(each);
  };
  return {
    trustOf,
    sort: perList((roles: readonly Node[]) => ({
      sure: roles.filter((role) => trustOf(role)?.unknownKeys.length === 0),
      unsure: roles.filter((role) => (trustOf(role)?.unknownKeys.length ?? 0) > 0),
    })),
  };
}

const NO_PROOFS: ReadonlyMap<Node, Proof> = new Map();
const NO_PROOF: Proof = { permits: [], trusts: [], doubts: [] };
const NOBODY: Taking = { certain: [], possible: [], prove: () => NO_PROOF };

function surelyIn(proofs: ReadonlyMap<Node, Proof>): readonly Node[] {
  return [...proofs].filter(([, proof]) => isSure(proof)).map(([role]) => role);
}

function isSure({ trusts, doubts }: Proof): boolean {
  return doubts.length === 0 && trusts.every(({ unknownKeys }) => unknownKeys.length === 0);
}

function trustClassesByName(trustClasses: readonly TrustClass[]): ReadonlyMap<string, readonly TrustClass[]> {
  const byName = new Map<string, TrustClass[]>();
  for (const each of trustClasses) {
    for (const arn of each.named) {
      const list = byName.get(arn);
      if (list) list.push(each);
      else byName.set(arn, [each]);
    }
  }
  return byName;
}

/** Named itself, a principal needs no policy of its own, but a Deny in one, or a boundary around a role, still keeps it out. */
function proveNamed(world: World, node: Node, role: Node, trust: TrustPermit): Proof | null {
  const holder = world.holderOf(node);
  const each = world.trustClassOf(role);
  if (each === undefined) return null;
  const request = describeRequest({
    principal: holder.principal,
    action: 'sts:AssumeRole',
    resource: role.arn,
    ...(holder.context && { context: holder.context }),
    ...(holder.knownPrefixes && { knownPrefixes: holder.knownPrefixes }),
    isContextPartial: true,
  });
  const { decision, unknownKeys } = decide<unknown>(request, {
    ...holder,
    resource: { source: null, policy: each.policy },
  });
  if (decision !== 'allowed' && decision !== 'conditional') return null;
  const own = unknownKeys.filter((key) => !trust.unknownKeys.includes(key));
  return {
    permits: [],
    trusts: [trust],
    doubts: own.length === 0 ? [] : [`a policy of its own makes sts:AssumeRole depend on ${own.join(', ')}`],
  };
}

function once<Key extends object, Second extends string, Answer>(ask: (key: Key, second: Second) => Answer) {
  const answers = new Map<Key, Map<Second, Answer>>();
  return (key: Key, second: Second): Answer => {
    const ofKey = answers.get(key) ?? new Map<Second, Answer>();
    answers.set(key, ofKey);
    const known = ofKey.get(second);
    if (known !== undefined) return known;
    const answer = ask(key, second);
    ofKey.set(second, answer);
    return answer;
  };
}
