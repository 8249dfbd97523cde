import { catalogue } from '../../policy/catalogue/catalogue.ts';
import type { PolicyDocument } from '../../policy/document.ts';
import { type ContextValues, RequestContext } from '../../policy/evaluate/context.ts';
import { matchStatement } from '../../policy/evaluate/match-statement.ts';
import type { AccessRequest } from '../../policy/evaluate/request.ts';
import { statementsOn } from '../../policy/statements-on.ts';

/** A request of whomever. */
export interface Asked {
  readonly action: string;
  /** An ARN; ended by `*` it stands for all that begin so. */
  readonly resource: string;
  /** All that is known of it: with every other key it is refused as well as without, or it is not refused to everybody. */
  readonly context: ContextValues;
}

/**
 * Whether a statement of a resource-based policy denies it to every principal there is. Several statements that together do, each
 * for some, are not put together.
 */
export function refusesEverybody(policy: PolicyDocument, { action, resource, context }: Asked): boolean {
  const request: AccessRequest = {
    principal: { kind: 'anonymous' },
    action: action.toLowerCase(),
    actionNumber: catalogue.actionNumber(action),
    resource,
    resourceAccountId: null,
    context: new RequestContext(context, {}, { isPartial: true }),
  };
  return statementsOn(policy, 'Deny', request).some(
    (statement) =>
      statement.principals?.any === true &&
      statement.notResources === null &&
      matchStatement(policy, statement, request).holds === true,
  );
}
