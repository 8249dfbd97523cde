import { intersection, rangesOf } from '../../policy/action-ranges.ts';
import { catalogue } from '../../policy/catalogue/catalogue.ts';
import type { PolicyDocument } from '../../policy/document.ts';
import type { ContextValues } from '../../policy/evaluate/context.ts';
import type { Statement } from '../../policy/statement.ts';
import { statementsOf } from '../../policy/statement-actions.ts';
import type { LambdaFunction } from '../../snapshot/snapshot.ts';
import type { CheckContext } from '../check.ts';
import { isForEverybody } from '../trust/anybody.ts';
import { type Attempt, isLetIn } from '../trust/attempt.ts';
import {
  CALLERS_CHOICE,
  everyRequest,
  STRANGE_ACCOUNT,
  STRANGE_NETWORK,
  somebodyIn,
  TAG_KEYS,
  WITHOUT_PROOF,
} from '../trust/strangers.ts';

/*
 * How everybody in the world gets into a function by its resource policy. What keeps strangers out is seen by trying, as for roles
 * that trust everybody.
 */

/** The action by which a URL is called; Lambda also asks for InvokeFunction, see {@link urlOpening}. */
const CALL_URL = 'lambda:InvokeFunctionUrl';
const INVOKE = 'lambda:InvokeFunction';

/** The Allow statements that name no principals, but all (`*`) or all but some. */
export function statementsForEverybody(policy: PolicyDocument): readonly Statement[] {
  return statementsOf(policy, 'Allow').filter(isForEverybody);
}

/**
 * The statements by which anybody with an AWS account of their own can do something with the function, or have it done by an AWS
 * service. A URL is not among the ways, unless it asks for signed requests: those anybody can sign.
 */
export function signedOpenings(
  context: CheckContext,
  lambda: LambdaFunction,
  policy: PolicyDocument,
  urlAuthType: string | null,
): readonly Statement[] {
  const known = { 'lambda:FunctionUrlAuthType': urlAuthType, 'lambda:InvokedViaFunctionUrl': null };
  return statementsForEverybody(policy).filter((statement) => {
    const [first, ...others] = actionsIn(statement).filter(
      (action) => action !== CALL_URL || urlAuthType === 'AWS_IAM',
    );
    if (first === undefined) return false;
    const alone = { arn: lambda.arn, policy: { ...policy, statements: [statement] } };
    const guard = { arn: lambda.arn, policy: against(policy, statement) };
    return [...strangers(context), ...servicesOfStrangers(context, lambda)].some((signer) => {
      const attempt = (action: string) => ({ ...signer, action, context: { ...signer.context, ...known } });
      // All actions of a statement have the same conditions: most that are meant for few fall at the first.
      return isLetIn(alone, attempt(first)) && [first, ...others].some((action) => isLetIn(guard, attempt(action)));
    });
  });
}

/** The statements by which anybody at all can call a URL that asks for no signature. */
export interface UrlOpening {
  readonly statements: readonly Statement[];
  /**
   * Whether everybody may invoke the function through the URL, too. Lambda has asked for that since October 2025, and until
   * 2026-11-01 excepted URLs that were there before: Lambda Developer Guide, urls-auth.
   */
  readonly mayInvoke: boolean;
}

/** @returns null when the policy keeps everybody from calling */
export function urlOpening(context: CheckContext, lambda: LambdaFunction, policy: PolicyDocument): UrlOpening | null {
  const everybody = statementsForEverybody(policy);
  const allowing = (action: string) =>
    everybody.filter((statement) =>
      isLetIn({ arn: lambda.arn, policy: against(policy, statement) }, caller(context, action)),
    );
  const calling = allowing(CALL_URL);
  if (calling.length === 0) return null;
  const invoking = allowing(INVOKE);
  return { statements: [...new Set([...calling, ...invoking])], mayInvoke: invoking.length > 0 };
}

/** One statement alone, with all that the policy denies. */
function against(policy: PolicyDocument, statement: Statement): PolicyDocument {
  return { ...policy, statements: [statement, ...statementsOf(policy, 'Deny')] };
}

/** The actions of Lambda that the statement speaks of; to invoke comes first, for it is what most are about. */
function actionsIn(statement: Statement): readonly string[] {
  const lambda = catalogue.actionsOfService('lambda');
  const ranges = lambda === null ? [] : intersection(rangesOf(statement), [lambda]);
  const actions = ranges.flatMap(({ start, end }) =>
    Array.from({ length: end - start }, (_, at) => catalogue.actionName(start + at)),
  );
  return actions.toSorted((a, b) => Number(b === INVOKE) - Number(a === INVOKE));
}

type Signer = Omit<Attempt<string>, 'action'>;

function strangers(context: CheckContext): readonly Signer[] {
  const known = { ...everyRequest(context), ...STRANGE_NETWORK, 'aws:userid': 'AIDASOMEBODYELSE' };
  return somebodyIn(context, STRANGE_ACCOUNT).flatMap((principal) =>
    WITHOUT_PROOF.map((proof) => ({
      principal,
      context: { ...known, ...proof },
      open: [...CALLERS_CHOICE, ...TAG_KEYS],
    })),
  );
}

/** Services that invoke functions for whoever sets them up to, by what they name as the source. */
const SERVICES: Readonly<Record<string, (region: string) => string>> = {
  's3.amazonaws.com': () => 's3:::bucket-of-somebody-else',
  'sns.amazonaws.com': (region) => `sns:${region}:${STRANGE_ACCOUNT}:somebody`,
  'events.amazonaws.com': (region) => `events:${region}:${STRANGE_ACCOUNT}:rule/somebody`,
  'apigateway.amazonaws.com': (region) => `execute-api:${region}:${STRANGE_ACCOUNT}:somebody/*/GET/`,
};

function servicesOfStrangers(context: CheckContext, { region }: LambdaFunction): readonly Signer[] {
  const { partition } = context.account.snapshot.account;
  return Object.entries(SERVICES).map(([name, sourceIn]) => {
    const source: ContextValues = {
      'aws:SourceArn': `arn:${partition}:${sourceIn(region)}`,
      'aws:SourceAccount': STRANGE_ACCOUNT,
      'aws:SourceOrgID': 'o-somebodyelse',
    };
    return {
      principal: { kind: 'service', name },
      context: { ...everyRequest(context), ...source },
      open: CALLERS_CHOICE,
    };
  });
}

function caller(context: CheckContext, action: string): Attempt<string> {
  const url = { 'lambda:FunctionUrlAuthType': 'NONE', 'lambda:InvokedViaFunctionUrl': 'true' };
  const known = { ...everyRequest(context), ...STRANGE_NETWORK, ...url };
  return { principal: { kind: 'anonymous' }, action, context: known, open: CALLERS_CHOICE };
}
