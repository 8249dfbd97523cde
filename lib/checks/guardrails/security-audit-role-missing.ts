import type { Check } from '../check.ts';
import { createRole, someoneHolds } from './dedicated-role.ts';

export const securityAuditRoleMissing: Check = {
  id: 'security-audit-role-missing',
  family: 'guardrails',
  title: 'No role for security audits',
  flags:
    'An account in which no role has the AWS managed policy SecurityAudit. Roles of Identity Center count; users and ' +
    'wider policies, such as ReadOnlyAccess, which also reads data, do not.',
  severity: 'low',
  rationale:
    'Without it, whoever audits or investigates is lent an account of somebody else, mostly of one who can change and read everything.',
  remediation: 'Attach SecurityAudit to a role for the people and tools that audit the account.',
  mappings: { cis: {}, securityHub: [], prowler: ['iam_securityaudit_role_created'] },
  needs: ['authorization-details'],

  evaluate: (context) => someoneHolds(context, 'SecurityAudit', ({ kind }) => kind === 'role'),

  describe({ resource }) {
    return `No role in account ${resource.name} holds SecurityAudit.`;
  },

  remediate(facts) {
    return createRole(
      facts,
      'security-audit',
      'Create a role that whoever may assume it takes on with MFA, and permit that to the auditors; for a tool or another ' +
        'account, write the trust policy for it. With Identity Center, assign a permission set with SecurityAudit instead.',
    );
  },
};
