import type { Check, CheckContext } from '../check.ts';
import { pass } from '../verdicts.ts';
import { type Attempt, isLetIn } from './attempt.ts';
import { statementEvidence, statementsIn } from './statement-evidence.ts';
import { CALLERS_CHOICE, everyRequest, TAG_KEYS } from './strangers.ts';
import { block, trustFix } from './trust-fix.ts';
import { eachTrust, statementsAllowing, type Trust, type TrustVerdict } from './trusting-role.ts';

const COGNITO = 'cognito-identity.amazonaws.com';

export const trustCognitoUnauthenticated: Check = {
  id: 'trust-cognito-unauthenticated',
  family: 'trust',
  title: 'Role for guests of a Cognito identity pool',
  flags:
    'A role that a Cognito identity pool can give to guests, who have not signed in anywhere: its conditions demand `amr` ' +
    'unauthenticated, or do not ask for `amr` at all. Whether the pool lets guests in is not looked at.',
  severity: 'high',
  rationale:
    'The id of the pool is in the code of the page or app, and whoever reads it there becomes this role. AWS narrows down what guests ' +
    'can do only in the enhanced flow.',
  remediation: 'Demand people who have signed in, or see that the role holds nothing that a stranger may not do.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  evaluate: (context) => eachTrust(context, (trust) => judge(context, trust)),

  describe({ resource, evidence }) {
    return `Guests of a Cognito identity pool, who have not signed in, can assume role ${resource.name}, by ${statementsIn(evidence)} of its trust policy.`;
  },

  remediate(facts) {
    const condition = block({ 'ForAnyValue:StringLike': { [`${COGNITO}:amr`]: 'authenticated' } });
    return trustFix(
      facts,
      `If it is not meant for guests, demand in ${statementsIn(facts.evidence)} the condition ${condition}, and switch guest access off ` +
        'in the pool. If it is, go through its policies with a stranger in mind, and accept the finding.',
    );
  },
};

function judge(context: CheckContext, trust: Trust): readonly TrustVerdict[] {
  const statements = statementsAllowing(trust, 'sts:AssumeRoleWithWebIdentity').filter(({ principals }) =>
    principals?.federated.includes(COGNITO),
  );
  if (statements.length === 0) return [];
  const guest: Attempt = {
    principal: { kind: 'federated', provider: COGNITO },
    action: 'sts:AssumeRoleWithWebIdentity',
    context: { ...everyRequest(context), [`${COGNITO}:amr`]: ['unauthenticated'] },
    open: [...CALLERS_CHOICE, ...TAG_KEYS, `${COGNITO}:*`],
  };
  if (!isLetIn(trust, guest)) return [pass];
  const evidence = { statements: statements.map((statement) => statementEvidence(statement, [COGNITO])) };
  return [{ verdict: 'finding', evidence }];
}
