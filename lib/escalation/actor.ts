import type { PolicyHolder } from '../policy/effective/policy-holder.ts';
import type { SourcedPolicy } from '../policy/services-granted.ts';
import { type AccountPrincipal, type HeldPolicy, keyOfSource } from './account.ts';
import { ASSUMING, hasAction, ofUse, saidOf, spokenOf } from './spoken-of.ts';

/**
 * Principals whose policies answer every question of techniques alike: those that have a say are the same, and none of them asks who
 * it is. What they can do is found out once. Most principals can do nothing of the kind, and are of one class.
 */
export interface ActorClass {
  readonly key: string;
  readonly kind: AccountPrincipal['kind'];
  /** Of one member, who stands for all; without the policies that have no say. */
  readonly holder: PolicyHolder<HeldPolicy>;
  /** Whether the policies allow what some technique needs, whatever is denied. */
  readonly isCapable: boolean;
  /** Whether they allow this action, and the others that it is of use with: without that there is no need to ask. */
  mayAllow(action: string): boolean;
  /** Which statements speak of an action: actions of which the same do are judged alike. */
  saidOf(action: string): string;
  /** Whether the policies depend on a key of the request. */
  asksFor(key: string): boolean;
}

export function classOf({ kind, arn }: AccountPrincipal, holder: PolicyHolder<HeldPolicy>): ActorClass {
  const { boundary } = holder;
  const useful = ofUse(holder.identity.map(({ policy }) => spokenOf(policy).allowed));
  const asked = useful.isEmpty() ? ASSUMING : useful.union(ASSUMING);
  const identity = holder.identity.filter(({ policy }) => {
    const { allowed, denied } = spokenOf(policy);
    return allowed.overlaps(useful) || denied.overlaps(asked);
  });
  const held = [...identity, ...(boundary === undefined ? [] : [boundary])];
  const isPersonal = held.some(({ policy }) => spokenOf(policy).personal.overlaps(asked));
  return {
    key: [kind, isPersonal ? arn : '', boundary === undefined ? '' : nameOf(boundary), ...identity.map(nameOf)].join(
      '\n',
    ),
    kind,
    holder: { ...holder, identity },
    isCapable: !useful.isEmpty(),
    mayAllow: (action) => hasAction(useful, action),
    saidOf: (action) => held.map(({ policy }) => saidOf(policy, action)).join('\n'),
    asksFor: (key) => held.some(({ policy }) => spokenOf(policy).keys.has(key.toLowerCase())),
  };
}

function nameOf({ source }: SourcedPolicy<HeldPolicy>): string {
  return keyOfSource(source.source);
}
