import type { Check } from '../check.ts';
import { recordsOf, someOf, textsOf } from '../evidence.ts';
import { statementsIn } from '../trust/statement-evidence.ts';
import { allowsAllBut } from './all-but-some.ts';
import { narrowPolicy } from './policy-fix.ts';
import { effectIn, policyIn } from './policy-words.ts';

export const notResourceAllow: Check = {
  id: 'not-resource-allow',
  family: 'policy',
  title: 'Policy that allows on all resources but some',
  flags:
    'A policy, inline, of the account or of AWS, with an Allow statement that has NotResource, for an action that changes something, ' +
    'or reads what a sensitive service stores. One step lower under conditions, low when it takes effect for nobody. NotResource in ' +
    'a Deny is never flagged.',
  severity: 'high',
  rationale:
    'It reaches whatever is made after it was written, and the same resource by another ARN, such as that of an access point.',
  remediation: 'Name the resources that are allowed. To keep some from those who may reach all others, deny them.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  evaluate: (context) => allowsAllBut(context, ({ notResources }) => notResources !== null),

  describe(facts) {
    const { evidence } = facts;
    const excluded = recordsOf(evidence, 'statements').flatMap((statement) => textsOf(statement, 'notResources'));
    const but = excluded.length === 0 ? 'some' : someOf([...new Set(excluded)], excluded.length, 3);
    return `${policyIn(facts)} allows on every resource but ${but}, by ${statementsIn(evidence)}.${effectIn(evidence)}`;
  },

  remediate(facts) {
    return narrowPolicy(facts, 'Replace NotResource by a Resource that names what its holders use.');
  },
};
