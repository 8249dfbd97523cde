import { catalogue } from '../../policy/catalogue/catalogue.ts';
import type { PolicyDocument } from '../../policy/document.ts';
import { evaluateCondition } from '../../policy/evaluate/condition.ts';
import { type ContextValues, RequestContext } from '../../policy/evaluate/context.ts';
import { hasPolicyVariables, matchStatement } from '../../policy/evaluate/match-statement.ts';
import { statementsOf } from '../../policy/statement-actions.ts';
import { statementsOn } from '../../policy/statements-on.ts';

/** A request of whomever. */
export interface Asked {
  readonly action: string;
  /** An ARN; ended by `*` it stands for all that begin so. */
  readonly resource: string;
}

/**
 * Those of the requests that no statement of a resource-based policy denies to every principal there is. Several statements that
 * together do, each for some, are not put together.
 *
 * @param known all that is known of the requests: with every other key they are refused as well as without, or not to everybody
 */
export function unrefusedToEverybody(
  policy: PolicyDocument,
  requests: readonly Asked[],
  known: ContextValues,
): readonly Asked[] {
  const context = new RequestContext(known, {}, { isPartial: true });
  const hasVariables = hasPolicyVariables(policy);
  const certain = new Map(
    statementsOf(policy, 'Deny')
      .filter(
        ({ principals, notResources, conditions }) =>
          principals?.any === true &&
          notResources === null &&
          conditions.every((condition) => evaluateCondition(condition, context, { hasVariables }).holds === true),
      )
      .map((statement) => [statement, { ...statement, conditions: [] }] as const),
  );
  if (certain.size === 0) return requests;
  return requests.filter(({ action, resource }) => {
    const request = {
      principal: { kind: 'anonymous' } as const,
      action: action.toLowerCase(),
      actionNumber: catalogue.actionNumber(action),
      resource,
      resourceAccountId: null,
      context,
    };
    return !statementsOn(policy, 'Deny', request).some((statement) => {
      const unconditional = certain.get(statement);
      return unconditional !== undefined && matchStatement(policy, unconditional, request).holds === true;
    });
  });
}
