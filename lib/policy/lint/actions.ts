import { catalogue } from '../catalogue/catalogue.ts';
import { actionRanges } from '../expand.ts';
import { hasWildcard } from '../match.ts';
import { nearestAction, nearestService } from '../nearest.ts';
import { issue, named, type PolicyIssue } from './issue.ts';
import { type LintedStatement, pointerTo } from './places.ts';

/** Actions and services that AWS does not have, with those that were most likely meant. */
export function* lintActions(linted: LintedStatement): Generator<PolicyIssue> {
  for (const element of ['Action', 'NotAction'] as const) {
    const patterns = element === 'Action' ? linted.statement.actions : linted.statement.notActions;
    for (const [item, pattern] of (patterns ?? []).entries()) {
      if (actionRanges(pattern).length === 0) yield describe(pattern, pointerTo(linted, element, item));
    }
  }
}

function describe(pattern: string, pointer: string): PolicyIssue {
  const colon = pattern.indexOf(':');
  if (colon === -1) return issue('unknown-action', pointer, `${named(pattern)} is no action: it has no service prefix`);
  const service = pattern.slice(0, colon);
  if (hasWildcard(service))
    return issue(
      'unknown-service',
      pointer,
      `${named(pattern)} has a wildcard in its service prefix, where none can be`,
    );
  if (catalogue.actionsOfService(service) === null) {
    const meant = nearestService(service);
    return issue('unknown-service', pointer, `no service has the prefix ${named(service)}${suggestion(meant)}`);
  }
  if (hasWildcard(pattern))
    return issue('unknown-action', pointer, `${named(pattern)} matches no action of the service`);
  return issue(
    'unknown-action',
    pointer,
    `${named(pattern)} is no action of the service${suggestion(nearestAction(pattern))}`,
  );
}

function suggestion(meant: string | null): string {
  return meant === null ? '' : `; the nearest is ${meant}`;
}
