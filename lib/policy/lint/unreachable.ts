import { coveredActions } from '../coverage.ts';
import { actionsOf } from '../statement-actions.ts';
import { issue, type PolicyIssue } from './issue.ts';
import type { LintedStatement } from './places.ts';

/** More statements than a policy within its quota has; comparing each with each of more takes its time. */
const MAX_STATEMENTS = 300;

/** Allows of which a Deny beside them leaves nothing. */
export function* lintUnreachable(statements: readonly LintedStatement[]): Generator<PolicyIssue> {
  if (statements.length > MAX_STATEMENTS) return;
  const denies = statements.filter(({ statement }) => statement.effect === 'Deny');
  if (denies.length === 0) return;
  for (const { statement, pointer } of statements) {
    if (statement.effect !== 'Allow' || statement.principals !== null || statement.notPrincipals !== null) continue;
    const { actions, unknown } = actionsOf(statement);
    if (actions.isEmpty() || unknown.length > 0) continue;
    const denied = coveredActions(
      statement,
      denies.map((deny) => deny.statement),
      { ignoreConditions: false },
    );
    if (actions.isSubsetOf(denied))
      yield issue('unreachable-statement', pointer, 'all that the statement allows is denied in the same policy');
  }
}
