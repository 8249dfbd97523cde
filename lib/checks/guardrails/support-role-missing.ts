import type { Check } from '../check.ts';
import { createRole, someoneHolds } from './dedicated-role.ts';

export const supportRoleMissing: Check = {
  id: 'support-role-missing',
  family: 'guardrails',
  title: 'Nobody appointed to open cases with AWS Support',
  flags:
    'An account in which no role, no user and no group with members has the AWS managed policy AWSSupportAccess. ' +
    'Administrators do not count: the point is that it takes none.',
  severity: 'low',
  rationale:
    'In an incident, the case with AWS should not have to wait for an administrator, or be a reason to make one.',
  remediation: 'Attach AWSSupportAccess to a role for whoever handles incidents.',
  mappings: {
    cis: { '3.0': '1.17', '5.0': '1.16', '6.0': '2.16', '7.0': '2.15' },
    securityHub: ['IAM.18'],
    prowler: ['iam_support_role_created'],
  },
  needs: ['authorization-details'],

  evaluate: (context) => someoneHolds(context, 'AWSSupportAccess'),

  describe({ resource }) {
    return `Nobody in account ${resource.name} holds AWSSupportAccess.`;
  },

  remediate(facts) {
    return createRole(
      facts,
      'support-cases',
      'Create a role that whoever may assume it takes on with MFA, and permit that to the people concerned. With Identity ' +
        'Center, assign them a permission set with the policy AWSSupportAccess instead.',
    );
  },
};
