import type { Check } from '../check.ts';
import { textsOf } from '../evidence.ts';
import { statementsIn } from '../trust/statement-evidence.ts';
import { allowsOnAnyRole } from './any-role.ts';
import { narrowPolicy } from './policy-fix.ts';
import { effectIn, policyIn, underKeys } from './policy-words.ts';
import { RESOURCE_TAGS } from './untagged.ts';

export const assumeRoleAny: Check = {
  id: 'assume-role-any',
  family: 'policy',
  title: 'Policy that allows assuming any role',
  flags:
    'A policy, inline, of the account or of AWS, that allows sts:AssumeRole on every role of the account. Medium where a condition ' +
    'has to hold, low when it takes effect for nobody; not flagged where the role has to have a tag. A policy that allows ' +
    'everything is left to `admin-policy`.',
  severity: 'high',
  rationale:
    'Its holder becomes every role that trusts the account, in this account and in others, and whoever makes such a role decides it for ' +
    'all holders.',
  remediation: 'Name the roles that are assumed.',
  mappings: { cis: {}, securityHub: [], prowler: ['iam_no_custom_policy_permissive_role_assumption'] },
  needs: ['authorization-details'],

  evaluate: (context) =>
    allowsOnAnyRole(context, { action: 'sts:AssumeRole', known: { knownPrefixes: RESOURCE_TAGS } }),

  describe(facts) {
    const { evidence } = facts;
    return `${policyIn(facts)} allows assuming any role, by ${statementsIn(evidence)}.${underKeys(textsOf(evidence, 'unknownKeys'))}${effectIn(evidence)}`;
  },

  remediate(facts) {
    return narrowPolicy(
      facts,
      'Put the ARNs of the roles that are assumed into Resource. CloudTrail shows which, by the event AssumeRole.',
    );
  },
};
