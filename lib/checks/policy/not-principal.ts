import { coveredActions } from '../../policy/coverage.ts';
import type { PolicyDocument } from '../../policy/document.ts';
import type { Statement } from '../../policy/statement.ts';
import { actionsOf, statementsOf } from '../../policy/statement-actions.ts';
import type { Check } from '../check.ts';
import { recordsOf, someOf, textsOf } from '../evidence.ts';
import { statementEvidence, statementsIn } from '../trust/statement-evidence.ts';
import { trustFix } from '../trust/trust-fix.ts';
import { eachTrust, type Trust, type TrustVerdict } from '../trust/trusting-role.ts';
import { pass } from '../verdicts.ts';

export const notPrincipal: Check = {
  id: 'not-principal',
  family: 'policy',
  title: 'Policy that allows all principals but some',
  flags:
    'A role whose trust policy has an Allow statement with NotPrincipal. Medium when each such statement has conditions. Who gets in by ' +
    'it is what `trust-anyone` says. NotPrincipal in a Deny is not flagged, nor an Allow that the trust policy denies to everybody.',
  severity: 'high',
  rationale: 'It lets in everybody in the world but those that it names, anonymous callers among them.',
  remediation: 'Name the principals that are allowed.',
  mappings: { cis: { '7.0': '2.21' }, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  evaluate: (context) => eachTrust(context, (trust) => [judge(trust)]),

  describe({ resource, evidence }) {
    const names = recordsOf(evidence, 'statements').flatMap((statement) => textsOf(statement, 'notPrincipals'));
    const but = names.length === 0 ? 'some' : someOf(names);
    return `The trust policy of role ${resource.name} speaks of all principals but ${but}, by ${statementsIn(evidence)}.`;
  },

  remediate(facts) {
    return trustFix(
      facts,
      `Replace NotPrincipal in ${statementsIn(facts.evidence)} by a Principal that names who needs the role.`,
    );
  },
};

function judge({ policy }: Trust): TrustVerdict {
  const statements = statementsOf(policy, 'Allow').filter(
    (statement) => statement.notPrincipals !== null && !isDenied(policy, statement),
  );
  if (statements.length === 0) return pass;
  return {
    verdict: 'finding',
    severity: statements.every(({ conditions }) => conditions.length > 0) ? 'medium' : 'high',
    evidence: { statements: statements.map((statement) => statementEvidence(statement)) },
  };
}

function isDenied(policy: PolicyDocument, statement: Statement): boolean {
  const denies = statementsOf(policy, 'Deny').filter(({ principals }) => principals?.any === true);
  return actionsOf(statement).actions.isSubsetOf(coveredActions(statement, denies, { ignoreConditions: false }));
}
