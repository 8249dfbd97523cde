import type { PolicyHolder } from '../../policy/effective/policy-holder.ts';
import type { ActorClass } from '../actor.ts';
import { minus, perList, union } from '../lists.ts';
import type { Node } from '../node.ts';
import { isEmpty, type Proof } from '../step.ts';
import { permitOn, Universe } from '../targets.ts';
import { letsIn, type Somebody, strangerOf, type TrustClass, type TrustPermit } from '../trusts.ts';
import type { World } from '../world.ts';
import { chanceToAssumeAny, decideToAssume, doubtOf } from './kept-out.ts';
import { assumptionSorter, NOBODY, type Sorter, type Taking } from './taking.ts';

/** Who can assume which roles of the account. */
export interface Assuming {
  /** By policies that all of a class hold, where the trust policy leaves it to the account and asks nothing of the principal. */
  ofClass(actor: ActorClass): Taking;
  /** What one principal can beside: trust policies that name it, or everybody, or ask who it is. */
  ofNode(node: Node): Taking;
}

export function assumingOf(world: World): Assuming {
  const { trustClasses } = world;
  const alike = trustClasses.filter(({ isPersonal }) => !isPersonal);
  const personal = trustClasses.filter(({ isPersonal }) => isPersonal);
  const rolesOf = (classes: readonly TrustClass[]) => classes.flatMap(({ roles }) => roles);
  const shared = new Universe(rolesOf(alike.filter(({ isOpen }) => isOpen)));
  const strangers = { user: strangerOf('user', world), role: strangerOf('role', world) };
  const answers = { user: answersTo(world, strangers.user), role: answersTo(world, strangers.role) };
  const delegating = personal.filter(({ isOpen }) => isOpen);
  const delegatingRoles = new Universe(rolesOf(delegating));
  const openPersonal = personal.filter(({ isOpenToAll }) => isOpenToAll);
  const open = alike.filter(({ isOpenToAll }) => isOpenToAll);
  const openRoles = rolesOf(open);
  const namingByArn = trustClassesByName(trustClasses);

  /** The roles that are open to everybody: worked out once for all users, or roles, whom their own policies let in alike. */
  const takingsOfOpen = new Map<string, Taking>();
  const takeOpen = (actor: ActorClass): Taking => {
    const chance = chanceToAssumeAny(actor, openRoles);
    const key = chance === null ? actor.key : [actor.kind, ...Object.values(chance)].join('\n');
    const taking =
      takingsOfOpen.get(key) ??
      open.map((each) => through(each, strangers[actor.kind], assumptionSorter(actor, chance))).reduce(either, NOBODY);
    takingsOfOpen.set(key, taking);
    return taking;
  };

  return {
    ofClass: (actor) => backed(world, actor, shared, answers[actor.kind]),
    ofNode: (node) => {
      const { actor } = node;
      if (actor === null) return NOBODY;
      const holder = world.holderOf(node);
      const naming = namingByArn.get(node.arn) ?? [];
      const asked = openPersonal.filter((each) => !naming.includes(each));
      const isBacked = delegating.length > 0 && actor.mayAllow('sts:AssumeRole');
      return [
        without(takeOpen(actor), rolesOf(naming)),
        ...asked.map((each) => through(each, holder, assumptionSorter(actor, chanceToAssumeAny(actor, each.roles)))),
        ...naming.map((each) => named(each, holder)),
        ...(isBacked ? [backed(world, actor, delegatingRoles, answersTo(world, holder))] : []),
      ].reduce(either);
    },
  };
}

/** With the permission to assume roles, where the trust policy leaves it to the account. */
function backed(world: World, actor: ActorClass, universe: Universe<Node>, { trustOf, sort }: Answers): Taking {
  const { judge } = world;
  const reach = universe.reach(judge, actor, 'sts:AssumeRole');
  if (isEmpty(reach)) return NOBODY;
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
}

/** Where a trust policy lets somebody in without a permission, as one among many: only its own denies keep it out. */
function through(each: TrustClass, who: Somebody, { chanceOf, sort }: Sorter): Taking {
  const trust = letsIn(each, who, 'nothing');
  if (trust === null) return NOBODY;
  const { sure, unsure } = sort(each.roles);
  const isSure = trust.unknownKeys.length === 0;
  return {
    certain: isSure ? sure : [],
    possible: isSure ? unsure : union(sure, unsure),
    prove: (role) => {
      const chance = chanceOf(role);
      return { permits: [], trusts: [{ ...trust, role }], doubts: chance.status === 'perhaps' ? [chance.doubt] : [] };
    },
  };
}

/** Where a trust policy names it. A role that is named needs its boundary to let it, as users do not. */
function named(each: TrustClass, holder: PolicyHolder<unknown>): Taking {
  const trust = letsIn(each, holder, 'nothing');
  if (trust === null) return NOBODY;
  const proofs = new Map<Node, Proof>();
  for (const role of each.roles) {
    const { decision, unknownKeys } = decideToAssume(holder, role, each.policy);
    if (decision !== 'allowed' && decision !== 'conditional') continue;
    const own = unknownKeys.filter((key) => !trust.unknownKeys.includes(key));
    proofs.set(role, { permits: [], trusts: [{ ...trust, role }], doubts: own.length === 0 ? [] : [doubtOf(own)] });
  }
  const isSure = (role: Node) => trust.unknownKeys.length === 0 && proofs.get(role)?.doubts.length === 0;
  const roles = [...proofs.keys()];
  return {
    certain: roles.filter(isSure),
    possible: roles.filter((role) => !isSure(role)),
    prove: (role) => proofs.get(role) ?? NOBODY.prove(role),
  };
}

/** What two ways lead to together; each role by the first that surely does, or else by the first that perhaps does. */
function either(one: Taking, other: Taking): Taking {
  if (isEmpty(one)) return other;
  if (isEmpty(other)) return one;
  const certain = union(one.certain, other.certain);
  return {
    certain,
    possible: minus(union(one.possible, other.possible), certain),
    prove: (role) => {
      const isFirst = one.certain.includes(role) || (one.possible.includes(role) && !other.certain.includes(role));
      return (isFirst ? one : other).prove(role);
    },
  };
}

function without(taking: Taking, roles: readonly Node[]): Taking {
  if (roles.length === 0) return taking;
  return { ...taking, certain: minus(taking.certain, roles), possible: minus(taking.possible, roles) };
}

/** What trust policies answer somebody who may do everything, and the roles sorted by it. */
interface Answers {
  trustOf(role: Node): TrustPermit | null;
  sort(roles: readonly Node[]): { readonly sure: readonly Node[]; readonly unsure: readonly Node[] };
}

function answersTo(world: World, who: Somebody): Answers {
  const known = new Map<TrustClass, TrustPermit | null>();
  const trustOf = (role: Node) => {
    const each = world.trustClassOf(role);
    if (each === undefined) return null;
    const answer = known.has(each) ? (known.get(each) ?? null) : letsIn(each, who, 'everything');
    known.set(each, answer);
    return answer;
  };
  return {
    trustOf,
    sort: perList((roles: readonly Node[]) => ({
      sure: roles.filter((role) => trustOf(role)?.unknownKeys.length === 0),
      unsure: roles.filter((role) => (trustOf(role)?.unknownKeys.length ?? 0) > 0),
    })),
  };
}

function trustClassesByName(trustClasses: readonly TrustClass[]): ReadonlyMap<string, readonly TrustClass[]> {
  const byName = new Map<string, TrustClass[]>();
  for (const each of trustClasses) {
    for (const arn of new Set(each.named)) {
      const list = byName.get(arn);
      if (list) list.push(each);
      else byName.set(arn, [each]);
    }
  }
  return byName;
}
