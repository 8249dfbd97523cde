import type { PolicyDocument } from '../../policy/document.ts';
import type { Statement } from '../../policy/statement.ts';
import { statementsOf } from '../../policy/statement-actions.ts';
import type { CheckContext, Verdict } from '../check.ts';
import { dangerIn, isOnEverything, leftOf } from './danger.ts';
import { eachPolicy } from './each-policy.ts';
import { findingOn, gravest, underConditions } from './finding-on-policy.ts';
import type { IdentityPolicy } from './identity-policies.ts';
import { harmfulActions } from './sensitive-services.ts';
import { reachesUntagged } from './untagged.ts';

/**
 * The policies that allow by saying what they do not: in a Deny beside it that is how one denies the rest, in an Allow it grants what
 * nobody thought of.
 */
export function allowsAllBut(context: CheckContext, saysAllBut: (statement: Statement) => boolean): Iterable<Verdict> {
  return eachPolicy(context, (policy, text) => {
    const statements = statementsOf(text, 'Allow').filter(
      (statement) => saysAllBut(statement) && reachesUntagged(text, statement),
    );
    return statements.length === 0 ? null : judge(context, policy, text, statements);
  });
}

function judge(
  context: CheckContext,
  policy: IdentityPolicy,
  text: PolicyDocument,
  statements: readonly Statement[],
): Verdict | null {
  const found = statements.flatMap((statement) => {
    const harmful = leftOf(text, statement).intersect(harmfulActions());
    if (harmful.isEmpty()) return [];
    const severity = isOnEverything(statement) ? 'high' : 'medium';
    return [
      {
        statement,
        danger: dangerIn(statement, harmful),
        severity: statement.conditions.length === 0 ? severity : underConditions(severity),
      },
    ];
  });
  if (found.length === 0) return null;
  return findingOn(context, policy, {
    severity: gravest(found.map(({ severity }) => severity)),
    statements: found.map(({ statement }) => statement),
    dangers: found.map(({ danger }) => danger),
  });
}
