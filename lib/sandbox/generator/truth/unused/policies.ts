import type { Arns } from '../../arns.ts';
import type { DraftPrincipal, Holding } from '../../holdings.ts';
import type { DraftAccount, DraftPolicy } from '../../model.ts';
import { of } from '../say.ts';
import type { TruthEntry, UnknownCode } from '../truth.ts';
import { isOwn, isServiceLinked } from './roles.ts';
import { isYoung } from './rules.ts';
import { isUnreadable, nameOf } from './services.ts';
import type { KnownUse, Use } from './use.ts';

const unattached = of('policy-unattached');
const unused = of('policy-unused');
const attachment = of('attachment-unused');
const versions = of('policy-versions-stale');

export const checksOfPolicies = [
  'policy-unattached',
  'policy-unused',
  'attachment-unused',
  'policy-versions-stale',
] as const;

/** What all principals together make of each managed policy. */
export class PolicyUse {
  readonly #known: KnownUse;
  /** Everybody that a policy reaches: whom it is attached to, and the members of groups. */
  readonly #holders: ReadonlyMap<DraftPolicy, readonly DraftPrincipal[]>;
  readonly #attached: ReadonlySet<DraftPolicy>;
  readonly #boundaries: ReadonlySet<DraftPolicy>;
  readonly #uses = new Map<DraftPolicy, readonly Use[]>();

  constructor({ users, groups, roles }: DraftAccount, known: KnownUse) {
    const principals: readonly DraftPrincipal[] = [...users, ...roles];
    const held = principals.flatMap((principal) => {
      const policies = new Set(known.holdingsOf(principal).flatMap(({ policy }) => policy ?? []));
      return [...policies].map((policy) => ({ policy, principal }));
    });
    this.#known = known;
    this.#holders = new Map(
      [...Map.groupBy(held, ({ policy }) => policy)].map(([policy, pairs]) => [
        policy,
        pairs.map(({ principal }) => principal),
      ]),
    );
    this.#attached = new Set([...principals, ...groups].flatMap(({ policies }) => policies));
    this.#boundaries = new Set(principals.flatMap(({ boundary }) => boundary ?? []));
  }

  holdersOf(policy: DraftPolicy): readonly DraftPrincipal[] {
    return this.#holders.get(policy) ?? [];
  }

  isAttached(policy: DraftPolicy): boolean {
    return this.#attached.has(policy);
  }

  isBoundary(policy: DraftPolicy): boolean {
    return this.#boundaries.has(policy);
  }

  /** What each of its holders made of it; AWS makes no reports on service-linked roles. */
  usesOf(policy: DraftPolicy): readonly Use[] {
    const uses =
      this.#uses.get(policy) ??
      this.holdersOf(policy)
        .filter((holder) => !isServiceLinked(holder))
        .map((holder) => this.#known.ofPolicy(holder, policy.composition, policy.updated));
    this.#uses.set(policy, uses);
    return uses;
  }
}

export function* truthOfPolicy(policy: DraftPolicy, arns: Arns, uses: PolicyUse): Generator<TruthEntry> {
  const arn = arns.policy(policy);
  if (!policy.awsManaged) {
    if (!uses.isAttached(policy) && !uses.isBoundary(policy)) {
      yield isYoung(policy.created) ? unattached.unknown(arn, 'young') : unattached.finding(arn);
    }
    if (policy.dormant.length > 0 && isYoung(policy.created)) {
      yield versions.unknown(arn, 'young');
    } else if (policy.dormant.some(({ isBroader }) => isBroader)) {
      yield versions.finding(arn);
    }
  }
  yield* useOfPolicy(policy, arn, uses);
}

/** Boundaries, and what only AWS's own roles or nobody holds, are never called unused; nor is what grants nothing. */
function* useOfPolicy(policy: DraftPolicy, arn: string, policyUse: PolicyUse): Generator<TruthEntry> {
  const isOfOthers = !policyUse.holdersOf(policy).some(isOwn);
  if (policyUse.isBoundary(policy) || isOfOthers || policy.composition.grants.size === 0) {
    return;
  }
  const uses = policyUse.usesOf(policy);
  const codes = codesOf(uses);
  if (uses.includes('used')) {
    return;
  }
  if (codes.length > 0) {
    yield unused.unknown(arn, codes);
  } else {
    // Where other policies deny all that it grants, no report can show its use.
    yield uses.includes('unused') ? unused.finding(arn) : unused.unknown(arn, 'untracked');
  }
}

/** What a principal holds itself, and does not use while others do; and inline policies, which nobody else can use. */
export function* truthOfAttachments(
  principal: DraftPrincipal,
  arns: Arns,
  known: KnownUse,
  policyUse: PolicyUse,
): Generator<TruthEntry> {
  if (!isOwn(principal)) {
    return;
  }
  const own = known.holdingsOf(principal).filter(({ throughGroup }) => !throughGroup);
  for (const holding of own) {
    yield* truthOfAttachment(principal, holding, arns, known, policyUse);
  }
}

function* truthOfAttachment(
  principal: DraftPrincipal,
  holding: Holding,
  arns: Arns,
  known: KnownUse,
  policyUse: PolicyUse,
): Generator<TruthEntry> {
  const arn = arns.holder(principal);
  const name = nameOf(holding, arns.policy);
  if (isUnreadable(holding)) {
    yield attachment.unknown(arn, 'unreadable-document', name);
    return;
  }
  const use = known.ofPolicy(principal, holding.composition, holding.policy?.updated ?? null);
  const whole = known.ofPrincipal(principal);
  if (use === 'used' || use === 'nothing' || whole === 'unused') {
    return;
  }
  const others = holding.policy ? ofAllHolders(holding.policy, policyUse) : [];
  if (others === 'unused') {
    return;
  }
  const codes = codesOf([use, whole, ...others]);
  yield codes.length > 0 ? attachment.unknown(arn, codes, name) : attachment.finding(arn, { discriminator: name });
}

/** `unused`: nobody uses it, or nobody else holds it, and then it is the policy that is unused. */
function ofAllHolders(policy: DraftPolicy, policyUse: PolicyUse): 'unused' | readonly Use[] {
  const uses = policyUse.usesOf(policy);
  if (policyUse.holdersOf(policy).length === 1) {
    return 'unused';
  }
  if (uses.includes('used')) {
    return ['used'];
  }
  return codesOf(uses).length > 0 ? uses : 'unused';
}

function codesOf(uses: readonly Use[]): readonly UnknownCode[] {
  return [...new Set(uses.flatMap((use) => (typeof use === 'object' ? [use.unknown, ...(use.orElse ?? [])] : [])))];
}
