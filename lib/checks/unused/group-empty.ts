import type { Group } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { deleteInlineCommands } from '../detach.ts';
import { dayOf, someOf, textsOf } from '../evidence.ts';
import { groupResource } from '../resources.ts';
import { entitiesMissing, pass, pastGrace, unknown } from '../verdicts.ts';

export const groupEmpty: Check = {
  id: 'group-empty',
  family: 'unused',
  title: 'Group without members',
  flags: 'An IAM group that no user is a member of, older than the grace period.',
  severity: 'low',
  rationale:
    'Its policies reach nobody today, and whoever may add users to groups can turn them on without touching a policy.',
  remediation: 'Detach its policies and delete the group.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  *evaluate(context) {
    const missing = entitiesMissing(context);
    for (const group of context.account.snapshot.groups) {
      if (context.account.membersOf(group.groupName).length > 0) yield pass;
      else if (missing !== null) yield unknown(missing, group.arn);
      else yield pastGrace(context, group, () => emptyGroup(context, group));
    }
  },

  describe({ resource, evidence }) {
    const policies = [...textsOf(evidence, 'attachedPolicies'), ...textsOf(evidence, 'inlinePolicies')];
    const held = policies.length > 0 ? ` It holds ${someOf(policies)}.` : '';
    return `Group ${resource.name}, created ${dayOf(evidence, 'createdAt')}, has no members.${held}`;
  },

  remediate({ resource, evidence }) {
    const group = { 'group-name': resource.name };
    return remediation(
      'Detach the policies (`aws iam attach-group-policy` undoes it) and delete the group. Keep what get- lines print: it takes ' +
        'that to put inline policies back.',
      [
        ...textsOf(evidence, 'attachedPolicies').map((arn) =>
          iam('detach-group-policy', { ...group, 'policy-arn': arn }),
        ),
        ...textsOf(evidence, 'inlinePolicies').flatMap((name) => deleteInlineCommands(resource.arn, name)),
        iam('delete-group', group),
      ],
    );
  },
};

function emptyGroup(context: CheckContext, group: Group): Verdict {
  const { createdAt, attachedPolicies, inlinePolicies } = group;
  return {
    verdict: 'finding',
    resource: groupResource(context, group),
    evidence: {
      lastUsedAt: null,
      createdAt,
      attachedPolicies: attachedPolicies.map((policy) => policy.policyArn),
      inlinePolicies: inlinePolicies.map((policy) => policy.policyName),
    },
  };
}
