import { completeArn } from './arn.ts';
import { Bitset } from './bitset.ts';
import { catalogue } from './catalogue/catalogue.ts';
import { withAnyValue } from './evaluate/variables.ts';
import { areDisjoint, coversPattern, matchesEverything } from './match.ts';
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
  const [inA, inB] = [a.resources, b.resources];
  if (inA === null || inB === null) return false;
  return inA.every((resource) => inB.every((other) => areDisjointResources(resource, other)));
}

/** One resource pattern, or everything but some. */
type Scope = { readonly resource: string } | { readonly except: readonly string[] };

function scopesOf(statement: Statement): readonly Scope[] {
  if (statement.notResources !== null) return [{ except: statement.notResources }];
  return resourcesOf(statement).map((resource) => ({ resource }));
}

/** Statements without a resource element, in trust policies, speak of the one resource that they are attached to. */
function resourcesOf(statement: Statement): readonly string[] {
  return statement.resources ?? ['*'];
}

function coversScope(statement: Statement, scope: Scope): boolean {
  const excluded = statement.notResources;
  if ('resource' in scope) {
    if (excluded === null) return resourcesOf(statement).some((resource) => coversResource(resource, scope.resource));
    return excluded.every((resource) => areDisjointResources(resource, scope.resource));
  }
  if (excluded === null) return resourcesOf(statement).some(matchesEverything);
  return excluded.every((resource) => scope.except.some((except) => coversResource(except, resource)));
}

/** As far as the last policy variable of the broad one the two must be the same text: its value is not known. */
function coversResource(broad: string, narrow: string): boolean {
  if (matchesEverything(broad)) return true;
  const [wide, tight] = [completeArn(broad), completeArn(narrow)];
  const head = wide.slice(0, wide.includes('${') ? wide.lastIndexOf('}') + 1 : 0);
  return tight.startsWith(head) && coversPattern(wide.slice(head.length), withAnyValue(tight.slice(head.length)));
}

function areDisjointResources(a: string, b: string): boolean {
  return areDisjoint(withAnyValue(completeArn(a)), withAnyValue(completeArn(b)));
}

/** Whether the first conditions hold in every request in which the others do. */
function isImplied(conditions: readonly Condition[], others: readonly Condition[]): boolean {
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
