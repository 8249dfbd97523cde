import { completeArn } from '../arn.ts';
import type { PolicyDocument } from '../document.ts';
import { matchesPattern } from '../match.ts';
import type { Statement } from '../statement.ts';
import { evaluateCondition } from './condition.ts';
import { allOf, anyOf, dependsOn, NO, not, type Outcome, outcomeOf, YES } from './outcome.ts';
import type { AccessRequest } from './request.ts';
import { matchesResolved, resolveVariables, withAnyValue } from './variables.ts';

/**
 * Whether a statement that speaks of the action speaks of the request, whoever makes it: its resources and its conditions.
 */
export function matchStatement(policy: PolicyDocument, statement: Statement, request: AccessRequest): Outcome {
  const hasVariables = hasPolicyVariables(policy);
  const onResource = matchResources(statement, request, hasVariables);
  if (onResource.holds === false || statement.conditions.length === 0) return onResource;
  const conditions = statement.conditions.map((condition) =>
    evaluateCondition(condition, request.context, { hasVariables }),
  );
  return allOf([onResource, ...conditions]);
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
  if (resolved.status === 'absent') return NO;
  if (resolved.status === 'resolved') return outcomeOf(matchesResolved(resolved.text, resource));
  // Where no value of the variables would make it match, it does not matter that they are unknown.
  return matchesPattern(withAnyValue(complete), resource, { caseSensitive: true }) ? dependsOn(resolved.keys) : NO;
}

/** Policy variables came with version 2012-10-17; in the older language their text is just text. */
export function hasPolicyVariables({ version }: PolicyDocument): boolean {
  return version === '2012-10-17';
}
