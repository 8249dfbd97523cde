import type { Group } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { dayOf, numberOf, textsOf } from '../evidence.ts';
import { groupResource } from '../resources.ts';
import { pass, pastGrace } from '../verdicts.ts';

/** Members named in the evidence; a group without policies can have thousands. */
const MEMBERS_NAMED = 25;

export const groupWithoutPolicies: Check = {
  id: 'group-without-policies',
  family: 'unused',
  title: 'Group that grants nothing',
  flags:
    'An IAM group with no managed and no inline policy, older than the grace period. A policy that only denies counts.',
  severity: 'low',
  rationale:
    'Membership suggests permissions that are not there, and a policy attached later reaches everybody who was left in it.',
  remediation: 'Delete the group, or attach the policy that it was made for.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  *evaluate(context) {
    for (const group of context.account.snapshot.groups) {
      const grants = group.attachedPolicies.length > 0 || group.inlinePolicies.length > 0;
      yield grants ? pass : pastGrace(context, group, () => uselessGroup(context, group));
    }
  },

  describe({ resource, evidence }) {
    const members = numberOf(evidence, 'memberCount') ?? 0;
    const created = dayOf(evidence, 'createdAt');
    return `Group ${resource.name}, created ${created}, has no policies and ${members === 1 ? '1 member' : `${members} members`}.`;
  },

  remediate({ resource, evidence }) {
    const group = { 'group-name': resource.name };
    const members = textsOf(evidence, 'members');
    const isWhole = members.length === numberOf(evidence, 'memberCount');
    return remediation(
      'Take the members out (`aws iam add-user-to-group` undoes it) and delete the group.',
      // AWS deletes only an empty group, and the evidence does not name all of a large one's members.
      isWhole
        ? [
            ...members.map((name) => iam('remove-user-from-group', { ...group, 'user-name': name })),
            iam('delete-group', group),
          ]
        : [iam('get-group', group)],
    );
  },
};

function uselessGroup(context: CheckContext, group: Group): Verdict {
  const members = context.account.membersOf(group.groupName).map((user) => user.userName);
  return {
    verdict: 'finding',
    resource: groupResource(context, group),
    evidence: {
      lastUsedAt: null,
      createdAt: group.createdAt,
      members: members.slice(0, MEMBERS_NAMED),
      memberCount: members.length,
    },
  };
}
