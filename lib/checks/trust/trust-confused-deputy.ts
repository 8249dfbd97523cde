import { parseArn } from '../../policy/arn.ts';
import { hasWildcard } from '../../policy/match.ts';
import type { Check, CheckContext } from '../check.ts';
import { someOf, textsOf } from '../evidence.ts';
import { pass } from '../verdicts.ts';
import { type Attempt, isLetIn } from './attempt.ts';
import { sendsSource } from './source-services.ts';
import { statementEvidence, statementsIn } from './statement-evidence.ts';
import { CALLERS_CHOICE, everyRequest, STRANGE_ACCOUNT } from './strangers.ts';
import { block, trustFix } from './trust-fix.ts';
import { eachTrust, statementsAllowing, type Trust, type TrustVerdict } from './trusting-role.ts';

export const trustConfusedDeputy: Check = {
  id: 'trust-confused-deputy',
  family: 'trust',
  title: 'Role that a service can assume for strangers',
  flags:
    'A role that an AWS service can assume on behalf of a resource in any account, because no condition on aws:SourceAccount, ' +
    'aws:SourceArn, aws:SourceOrgID or aws:SourceOrgPaths keeps out those of strangers; an ARN whose account is a wildcard does not. ' +
    'Looked at are only services that AWS documents to send these keys (lib/checks/trust/source-services.ts).',
  severity: 'medium',
  rationale:
    'The service works for every customer of AWS. One that can be talked into using your role for its resources acts with your permissions.',
  remediation: 'Demand the account, or better the ARN, of the resource that the service works for.',
  mappings: {
    cis: {},
    securityHub: [],
    prowler: [
      'iam_role_cross_service_confused_deputy_prevention',
      'iam_role_service_trust_restricts_source_to_account',
    ],
  },
  needs: ['authorization-details'],

  evaluate: (context) => eachTrust(context, (trust) => judge(context, trust)),

  describe({ resource, evidence }) {
    const services = someOf(textsOf(evidence, 'services'));
    return `Role ${resource.name} can be assumed by ${services} for resources of any account, by ${statementsIn(evidence)} of its trust policy.`;
  },

  remediate(facts) {
    const condition = block({ StringEquals: { 'aws:SourceAccount': facts.resource.accountId } });
    return trustFix(
      facts,
      `Add to ${statementsIn(facts.evidence)} the condition ${condition}, and, where one resource alone uses the role, its ARN as ` +
        'aws:SourceArn. Where the statement names several services, give those that do not send these keys a statement of their own.',
    );
  },
};

function judge(context: CheckContext, trust: Trust): readonly TrustVerdict[] {
  const statements = statementsAllowing(trust, 'sts:AssumeRole').filter(({ principals }) =>
    principals?.service.some(sendsSource),
  );
  const named = [...new Set(statements.flatMap(({ principals }) => principals?.service.filter(sendsSource) ?? []))];
  if (named.length === 0) return [];
  const services = named.filter((service) =>
    attemptsBy(context, trust, service).some((attempt) => isLetIn(trust, attempt)),
  );
  if (services.length === 0) return [pass];
  const open = statements.flatMap((statement) => {
    const here = statement.principals?.service.filter((service) => services.includes(service)) ?? [];
    return here.length === 0 ? [] : [statementEvidence(statement, here)];
  });
  return [{ verdict: 'finding', evidence: { services, statements: open } }];
}

/** The service works for a stranger's resource. */
function attemptsBy(context: CheckContext, trust: Trust, service: string): readonly Attempt[] {
  const { partition } = context.account.snapshot.account;
  const someArn = `arn:${partition}:somebody:us-east-1:${STRANGE_ACCOUNT}:something/else`;
  return [someArn, ...strangersArns(trust)].map((sourceArn) => ({
    principal: { kind: 'service', name: service },
    action: 'sts:AssumeRole',
    context: {
      ...everyRequest(context),
      'aws:SourceArn': sourceArn,
      'aws:SourceAccount': STRANGE_ACCOUNT,
      'aws:SourceOrgID': 'o-somebodyelse',
      'aws:SourceOrgPaths': ['o-somebodyelse/r-some/ou-some-somebody/'],
    },
    open: CALLERS_CHOICE,
  }));
}

/** ARNs that strangers can have and that a pattern of the trust policy matches: those of patterns that leave the account open. */
function strangersArns({ policy }: Trust): readonly string[] {
  return policy.statements
    .flatMap(({ conditions }) => conditions)
    .filter(({ key }) => key.toLowerCase() === 'aws:sourcearn')
    .flatMap(({ values }) => values)
    .filter((pattern) => hasWildcard(pattern) && !/^\d{12}$/.test(parseArn(pattern)?.accountId ?? ''))
    .map((pattern) => pattern.replaceAll(/[*?]/g, 'x'));
}
