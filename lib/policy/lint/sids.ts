import { issue, named, type PolicyIssue } from './issue.ts';
import type { LintedStatement } from './places.ts';

/** A Sid that an earlier statement has: AWS wants them unique in a policy (reference_policies_elements_sid). */
export function* lintSids(statements: readonly LintedStatement[]): Generator<PolicyIssue> {
  const seen = new Set<string>();
  for (const { statement, pointer } of statements) {
    const { sid } = statement;
    if (sid === null || sid === '') continue;
    if (seen.has(sid))
      yield issue('duplicate-sid', `${pointer}/Sid`, `an earlier statement has the Sid ${named(sid)} too`);
    seen.add(sid);
  }
}
