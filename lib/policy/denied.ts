import { between, intersection, merged, rangesOf } from './action-ranges.ts';
import { Bitset } from './bitset.ts';
import { type ActionRange, catalogue } from './catalogue/catalogue.ts';
import type { PolicyDocument } from './document.ts';
import type { Statement } from './statement.ts';
import { actionsOf, coversAction, isUnlimited, statementsOf } from './statement-actions.ts';

/** What these policies deny in every request. */
export interface DeniedActions {
  readonly actions: Bitset;
  /** What is left of actions; where nothing is denied, the very ranges given. */
  leftOf(ranges: readonly ActionRange[]): readonly ActionRange[];
  /** Whether all that the pattern can match is denied: for patterns that the catalogue does not know. */
  covers(pattern: string): boolean;
}

/**
 * The denies that subtract from every allow beside them. A Deny with a condition, or on some resources only, leaves the
 * action possible and is not among them.
 */
export function unconditionalDenies(policies: Iterable<PolicyDocument>): DeniedActions {
  const denies: Statement[] = [];
  for (const policy of policies) denies.push(...statementsOf(policy, 'Deny').filter(isUnlimited));
  if (denies.length === 0) return NOTHING_DENIED;
  const actions = Bitset.union(
    catalogue.actionCount,
    denies.map((deny) => actionsOf(deny).actions),
  );
  const left = between(merged(denies.flatMap(rangesOf)));
  return {
    actions,
    leftOf: (ranges) => intersection(ranges, left),
    covers: (pattern) => denies.some((deny) => coversAction(deny, pattern)),
  };
}

/** Of policies without such denies, as most are: there is nothing to take away. */
export const NOTHING_DENIED: DeniedActions = {
  actions: Bitset.empty(catalogue.actionCount),
  leftOf: (ranges) => ranges,
  covers: () => false,
};
