import { type Arns, arnsOf } from '../../arns.ts';
import { type DraftPrincipal, holdingsOf } from '../../holdings.ts';
import type { Composition } from '../../meaning.ts';
import type { DraftAccount, DraftGroup } from '../../model.ts';
import { of } from '../say.ts';
import type { FamilyTruth, TruthEntry } from '../truth.ts';
import { isOwn, isServiceLinked } from '../unused/roles.ts';
import { checksOfMistakes, truthOfMistakes } from './mistakes.ts';
import { checksOfPlaces, truthOfPlaces } from './places.ts';
import { checksOfRisks, risksOf } from './risks.ts';
import { checksOfWidth, type Limits, severitiesOf } from './width.ts';

/** The truth for the checks of policies: what each was meant to allow, what is wrong in it, and where it is. */
export function truthOfPolicies(account: DraftAccount): FamilyTruth {
  const arns = arnsOf(account.accountId);
  const limits = new Map([...account.users, ...account.roles].map((each) => [each, limitsOf(each)]));
  return {
    checkIds: [...checksOfWidth, ...checksOfRisks, ...checksOfPlaces, ...checksOfMistakes, 'not-principal'],
    entries: [
      ...placesOf(account, arns).flatMap((place) => [...truthOfPlace(place, limits)]),
      ...truthOfPlaces(account, arns),
      ...truthOfMistakes(account, arns),
      ...truthOfPrincipals(account, arns),
    ],
  };
}

/** A policy and those who hold it. */
interface Place {
  readonly composition: Composition;
  readonly awsManaged: boolean;
  /** The managed policy, or who has it inline. */
  readonly arn: string;
  /** Of an inline policy. */
  readonly name?: string;
  readonly holders: readonly DraftPrincipal[];
}

/** Not where AWS alone decides, and not what only bounds others. */
function placesOf(account: DraftAccount, arns: Arns): readonly Place[] {
  const principals: readonly DraftPrincipal[] = [...account.users, ...account.roles];
  const holders: readonly (DraftPrincipal | DraftGroup)[] = [...principals, ...account.groups];
  const members = Map.groupBy(
    account.users.flatMap((user) => user.groups.map((group) => ({ user, group }))),
    ({ group }) => group,
  );
  const reachedBy = (holder: DraftPrincipal | DraftGroup) =>
    holder.kind === 'group' ? (members.get(holder)?.map(({ user }) => user) ?? []) : [holder];
  const attached = Map.groupBy(
    holders.flatMap((holder) => holder.policies.map((policy) => ({ policy, holder }))),
    ({ policy }) => policy,
  );
  const boundaries = new Set(principals.flatMap(({ boundary }) => boundary ?? []));
  const managed = account.policies.flatMap((policy): Place | readonly [] => {
    const attachedTo = attached.get(policy)?.map(({ holder }) => holder) ?? [];
    const isHeld = attachedTo.some((holder) => holder.kind === 'group' || !isServiceLinked(holder));
    const isLoose = !policy.awsManaged && attachedTo.length === 0 && !boundaries.has(policy);
    if (!isHeld && !isLoose) {
      return [];
    }
    const reached = new Set(attachedTo.flatMap(reachedBy));
    const { composition, awsManaged } = policy;
    return { composition, awsManaged, arn: arns.policy(policy), holders: [...reached] };
  });
  const inline = holders
    .filter((holder) => holder.kind === 'group' || !isServiceLinked(holder))
    .flatMap((holder) =>
      Array.from(holder.inline, ([name, composition]) => ({
        composition,
        awsManaged: false,
        arn: arns.holder(holder),
        name,
        holders: reachedBy(holder),
      })),
    );
  return [...managed, ...inline];
}

function* truthOfPlace(
  { composition, awsManaged, arn, name, holders }: Place,
  limits: ReadonlyMap<DraftPrincipal, Limits>,
): Generator<TruthEntry> {
  if (typeof composition.document === 'string') {
    for (const checkId of [...checksOfWidth, ...checksOfRisks]) {
      yield of(checkId).unknown(arn, 'unreadable-document', name);
    }
    return;
  }
  const limitsOfHolders = holders.flatMap((holder) => limits.get(holder) ?? []);
  const apart = name === undefined ? {} : { discriminator: name };
  for (const [checkId, severity] of severitiesOf(composition, limitsOfHolders)) {
    yield of(checkId).finding(arn, { severity, ...apart });
  }
  for (const [checkId, found] of risksOf(composition, awsManaged, limitsOfHolders)) {
    yield of(checkId).finding(arn, { ...found, ...apart });
  }
}

/** What takes something away from a principal whatever it holds. */
function limitsOf(principal: DraftPrincipal): Limits {
  const compositions = holdingsOf(principal).map(({ composition }) => composition);
  return {
    denied: new Set(compositions.flatMap(({ denies }) => [...denies])),
    bounded: principal.boundary ? new Set(principal.boundary.composition.grants.keys()) : null,
  };
}

function* truthOfPrincipals({ roles }: DraftAccount, arns: Arns): Generator<TruthEntry> {
  for (const role of roles.filter(isOwn)) {
    const sparing = role.trust.admissions.filter((each) => each.who === 'everybody' && each.sparesSome);
    if (sparing.length > 0) {
      const isOpen = sparing.some((each) => each.who === 'everybody' && each.keptOutBy === 'nothing');
      yield of('not-principal').finding(arns.holder(role), { severity: isOpen ? 'high' : 'medium' });
    }
  }
}
