import { catalogue } from './catalogue/catalogue.ts';
import type { PolicyDocument } from './document.ts';
import type { Principals } from './statement.ts';
import { speaksOf, statementsOf } from './statement-actions.ts';

/** The actions by which somebody becomes a role; the others of a trust policy add tags or a source identity to the session. */
const ASSUMING_ACTIONS = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity']
  .map((action) => catalogue.actionNumber(action))
  .filter((actionNumber) => actionNumber !== null);

/**
 * Whom a role's trust policy lets assume the role, under whatever conditions: those that its Allow statements name together
 * with an action that assumes it. `any` also when a statement allows all but some (NotPrincipal).
 */
export function trustedPrincipals(trustPolicy: PolicyDocument): Principals {
  const allows = statementsOf(trustPolicy, 'Allow').filter((statement) =>
    ASSUMING_ACTIONS.some((actionNumber) => speaksOf(statement, actionNumber)),
  );
  const named = allows.map((statement) => statement.principals).filter((principals) => principals !== null);
  return {
    any: named.some((principals) => principals.any) || allows.some((statement) => statement.notPrincipals !== null),
    aws: distinct(named.flatMap((principals) => principals.aws)),
    service: distinct(named.flatMap((principals) => principals.service)),
    federated: distinct(named.flatMap((principals) => principals.federated)),
    canonicalUser: distinct(named.flatMap((principals) => principals.canonicalUser)),
  };
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
