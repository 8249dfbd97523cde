import { issue, type PolicyIssue } from './issue.ts';
import type { LintedStatement } from './places.ts';
import { isIdentityBased, type PolicyKind } from './policy-kind.ts';

/** Elements that a policy of this kind must have or cannot have (IAM User Guide, reference_policies_grammar). */
export function* lintElements({ statement, pointer }: LintedStatement, kind: PolicyKind): Generator<PolicyIssue> {
  const { principals, notPrincipals, resources, notResources } = statement;
  const namesPrincipal = principals !== null || notPrincipals !== null;
  const namesResource = resources !== null || notResources !== null;
  if (isIdentityBased(kind)) {
    if (namesPrincipal)
      yield misplaced('a policy of a user, group or role names no principal: it is whom it is attached to');
    return;
  }
  if (!namesPrincipal) yield misplaced('a policy of a resource says in Principal whom it speaks of');
  if (kind !== 'trust') return;
  if (namesResource) yield misplaced('a trust policy names no resource: it is the role that it is attached to');
  if (notPrincipals !== null) yield misplaced('a trust policy cannot have NotPrincipal');

  function misplaced(message: string): PolicyIssue {
    return issue('misplaced-element', pointer, message);
  }
}
