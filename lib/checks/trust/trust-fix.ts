import type { Remediation } from '../../findings/finding.ts';
import type { Facts } from '../check.ts';
import { iam, remediation } from '../commands.ts';

/** A condition block of a trust policy: operator, key, value. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A change of a role's trust policy, whose text the operator writes: it holds what no audit knows. */
export function trustFix({ resource }: Facts, text: string): Remediation {
  const role = { 'role-name': resource.name };
  return remediation(
    `${text} The first line prints the trust policy as it is: keep it, because the second line with it is the way back. ` +
      'Write the new one into trust-policy.json and run the second line. Who is inside the role already stays until the session ends.',
    [
      iam('get-role', { ...role, query: 'Role.AssumeRolePolicyDocument', output: 'json' }),
      { ...iam('update-assume-role-policy', role), files: { 'policy-document': 'trust-policy.json' } },
    ],
  );
}

/** A condition as it stands in a policy; angle brackets are for the operator to fill. */
export function block(condition: ConditionBlock): string {
  return JSON.stringify(condition);
}
