import { Bitset } from './bitset.ts';
import { catalogue } from './catalogue/catalogue.ts';
import { coversScope, isDisjointFromScope, scopesOf } from './scope.ts';
import type { Condition, Statement } from './statement.ts';
import { actionsOf } from './statement-actions.ts';

/**
 * The actions of `statement` for which some of `others`, all of one effect, hold whenever it holds: on each of its resources
 * one that is at least as wide, in resources and in conditions. Never claims it wrongly; misses it where the wider statement
 * says the same in other words.
 */
export function coveredActions(
  statement: Statement,
  others: readonly Statement[],
  { ignoreConditions }: { readonly ignoreConditions: boolean },
): Bitset {
  const wide = others.filter((other) => ignoreConditions || isImplied(other.conditions, statement.conditions));
  const onEach = scopesOf(statement).map((scope) => {
    const there = wide.filter((other) => coversScope(other, scope));
    return Bitset.union(
      catalogue.actionCount,
      there.map((other) => actionsOf(other).actions),
    );
  });
  return onEach.reduce((all, there) => all.intersect(there), actionsOf(statement).actions);
}

/** Whether the two have no resource in common, as far as the text before the first wildcards and variables tells. */
export function haveDisjointResources(a: Statement, b: Statement): boolean {
  if (a.resources === null || b.resources === null) return false;
  return scopesOf(a).every((scope) => isDisjointFromScope(b, scope));
}

/** Whether the first conditions hold in every request in which the others do, as far as their text tells. */
export function isImplied(conditions: readonly Condition[], others: readonly Condition[]): boolean {
  return conditions.every((condition) => others.some((other) => implies(other, condition)));
}

/** Only between conditions of one operator on one key: of the values one must match, or with a negated operator none. */
function implies(condition: Condition, other: Condition): boolean {
  const operator = condition.operator.toLowerCase();
  if (operator !== other.operator.toLowerCase() || condition.key.toLowerCase() !== other.key.toLowerCase())
    return false;
  const [fewer, more] = operator.includes('not') ? [other, condition] : [condition, other];
  return fewer.values.every((value) => more.values.includes(value));
}
