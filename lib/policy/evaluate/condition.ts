import type { Condition } from '../statement.ts';
import type { RequestContext } from './context.ts';
import type { Operator } from './operators.ts';
import { allOf, anyOf, dependsOn, NO, not, type Outcome, outcomeOf } from './outcome.ts';
import { type ParsedOperator, parseOperator } from './parse-operator.ts';
import { resolveVariables } from './variables.ts';

/**
 * Whether one condition holds for a request. A key that the request does not have makes it false; true with `IfExists`,
 * `ForAllValues` and negated operators. An unknown key leaves it open.
 * IAM User Guide, reference_policies_elements_condition_operators and
 * reference_policies_condition-single-vs-multi-valued-context-keys.
 */
export function evaluateCondition(
  condition: Condition,
  context: RequestContext,
  { hasVariables }: { readonly hasVariables: boolean },
): Outcome {
  const test = parseOperator(condition.operator);
  const known = context.valueOf(condition.key);
  // AWS refuses policies with operators that do not exist; what such a condition would do is anybody's guess.
  if (test === null || known === 'unknown') return dependsOn([condition.key]);
  if (test.operator === 'null')
    return outcomeOf(condition.values.some((value) => isTrue(value) === (known === 'absent')));

  const isSet = test.quantifier !== null;
  // To a set operator a value that is empty is none.
  const values = known === 'absent' ? [] : isSet ? known.filter((value) => value !== '') : known;
  if (values.length === 0) return outcomeOf(holdsWithoutKey(test.operator, test));

  const { operator, quantifier } = test;
  const each = values.map((value) => {
    const matches = anyOf(
      condition.values.map((given) => matchesValue(operator, given, value, hasVariables ? context : null)),
    );
    return operator.isNegated ? not(matches) : matches;
  });
  // Several values without a set operator: one that matches is enough, for a negated operator one too many.
  return (quantifier ?? (operator.isNegated ? 'all' : 'any')) === 'all' ? allOf(each) : anyOf(each);
}

function holdsWithoutKey(operator: Operator, { quantifier, isIfExists }: ParsedOperator): boolean {
  if (isIfExists || quantifier === 'all') return true;
  return quantifier === null && operator.isNegated;
}

/** A value with a variable that the request cannot fill equals nothing. */
function matchesValue(operator: Operator, given: string, value: string, context: RequestContext | null): Outcome {
  if (context === null || operator.variables === 'none') return outcomeOf(operator.matches(given, value));
  const resolved = resolveVariables(given, context, { keepWildcards: operator.variables === 'wildcards' });
  if (resolved.status === 'unknown') return dependsOn(resolved.keys);
  return resolved.status === 'absent' ? NO : outcomeOf(operator.matches(resolved.text, value));
}

function isTrue(value: string): boolean {
  return value.toLowerCase() === 'true';
}
