import type { Statement } from '../../policy/statement.ts';
import type { Check, CheckContext } from '../check.ts';
import { recordsOf } from '../evidence.ts';
import { pass } from '../verdicts.ts';
import { anybody, anybodyWithExternalId, statementsForEverybody } from './anybody.ts';
import { gravest, narrowings } from './gravest.ts';
import { narrowedIn, statementEvidence, statementsIn } from './statement-evidence.ts';
import { block, trustFix } from './trust-fix.ts';
import { eachTrust, type Trust, type TrustVerdict } from './trusting-role.ts';

export const trustAnyone: Check = {
  id: 'trust-anyone',
  family: 'trust',
  title: 'Role that trusts everybody',
  flags:
    'A role whose trust policy lets in every principal: `*`, or all but some (NotPrincipal with Allow). Critical when nothing ' +
    'keeps strangers out; high when only an external id does, which is no secret; medium when a condition or a Deny of the trust ' +
    'policy demands something that strangers do not have, such as an organisation, a principal or a network. The evidence names it.',
  severity: 'critical',
  rationale:
    'Whoever has an AWS account, and that is everybody, becomes this role by knowing its ARN, which is in logs, code and error messages.',
  remediation: 'Name the principals that need the role, or keep everybody else out by a condition.',
  mappings: { cis: { '7.0': '2.21' }, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  evaluate: (context) => eachTrust(context, (trust) => [judge(context, trust)]),

  describe({ resource, evidence }) {
    const narrowed = narrowedIn(evidence);
    return narrowed === ''
      ? `Anybody in the world can assume role ${resource.name}, by ${statementsIn(evidence)} of its trust policy.`
      : `Role ${resource.name} trusts everybody, by ${statementsIn(evidence)} of its trust policy.${narrowed}`;
  },

  remediate(facts) {
    const organisation = block({ StringEquals: { 'aws:PrincipalOrgID': '<id of your organisation>' } });
    const isNarrowed = recordsOf(facts.evidence, 'narrowedBy').length > 0;
    return trustFix(
      facts,
      isNarrowed
        ? `Name in ${statementsIn(facts.evidence)} the principals that the conditions mean, so that no change of a condition opens the role.`
        : `Name in ${statementsIn(facts.evidence)} the principals that need the role. If they are all those of your organisation, add the ` +
            `condition ${organisation}. See in CloudTrail, by the event AssumeRole, who used the role until now.`,
    );
  },
};

function judge(context: CheckContext, trust: Trust): TrustVerdict {
  const statements = statementsForEverybody(trust);
  if (statements.length === 0) return pass;
  const strangers = anybody(context);
  const success = gravest(trust, [
    { severity: 'critical', attempts: strangers },
    { severity: 'high', attempts: anybodyWithExternalId(context) },
  ]);
  const { severity, narrowedBy } = success ?? { severity: 'medium', narrowedBy: narrowings(trust, strangers) };
  if (success === null && narrowedBy.some(deniesEverybody)) return pass;
  return {
    verdict: 'finding',
    severity,
    evidence: {
      statements: statements.map((statement) => statementEvidence(statement)),
      narrowedBy: narrowedBy.map((statement) => statementEvidence(statement)),
    },
  };
}

function deniesEverybody({ effect, principals, conditions }: Statement): boolean {
  return effect === 'Deny' && principals?.any === true && conditions.length === 0;
}
