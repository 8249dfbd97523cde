import type { Check } from '../check.ts';
import { textsOf } from '../evidence.ts';
import { statementsIn } from '../trust/statement-evidence.ts';
import { allowsOnAnyRole } from './any-role.ts';
import { narrowPolicy } from './policy-fix.ts';
import { effectIn, policyIn, underKeys } from './policy-words.ts';

/** Whoever names the services that roles may be passed to, be it by a pattern, does not name this one. */
const UNNAMED_SERVICE = 'service-that-nobody-named.amazonaws.com';

export const passRoleAny: Check = {
  id: 'pass-role-any',
  family: 'policy',
  title: 'Policy that allows passing any role to any service',
  flags:
    'A policy, inline, of the account or of AWS, that allows iam:PassRole on every role of the account, to services that it does not ' +
    'name: without a condition on iam:PassedToService, or with one that any service meets. Medium where another condition has ' +
    'to hold, low when it takes effect for nobody. A policy that allows everything is left to `admin-policy`.',
  severity: 'high',
  rationale:
    'Whoever may pass any role and start a function, an instance or a job runs code as the most powerful role of the account.',
  remediation: 'Name the roles that are passed, and the service that they are passed to.',
  mappings: { cis: {}, securityHub: [], prowler: ['iam_policy_allows_passrole_without_condition'] },
  needs: ['authorization-details'],

  evaluate: (context) =>
    allowsOnAnyRole(context, {
      action: 'iam:PassRole',
      known: { context: { 'iam:PassedToService': UNNAMED_SERVICE } },
    }),

  describe(facts) {
    const { evidence } = facts;
    return `${policyIn(facts)} allows passing any role to any service, by ${statementsIn(evidence)}.${underKeys(textsOf(evidence, 'unknownKeys'))}${effectIn(evidence)}`;
  },

  remediate(facts) {
    const condition = JSON.stringify({ StringEquals: { 'iam:PassedToService': '<service>.amazonaws.com' } });
    return narrowPolicy(
      facts,
      `Put the ARNs of the roles that are passed into Resource, best by a path of their own, and add the condition ${condition}. ` +
        'CloudTrail records a role that is passed in the call that it is passed in, not as PassRole.',
    );
  },
};
