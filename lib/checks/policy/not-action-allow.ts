import type { Check } from '../check.ts';
import { recordsOf, someOf, textsOf } from '../evidence.ts';
import { statementsIn } from '../trust/statement-evidence.ts';
import { allowsAllBut } from './all-but-some.ts';
import { narrowPolicy } from './policy-fix.ts';
import { effectIn, policyIn } from './policy-words.ts';

export const notActionAllow: Check = {
  id: 'not-action-allow',
  family: 'policy',
  title: 'Policy that allows all actions but some',
  flags:
    'A policy, inline, of the account or of AWS (PowerUserAccess is one), with an Allow statement that has NotAction. Medium where ' +
    'its resources are named, one step lower under conditions, low when it takes effect for nobody. NotAction in a Deny is never ' +
    'flagged, nor a statement of which its own denies leave nothing that changes anything.',
  severity: 'high',
  rationale:
    'It grants every service of AWS but those that its author thought of, and with each that AWS adds it grants more.',
  remediation: 'Name what is allowed. To keep something from those who may do all else, deny it.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  evaluate: (context) => allowsAllBut(context, ({ notActions }) => notActions !== null),

  describe(facts) {
    const { evidence } = facts;
    const excluded = recordsOf(evidence, 'statements').flatMap((statement) => textsOf(statement, 'notActions'));
    const but = excluded.length === 0 ? 'some' : someOf([...new Set(excluded)]);
    return `${policyIn(facts)} allows every action but ${but}, by ${statementsIn(evidence)}.${effectIn(evidence)}`;
  },

  remediate(facts) {
    return narrowPolicy(facts, 'Replace NotAction by an Action that names what its holders use.');
  },
};
