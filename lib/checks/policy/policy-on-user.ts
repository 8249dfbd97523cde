import { documentInForce, type UserPrincipal } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { type Command, iam, remediation } from '../commands.ts';
import { someOf, textsOf } from '../evidence.ts';
import { userResource } from '../resources.ts';
import { pass, unknown } from '../verdicts.ts';
import { grantsAnything } from './grants-anything.ts';

export const policyOnUser: Check = {
  id: 'policy-on-user',
  family: 'policy',
  title: 'Permissions given to a user directly',
  flags:
    'A user who has policies of its own, attached or inline, that allow something, instead of those of its groups. Policies that only ' +
    'deny are not counted.',
  severity: 'low',
  rationale:
    'What is given to one user by one is forgotten when its job changes, and is not what others in that job have.',
  remediation: 'Give the permissions to a group, or to a role that the user assumes.',
  mappings: {
    cis: { '3.0': '1.15', '5.0': '1.14', '6.0': '2.14', '7.0': '2.13' },
    securityHub: ['IAM.2'],
    prowler: ['iam_policy_attached_only_to_group_or_roles'],
  },
  needs: ['authorization-details'],

  *evaluate(context) {
    for (const principal of context.account.principals) {
      if (principal.kind === 'user') yield judge(context, principal);
    }
  },

  describe({ resource, evidence }) {
    const policies = [...textsOf(evidence, 'attachedPolicies'), ...textsOf(evidence, 'inlinePolicies')];
    return `User ${resource.name} has permissions of its own, by ${policies.length === 0 ? 'a policy' : someOf(policies)}.`;
  },

  remediate({ resource, evidence }) {
    const user = { 'user-name': resource.name };
    const inline = textsOf(evidence, 'inlinePolicies');
    return remediation(
      'Put the user into a group that has the same policies, then detach them; the attach- command with the same options undoes it. ' +
        (inline.length === 0
          ? ''
          : 'Inline policies are printed here: put each into the group with `aws iam put-group-policy` before you delete it from the user. ') +
        'For a machine, a role is better than a user.',
      [
        ...textsOf(evidence, 'attachedPolicies').map(
          (arn): Command => iam('detach-user-policy', { ...user, 'policy-arn': arn }),
        ),
        ...inline.map((name): Command => iam('get-user-policy', { ...user, 'policy-name': name })),
      ],
    );
  },
};

function judge(context: CheckContext, { entity }: UserPrincipal): Verdict {
  const attached = entity.attachedPolicies.map(({ policyArn }) => {
    const policy = context.account.managedPolicy(policyArn);
    return { name: policyArn, grants: grantsAnything(policy === undefined ? null : documentInForce(policy)) };
  });
  const inline = entity.inlinePolicies.map(({ policyName, document }) => ({
    name: policyName,
    grants: grantsAnything(document),
  }));
  const granting = (policies: typeof attached) =>
    policies.filter(({ grants }) => grants === true).map(({ name }) => name);
  const evidence = { attachedPolicies: granting(attached), inlinePolicies: granting(inline) };
  if (evidence.attachedPolicies.length + evidence.inlinePolicies.length > 0)
    return { verdict: 'finding', resource: userResource(context, entity), evidence };
  const unread = [...attached, ...inline].find(({ grants }) => typeof grants === 'object');
  return unread === undefined || typeof unread.grants === 'boolean'
    ? pass
    : unknown(unread.grants, entity.arn, unread.name);
}
