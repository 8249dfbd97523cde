import { completeArn } from '../arn.ts';
import type { ActionRange } from '../catalogue/catalogue.ts';
import type { PolicyDocument } from '../document.ts';
import { actionRanges, namesAction } from '../expand.ts';
import { matchesPattern } from '../match.ts';
import type { Statement } from '../statement.ts';
import { evaluateCondition } from './condition.ts';
import { allOf, anyOf, dependsOn, NO, not, type Outcome, outcomeOf, YES } from './outcome.ts';
import type { AccessRequest } from './request.ts';
import { matchesResolved, resolveVariables } from './variables.ts';

/** Whether a statement speaks of the request, whoever makes it: its actions, its resources and its conditions. */
export function matchStatement(policy: PolicyDocument, statement: Statement, request: AccessRequest): Outcome {
  if (!speaksOfAction(statement, request)) return NO;
  // Variables came with version 2012-10-17; in the older language their text is just text.
  const hasVariables = policy.version === '2012-10-17';
  const onResource = matchResources(statement, request, hasVariables);
  if (onResource.holds === false || statement.conditions.length === 0) return onResource;
  const conditions = statement.conditions.map((condition) =>
    evaluateCondition(condition, request.context, { hasVariables }),
  );
  return allOf([onResource, ...conditions]);
}

const rangesOfStatement = new WeakMap<Statement, readonly ActionRange[]>();

function speaksOfAction(statement: Statement, request: AccessRequest): boolean {
  const patterns = statement.actions ?? statement.notActions ?? [];
  return isNamed(statement, patterns, request) === (statement.actions !== null);
}

function isNamed(statement: Statement, patterns: readonly string[], { action, actionNumber }: AccessRequest): boolean {
  // An action that the catalogue does not know has no number: only the text of the patterns can name it.
  if (actionNumber === null) return patterns.some((pattern) => namesAction(pattern, action));
  let ranges = rangesOfStatement.get(statement);
  if (ranges === undefined) {
    ranges = patterns.flatMap(actionRanges);
    rangesOfStatement.set(statement, ranges);
  }
  return ranges.some(({ start, end }) => start <= actionNumber && actionNumber < end);
}

function matchResources(statement: Statement, request: AccessRequest, hasVariables: boolean): Outcome {
  const { resources, notResources } = statement;
  const matchOne = (pattern: string) => matchResource(pattern, request, hasVariables);
  if (resources !== null) return anyOf(resources.map(matchOne));
  // Without either element the statement speaks of what its policy is attached to, as in trust policies.
  return notResources === null ? YES : not(anyOf(notResources.map(matchOne)));
}

function matchResource(pattern: string, { resource, context }: AccessRequest, hasVariables: boolean): Outcome {
  const complete = completeArn(pattern);
  if (!hasVariables || !complete.includes('${'))
    return outcomeOf(matchesPattern(complete, resource, { caseSensitive: true }));
  const resolved = resolveVariables(complete, context, { keepWildcards: true });
  if (resolved.status === 'unknown') return dependsOn(resolved.keys);
  return resolved.status === 'absent' ? NO : outcomeOf(matchesResolved(resolved.text, resource));
}
