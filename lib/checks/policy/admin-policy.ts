import type { Check } from '../check.ts';
import { recordsOf } from '../evidence.ts';
import { statementsIn } from '../trust/statement-evidence.ts';
import { dangerIn } from './danger.ts';
import { eachPolicy } from './each-policy.ts';
import { everythingIn } from './everything.ts';
import { findingOn } from './finding-on-policy.ts';
import { narrowPolicy } from './policy-fix.ts';
import { effectIn, policyIn } from './policy-words.ts';
import { permissionsManagement } from './sensitive-services.ts';

export const adminPolicy: Check = {
  id: 'admin-policy',
  family: 'policy',
  title: 'Policy that allows everything',
  flags:
    'A policy, inline, of the account or of AWS, that by itself allows every action on every resource, less what its own denies take ' +
    'away for good. Medium when it does so only under conditions. Low when nobody holds it, or when the denies of other policies and ' +
    'the boundaries keep everybody who does from managing permissions with it. Policies of AWS count where they are attached.',
  severity: 'high',
  rationale:
    'Whoever takes over one of its holders has the account: every secret, every backup, and the logs that would tell.',
  remediation: 'Give its holders what they use, and keep one administrator for emergencies, with MFA.',
  mappings: {
    cis: { '3.0': '1.16', '5.0': '1.15', '6.0': '2.15', '7.0': '2.14' },
    securityHub: ['IAM.1'],
    prowler: [
      'iam_aws_attached_policy_no_administrative_privileges',
      'iam_customer_attached_policy_no_administrative_privileges',
      'iam_customer_unattached_policy_no_administrative_privileges',
      'iam_inline_policy_no_administrative_privileges',
      'iam_group_administrator_access_policy',
      'iam_role_administratoraccess_policy',
      'iam_user_administrator_access_policy',
    ],
  },
  needs: ['authorization-details'],

  evaluate: (context) =>
    eachPolicy(context, (policy, text) => {
      const { isAllowed, statements } = everythingIn(text);
      if (isAllowed === 'no') return null;
      return findingOn(context, policy, {
        severity: isAllowed === 'always' ? 'high' : 'medium',
        statements,
        dangers: statements.map((statement) => dangerIn(statement, permissionsManagement())),
      });
    }),

  describe(facts) {
    const { evidence } = facts;
    const isConditional = recordsOf(evidence, 'statements').every(
      (statement) => recordsOf(statement, 'conditions').length > 0,
    );
    const how = isConditional ? 'everything under conditions' : 'everything';
    return `${policyIn(facts)} allows ${how}, by ${statementsIn(evidence)}.${effectIn(evidence)}`;
  },

  remediate(facts) {
    return narrowPolicy(
      facts,
      'Allow what its holders do: `services-unused` says which services they do not need, and AWS has a policy for most jobs ' +
        '(job-function/...).',
    );
  },
};
