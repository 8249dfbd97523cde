import { evaluateCondition } from '../evaluate/condition.ts';
import type { RequestContext } from '../evaluate/context.ts';
import { type LayerName, pointerTo, type StatementPointer } from '../evaluate/layers.ts';
import { hasPolicyVariables } from '../evaluate/match-statement.ts';
import { allOf } from '../evaluate/outcome.ts';
import { keysOfVariables, resolveVariables, writtenOut } from '../evaluate/variables.ts';
import { type Scope, scopesOf } from '../scope.ts';
import type { SourcedPolicy } from '../services-granted.ts';
import type { Statement } from '../statement.ts';

/** A statement as the requests of one principal meet it: what is known of all of them is settled, and the rest is open. */
export interface SettledStatement<Source> {
  readonly pointer: StatementPointer<Source>;
  /** With the conditions only that are open, and with known variables replaced in its resources. */
  readonly statement: Statement;
  readonly scopes: readonly SettledScope[];
}

export interface SettledScope {
  readonly scope: Scope;
  /** Keys of the policy variables that are left in it: which resources it has depends on them. */
  readonly unknownKeys: readonly string[];
}

/** Null when the statement holds in no request of the principal. */
export function settle<Source>(
  layer: LayerName,
  { source, policy }: SourcedPolicy<Source>,
  statement: Statement,
  context: RequestContext,
): SettledStatement<Source> | null {
  const hasVariables = hasPolicyVariables(policy);
  const outcomes = statement.conditions.map((condition) => evaluateCondition(condition, context, { hasVariables }));
  const outcome = allOf(outcomes);
  if (outcome.holds === false) return null;
  const settled = {
    ...statement,
    resources: hasVariables ? settleResources(statement.resources, context) : statement.resources,
    notResources: hasVariables ? settleResources(statement.notResources, context) : statement.notResources,
    conditions: statement.conditions.filter((_, at) => outcomes[at]?.holds === null),
  };
  const scopes = scopesOf(settled).map((scope) => ({ scope, unknownKeys: hasVariables ? keysIn(scope) : [] }));
  if (scopes.length === 0) return null;
  return { pointer: pointerTo(layer, source, statement, outcome), statement: settled, scopes };
}

/** Without those that name nothing, because the principal has no value for one of their variables. */
function settleResources(resources: readonly string[] | null, context: RequestContext): readonly string[] | null {
  if (!resources?.some((resource) => resource.includes('${'))) return resources;
  return resources.flatMap((resource) => {
    const resolved = resolveVariables(resource, context, { keepWildcards: true });
    return resolved.status === 'absent' ? [] : [writtenOut(resolved.text)];
  });
}

function keysIn(scope: Scope): readonly string[] {
  const texts = 'resource' in scope ? [scope.resource] : scope.except;
  return texts.flatMap(keysOfVariables);
}
