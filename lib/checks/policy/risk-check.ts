import type { Check } from '../check.ts';
import { countOf, someOf, textsOf } from '../evidence.ts';
import { oncePer } from '../once.ts';
import { narrowPolicy } from './policy-fix.ts';
import { riskyNames, riskyNumbers } from './policy-risks.ts';
import { effectIn, policyIn } from './policy-words.ts';
import type { RiskClass } from './risk-classes.ts';
import { riskVerdicts } from './risk-verdicts.ts';

/** What differs between the checks of the four risk classes. */
interface RiskCheck extends Pick<Check, 'title' | 'flags' | 'severity' | 'rationale' | 'remediation' | 'mappings'> {
  readonly id: RiskClass;
  /** What a policy that is found allows, for example `reading stored data anywhere`. */
  readonly allows: string;
}

/** What all four have in common. */
const HOW =
  'Each policy is judged by its own text, less its own denies, if it is a customer policy, inline, or one of AWS that is attached. An ARN ' +
  'that reaches all resources in the account that an action can act on confines it no more than `*`. `actions` in the evidence has every ' +
  'action by its name, so that scripts need no patterns; what does not fit a parameter of the store is counted there in `truncated`. One step ' +
  'lighter where the policy takes effect for nobody, because nobody holds it or other policies and boundaries take it away.';

/** **Contract**: `actions[]` and `services[]` in the evidence are complete, however many they are. */
export function riskCheck({ allows, flags, ...check }: RiskCheck): Check {
  return {
    ...check,
    flags: `${flags} ${HOW}`,
    family: 'policy',
    needs: ['authorization-details'],

    evaluate: (context) =>
      riskVerdicts(context, (document) => {
        const actions = riskyNames(context.account, document, check.id);
        if (actions.length === 0) return null;
        return {
          severity: check.severity,
          evidence: { actions, services: servicesIn(actions) },
          actions: () => riskyNumbers(context.account, document, check.id),
        };
      }),

    describe(facts) {
      const { evidence } = facts;
      const actions = someOf(textsOf(evidence, 'actions'), countOf(evidence, 'actions'));
      return `${policyIn(facts)} allows ${allows}: ${actions}.${effectIn(evidence)}`;
    },

    remediate: (facts) => narrowPolicy(facts, check.remediation),
  };
}

const servicesIn = oncePer((actions: readonly string[]): readonly string[] => {
  const services: string[] = [];
  let prefix = ':';
  for (const action of actions) {
    // In the catalogue's order those of a service stand together.
    if (action.startsWith(prefix)) continue;
    prefix = action.slice(0, action.indexOf(':') + 1);
    services.push(prefix.slice(0, -1));
  }
  return services;
});
