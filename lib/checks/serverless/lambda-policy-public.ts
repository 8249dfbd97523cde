import { policyOf } from '../../policy/document.ts';
import type { FunctionAccess, LambdaFunction } from '../../snapshot/snapshot.ts';
import { witnessCommands, witnessWords } from '../analyzer-findings.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { recordsOf, textOf } from '../evidence.ts';
import { unreadReason } from '../permissions.ts';
import { statementsIn } from '../trust/statement-evidence.ts';
import { pass, unknown } from '../verdicts.ts';
import { accessOf, openingEvidence, readBefore, URL_UNREAD } from './function-access.ts';
import { signedOpenings, statementsForEverybody } from './function-openings.ts';
import { eachFunction, functionCommand, functionFinding, functionIn } from './functions.ts';

export const lambdaPolicyPublic: Check = {
  id: 'lambda-policy-public',
  family: 'serverless',
  title: 'Function whose policy lets everybody in',
  flags:
    'A function whose resource policy lets everybody with an AWS account invoke or change it: the principal is `*`, and no condition asks ' +
    'for what strangers do not have, such as an organisation (aws:PrincipalOrgID), an account (aws:SourceAccount) or a source (aws:SourceArn) ' +
    'of the own account. A pattern that the buckets, topics, rules or APIs of strangers fit keeps nobody out. Where an ' +
    'external-access analyzer watches the Region, its findings decide, and those archived there are accepted; elsewhere the policy of the ' +
    'function itself is read, without those of its versions and aliases. A URL that anybody can call without a signature is `lambda-url-public`.',
  severity: 'high',
  rationale:
    'Strangers run the code with the rights of its role and on the bill of the account, as often as they like; with more than invoking, ' +
    'they replace the code.',
  remediation: 'Name in the policy of the function who invokes it: an account, a role, or a service with its source.',
  mappings: {
    cis: {},
    securityHub: ['Lambda.1'],
    prowler: ['awslambda_function_not_publicly_accessible'],
  },
  needs: ['functions'],
  uses: ['function-access', 'analyzers', 'analyzer-findings'],

  evaluate: (context) => eachFunction(context, (lambda) => judge(context, lambda)),

  describe(facts) {
    const { evidence } = facts;
    const what = `${functionIn(facts)} is open to everybody with an AWS account`;
    if (recordsOf(evidence, 'statements').length === 0) return `${what}, by its policy. ${witnessWords(evidence)}`;
    const readAt = textOf(evidence, 'readAt');
    const when = readAt === null ? '' : ` as read ${readAt.slice(0, 10)}`;
    return `${what}, by ${statementsIn(evidence)} of its policy${when}.`;
  },

  remediate(facts) {
    const sids = recordsOf(facts.evidence, 'statements').flatMap((statement) => textOf(statement, 'sid') ?? []);
    return remediation(
      'The first line prints the policy. CloudTrail has the event Invoke only where a trail records data events; see there, or in the metrics of the ' +
        'function, who depends on it. Add a permission for each of those, with a source account and a source ARN for a service, then remove the ' +
        'statement for everybody.',
      [
        functionCommand(facts, 'get-policy'),
        ...sids.map((sid) => functionCommand(facts, 'remove-permission', { 'statement-id': sid })),
        ...witnessCommands(facts.evidence),
      ],
    );
  },
};

function judge(context: CheckContext, lambda: LambdaFunction): Verdict {
  const known = accessOf(context, lambda);
  if (known.status === 'not-public') return pass;
  if (known.status === 'unknown') return unknown(known, lambda.arn);
  if (known.status === 'public') return functionFinding(context, lambda, PROVED);
  const { access, isPublic } = known;
  return (
    judgePolicy(context, lambda, access) ??
    (isPublic && !namesEverybody(access) ? functionFinding(context, lambda, PROVED) : pass)
  );
}

/** Nothing was read but what the analyzer says, and its findings are added to the evidence as witnesses. */
const PROVED = { statements: [] };

/** @returns null when the policy keeps strangers out */
function judgePolicy(context: CheckContext, lambda: LambdaFunction, access: FunctionAccess): Verdict | null {
  const { policy, url } = access;
  if (policy === null) return null;
  const statements = signedOpenings(context, lambda, policyOf(policy), url?.authType ?? null);
  if (statements.length > 0) {
    return functionFinding(context, lambda, {
      statements: statements.map(openingEvidence),
      ...readBefore(context, access),
    });
  }
  const mayBeSigned = url === undefined && signedOpenings(context, lambda, policyOf(policy), 'AWS_IAM').length > 0;
  const unread = unreadReason(policy) ?? (mayBeSigned ? URL_UNREAD : null);
  return unread === null ? null : unknown(unread, lambda.arn);
}

/** Whether the policy says for itself whom it means by everybody; if not, it was changed since it was read. */
function namesEverybody({ policy }: FunctionAccess): boolean {
  return policy !== null && statementsForEverybody(policyOf(policy)).length > 0;
}
