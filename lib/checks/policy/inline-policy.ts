import type { Check, Verdict } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { deleteInlineCommands } from '../detach.ts';
import { recordOf, textOf } from '../evidence.ts';
import { pass, unknown } from '../verdicts.ts';
import { grantsAnything } from './grants-anything.ts';
import { type IdentityPolicy, identityPolicies } from './identity-policies.ts';
import { policyIn } from './policy-words.ts';

export const inlinePolicy: Check = {
  id: 'inline-policy',
  family: 'policy',
  title: 'Policy inside a user, group or role',
  flags:
    'An inline policy that allows something. Those that only deny are not flagged (AWS ends the sessions of a role by one), nor those ' +
    'of permission sets, where they are the rule.',
  severity: 'info',
  rationale:
    'It has no versions to go back to, no date, and no place in the list of policies: whoever reviews policies does not see it.',
  remediation: 'Make it a managed policy and attach that.',
  mappings: { cis: {}, securityHub: [], prowler: ['iam_no_inline_policy_check'] },
  needs: ['authorization-details'],

  *evaluate(context) {
    for (const policy of identityPolicies(context)) {
      if (policy.inlinePolicy !== undefined && policy.resource.type !== 'AWS::SSO::PermissionSet')
        yield judge(policy, policy.inlinePolicy);
    }
  },

  describe(facts) {
    return `${policyIn(facts)} allows something that no list of policies shows.`;
  },

  remediate({ resource, evidence }) {
    const inline = recordOf(evidence, 'inlinePolicy') ?? {};
    const name = textOf(inline, 'name') ?? '';
    const kind = resource.type.slice('AWS::IAM::'.length).toLowerCase();
    const [print, ...removal] = deleteInlineCommands(textOf(inline, 'entityArn') ?? resource.arn, name);
    return remediation(
      'The first line prints the policy: write its document into policy.json, which is the way back. Make it a managed policy, attach ' +
        'that with the ARN that the second line prints (`aws iam attach-' +
        `${kind}-policy\`), and delete the inline one only then.`,
      print === undefined
        ? []
        : [
            print,
            { ...iam('create-policy', { 'policy-name': name }), files: { 'policy-document': 'policy.json' } },
            ...removal,
          ],
    );
  },
};

function judge({ resource, document }: IdentityPolicy, inline: NonNullable<IdentityPolicy['inlinePolicy']>): Verdict {
  const grants = grantsAnything(document);
  if (grants === true)
    return { verdict: 'finding', resource, discriminator: inline.name, evidence: { inlinePolicy: inline } };
  return grants === false ? pass : unknown(grants, resource.arn, inline.name, inline.name);
}
