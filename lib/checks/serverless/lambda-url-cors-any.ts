import { policyOf } from '../../policy/document.ts';
import type { LambdaFunction } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { someOf, textOf, textsOf } from '../evidence.ts';
import { pass, unknown } from '../verdicts.ts';
import { accessOf, readBefore, URL_UNREAD } from './function-access.ts';
import { urlOpening } from './function-openings.ts';
import { eachFunction, functionCommand, functionFinding, functionIn } from './functions.ts';

/** Origins that every page on the web has one of. Lambda Developer Guide, urls-configuration ("Cross-origin resource sharing"). */
const ANY_ORIGIN: ReadonlySet<string> = new Set(['*', 'http://*', 'https://*']);

export const lambdaUrlCorsAny: Check = {
  id: 'lambda-url-cors-any',
  family: 'serverless',
  title: 'Function URL that any web page may read',
  flags:
    'A function URL whose CORS settings allow every origin. High when they allow credentials as well, otherwise medium. Looked at are the URLs ' +
    'that the policy of the function opens: of the others, whose callers need permissions of the own account, nothing is read.',
  severity: 'high',
  rationale:
    "Any page that somebody has open can call the function from that person's browser and network, and read the answer; with credentials, " +
    'as that person.',
  remediation: 'List the origins of the pages that call the function.',
  mappings: { cis: {}, securityHub: [], prowler: ['awslambda_function_url_cors_policy'] },
  needs: ['functions'],
  uses: ['function-access', 'analyzers', 'analyzer-findings'],

  evaluate: (context) => eachFunction(context, (lambda) => judge(context, lambda)),

  describe(facts) {
    const { evidence } = facts;
    const credentials = evidence.allowCredentials === true ? ', with credentials' : '';
    const origins = someOf(textsOf(evidence, 'allowOrigins'));
    const auth = textOf(evidence, 'authType') ?? 'unknown';
    return `${functionIn(facts)} has a URL (auth type ${auth}) that pages of every origin may call and read${credentials}: ${origins}.`;
  },

  remediate(facts) {
    const cors = { AllowOrigins: ['https://<origin of the page>'] };
    return remediation(
      'The first line prints the settings, and what is not named in the second is lost: take along the methods and headers. Put the origins of ' +
        'the pages into its list. Where no page calls the URL, leave the list empty.',
      [
        functionCommand(facts, 'get-function-url-config'),
        functionCommand(facts, 'update-function-url-config', { cors: JSON.stringify(cors) }),
      ],
    );
  },
};

function judge(context: CheckContext, lambda: LambdaFunction): Verdict {
  const known = accessOf(context, lambda);
  if (known.status === 'not-public') return pass;
  if (known.status === 'unknown') return unknown(known, lambda.arn);
  if (known.status === 'public') return unknown(URL_UNREAD, lambda.arn);
  const { policy, url } = known.access;
  if (url === undefined && policy !== null && urlOpening(context, lambda, policyOf(policy)) !== null)
    return unknown(URL_UNREAD, lambda.arn);
  const allowOrigins = url?.cors?.allowOrigins ?? [];
  if (url?.cors == null || !allowOrigins.some((origin) => ANY_ORIGIN.has(origin))) return pass;
  const { authType, cors } = url;
  const { allowCredentials } = cors;
  const evidence = { authType, allowOrigins, allowCredentials, ...readBefore(context, known.access) };
  return functionFinding(context, lambda, evidence, allowCredentials ? 'high' : 'medium');
}
