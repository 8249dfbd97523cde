import { policyOf } from '../../policy/document.ts';
import type { FunctionAccess, LambdaFunction } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { textOf } from '../evidence.ts';
import { unreadReason } from '../permissions.ts';
import { statementsIn } from '../trust/statement-evidence.ts';
import { pass, unknown } from '../verdicts.ts';
import { accessOf, openingEvidence, readBefore, URL_UNREAD } from './function-access.ts';
import { urlOpening } from './function-openings.ts';
import { eachFunction, functionCommand, functionFinding, functionIn } from './functions.ts';

export const lambdaUrlPublic: Check = {
  id: 'lambda-url-public',
  family: 'serverless',
  title: 'Function URL that anybody can call',
  flags:
    'A function URL with the auth type NONE, and a policy of the function that lets everybody call it (lambda:InvokeFunctionUrl) from ' +
    'anywhere. Medium when the policy does not let everybody invoke the function through it as well (lambda:InvokeFunction with ' +
    'lambda:InvokedViaFunctionUrl): since October 2025 Lambda asks for both, and until 2026-11-01 excepted URLs that were there before. Where an ' +
    'external-access analyzer watches the Region, only functions are looked at that it finds to be public; elsewhere all. The URLs of ' +
    'aliases are not read.',
  severity: 'high',
  rationale:
    'The address is all that one needs, and addresses get into logs, code and browsers. Nothing before the code asks who is calling, so that ' +
    'the code alone protects what its role may do.',
  remediation:
    'Make the URL ask for signatures (AWS_IAM), or put an API with an authoriser, or CloudFront, in front of the function.',
  mappings: { cis: {}, securityHub: ['Lambda.1'], prowler: ['awslambda_function_url_public'] },
  needs: ['functions'],
  uses: ['function-access', 'analyzers', 'analyzer-findings'],

  evaluate: (context) => eachFunction(context, (lambda) => judge(context, lambda)),

  describe(facts) {
    const { evidence } = facts;
    const readAt = textOf(evidence, 'readAt');
    const when = readAt === null ? '' : ` as read ${readAt.slice(0, 10)}`;
    const doubt =
      evidence.mayInvoke === false
        ? ' It does not let them invoke the function as well, which Lambda has asked for since October 2025.'
        : '';
    return `${functionIn(facts)} has a URL that anybody can call without credentials, by ${statementsIn(evidence)} of its policy${when}.${doubt}`;
  },

  remediate(facts) {
    return remediation(
      'If the URL is meant for programs with AWS credentials, the line makes it ask for signatures: give the callers lambda:InvokeFunctionUrl and ' +
        'lambda:InvokeFunction first. If it is meant for the public, such as a webhook, let the code verify who is calling, keep its role small, and accept the finding as an exception.',
      [functionCommand(facts, 'update-function-url-config', { 'auth-type': 'AWS_IAM' })],
    );
  },
};

function judge(context: CheckContext, lambda: LambdaFunction): Verdict {
  const known = accessOf(context, lambda);
  if (known.status === 'not-public') return pass;
  if (known.status === 'unknown') return unknown(known, lambda.arn);
  if (known.status === 'public') return unknown(HOW_UNREAD, lambda.arn);
  return judgeUrl(context, lambda, known.access);
}

const HOW_UNREAD = {
  code: 'not-collected',
  reason: 'Access Analyzer finds that it is public; whether by a URL was not read.',
} as const;

function judgeUrl(context: CheckContext, lambda: LambdaFunction, access: FunctionAccess): Verdict {
  const { policy, url } = access;
  if (policy === null || url === null || (url !== undefined && url.authType !== 'NONE')) return pass;
  const opening = urlOpening(context, lambda, policyOf(policy));
  const unread = unreadReason(policy);
  if (opening === null) return unread === null ? pass : unknown(unread, lambda.arn);
  if (url === undefined) return unknown(URL_UNREAD, lambda.arn);
  const { statements, mayInvoke } = opening;
  const evidence = { statements: statements.map(openingEvidence), mayInvoke, ...readBefore(context, access) };
  return functionFinding(context, lambda, evidence, mayInvoke ? 'high' : 'medium');
}
