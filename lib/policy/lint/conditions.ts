import { rangesOf } from '../action-ranges.ts';
import {
  actionsOfConditionKey,
  type ConditionKey,
  type ConditionKeyType,
  conditionKeysBeside,
  findConditionKey,
} from '../catalogue/condition-keys.ts';
import type { OperatorFamily } from '../evaluate/operators.ts';
import { type ParsedOperator, parseOperator } from '../evaluate/parse-operator.ts';
import { actionRanges } from '../expand.ts';
import { nearestOf } from '../nearest-of.ts';
import type { Condition, Statement } from '../statement.ts';
import { expectedValue } from './condition-values.ts';
import { issue, named, type PolicyIssue } from './issue.ts';
import { type LintedStatement, pointerToKey, pointerToValue } from './places.ts';

/** Operators and keys that do not exist, or that do not go together, and values that nothing can equal. */
export function* lintConditions(linted: LintedStatement): Generator<PolicyIssue> {
  for (const condition of linted.statement.conditions) {
    const pointer = pointerToKey(linted, condition);
    const operator = parseOperator(condition.operator);
    if (operator === null) {
      yield issue('unknown-operator', pointer, `there is no condition operator ${named(condition.operator)}`);
      continue;
    }
    yield* lintKey(linted.statement, condition, operator, pointer);
    yield* lintValues(linted, condition, operator);
  }
}

function* lintKey(
  statement: Statement,
  condition: Condition,
  operator: ParsedOperator,
  pointer: string,
): Generator<PolicyIssue> {
  const key = findConditionKey(condition.key);
  if (key === null) {
    if (isOfIdentityProvider(condition.key)) return;
    const meant = nearestOf(condition.key, conditionKeysBeside(condition.key));
    const suggestion = meant === null ? '' : `; the nearest is ${meant}`;
    yield issue('unknown-condition-key', pointer, `AWS has no condition key ${named(condition.key)}${suggestion}`);
    return;
  }
  if (!isKeyOfSomeAction(statement, key))
    yield issue('condition-key-mismatch', pointer, `no request for the statement's actions has the key ${key.name}`);
  yield* lintOperator(operator, key, pointer);
}

/** Keys of OpenID Connect providers begin with the provider's host, which only its account knows. */
function isOfIdentityProvider(key: string): boolean {
  return /^[^:]*[./]/.test(key);
}

function isKeyOfSomeAction(statement: Statement, key: ConditionKey): boolean {
  // What the catalogue does not know can have any key.
  if (statement.actions?.some((pattern) => actionRanges(pattern).length === 0)) return true;
  const actions = actionsOfConditionKey(key);
  return actions === null || rangesOf(statement).some((range) => actions.overlapsRange(range));
}

/** The operators that fit a type; to compare as text fits all but addresses, of which there are many ways to write one. */
const familiesOfType: Readonly<Record<ConditionKeyType, readonly OperatorFamily[]>> = {
  String: ['String', 'Binary'],
  ARN: ['Arn', 'String'],
  Bool: ['Bool', 'String'],
  Numeric: ['Numeric', 'String'],
  Date: ['Date', 'Numeric', 'String'],
  IPAddress: ['IpAddress'],
};

function* lintOperator(
  { operator, quantifier }: ParsedOperator,
  key: ConditionKey,
  pointer: string,
): Generator<PolicyIssue> {
  if (operator === 'null') return;
  // A tag or an encryption context holds whatever somebody put there.
  if (!key.name.includes('*') && !familiesOfType[key.type].includes(operator.family)) {
    const message = `the values of ${key.name} are of type ${key.type}, which the operator does not compare`;
    yield issue('operator-mismatch', pointer, message);
  }
  if (key.isMultivalued && quantifier === null) {
    const message = `a request can have several values of ${key.name}: it takes ForAllValues or ForAnyValue`;
    yield issue('set-operator-mismatch', pointer, message);
  }
  if (!key.isMultivalued && quantifier !== null) {
    const trap = quantifier === 'all' ? ', and ForAllValues holds for a request without it' : '';
    yield issue('set-operator-mismatch', pointer, `a request has one value of ${key.name} at most${trap}`);
  }
}

function* lintValues(
  linted: LintedStatement,
  condition: Condition,
  { operator }: ParsedOperator,
): Generator<PolicyIssue> {
  const family = operator === 'null' ? 'Null' : operator.family;
  for (const [item, value] of condition.values.entries()) {
    const expected = expectedValue(family, value);
    if (expected === null) continue;
    yield issue('condition-value', pointerToValue(linted, condition, item), `${named(value)} is not ${expected}`);
  }
}
