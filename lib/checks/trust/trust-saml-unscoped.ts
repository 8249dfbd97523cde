import type { Check, CheckContext } from '../check.ts';
import { textOf } from '../evidence.ts';
import { pass } from '../verdicts.ts';
import { type Attempt, isLetIn } from './attempt.ts';
import { statementEvidence, statementsIn } from './statement-evidence.ts';
import { CALLERS_CHOICE, everyRequest, NETWORK_KEYS, TAG_KEYS } from './strangers.ts';
import { block, trustFix } from './trust-fix.ts';
import { eachTrust, statementsAllowing, type Trust, type TrustVerdict } from './trusting-role.ts';

/** Where assertions for AWS are sent, by partition. IAM User Guide, reference_policies_iam-condition-keys (saml:aud). */
const SIGN_IN: ReadonlyMap<string, string> = new Map([
  ['aws', 'https://signin.aws.amazon.com/saml'],
  ['aws-cn', 'https://signin.amazonaws.cn/saml'],
  ['aws-us-gov', 'https://signin.amazonaws-us-gov.com/saml'],
]);

/** Without the key, for operators that hold then, and for an application that is not AWS. */
const FOREIGN_AUDIENCES = [null, 'https://application.example/saml'];

export const trustSamlUnscoped: Check = {
  id: 'trust-saml-unscoped',
  family: 'trust',
  title: 'Role for SAML assertions that were not made for AWS',
  flags:
    'A role that takes assertions of a SAML provider without demanding, by SAML:aud, that they were made for signing in to AWS. ' +
    'Roles of Identity Center are left alone.',
  severity: 'high',
  rationale:
    'An assertion that the provider made for another application, and that somebody there got hold of, can be tried on AWS.',
  remediation: 'Demand SAML:aud.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  evaluate: (context) => eachTrust(context, (trust) => judge(context, trust)),

  describe({ resource, evidence }) {
    return `Role ${resource.name} takes assertions of ${textOf(evidence, 'provider')} whatever application they were made for, by ${statementsIn(evidence)} of its trust policy.`;
  },

  remediate(facts) {
    const [, partition = 'aws'] = facts.resource.arn.split(':');
    const condition = block({ StringEquals: { 'SAML:aud': SIGN_IN.get(partition) ?? '<sign-in address>' } });
    return trustFix(
      facts,
      `Add to ${statementsIn(facts.evidence)} the condition ${condition}. Where people sign in through a Regional endpoint, list its address too.`,
    );
  },
};

function judge(context: CheckContext, trust: Trust): readonly TrustVerdict[] {
  const statements = statementsAllowing(trust, 'sts:AssumeRoleWithSAML');
  const named = statements.flatMap(({ principals }) => principals?.federated ?? []);
  const providers = new Set(named.filter((provider) => provider.includes(':saml-provider/')));
  return Array.from(providers, (provider): TrustVerdict => {
    if (!attemptsWith(context, provider).some((attempt) => isLetIn(trust, attempt))) return pass;
    const here = statements.filter(({ principals }) => principals?.federated.includes(provider));
    return {
      verdict: 'finding',
      discriminator: provider,
      evidence: { provider, statements: here.map((statement) => statementEvidence(statement, [provider])) },
    };
  });
}

function attemptsWith(context: CheckContext, provider: string): readonly Attempt[] {
  return FOREIGN_AUDIENCES.map((audience) => ({
    principal: { kind: 'federated', provider },
    action: 'sts:AssumeRoleWithSAML',
    context: { ...everyRequest(context), 'SAML:aud': audience },
    open: [...CALLERS_CHOICE, ...TAG_KEYS, ...NETWORK_KEYS, 'SAML:*'],
  }));
}
