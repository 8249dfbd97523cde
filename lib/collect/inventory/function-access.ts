import { GetFunctionUrlConfigCommand, GetPolicyCommand } from '@aws-sdk/client-lambda';
import { describeAwsError } from '../../aws/describe-error.ts';
import { catalogue } from '../../policy/catalogue/catalogue.ts';
import { policyOf } from '../../policy/document.ts';
import { speaksOf, statementsOf } from '../../policy/statement-actions.ts';
import type { PublicAccess } from '../../snapshot/public-access.ts';
import type { FunctionAccess, LambdaFunction } from '../../snapshot/snapshot.ts';
import { storedDocument } from '../../snapshot/stored-document.ts';
import { required } from '../answers.ts';
import { Asking } from '../asking.ts';
import type { CollectContext } from '../context.ts';
import { summariseLosses } from '../losses.ts';
import type { Reading } from '../reading.ts';
import { joinRegions } from './join-regions.ts';
import { isYoungEnough } from './kept-for-days.ts';
import { readEach } from './read-each.ts';

/** Functions of a Region with an analyzer that are asked about in a night, in two calls at most: the analyzer has told the worst. */
const FOUND_A_NIGHT = 10;

/** URLs asked about in a night where no analyzer watches. */
const URLS_A_NIGHT = 20;
const URLS_AT_A_TIME = 4;

export interface FunctionsToAsk {
  readonly functions: readonly LambdaFunction[];
  readonly publicAccess: PublicAccess;
  /** Of an earlier night; null: nothing is known. */
  readonly kept: readonly FunctionAccess[] | null;
}

/**
 * Who may invoke functions. Where an analyzer watches the Region, only those are asked about that it finds open to everybody. Elsewhere every
 * one is, by one call, unless an answer of an earlier night holds; and what such answers save is spent on URLs.
 */
export async function readFunctionAccess(
  context: CollectContext,
  { functions, publicAccess, kept }: FunctionsToAsk,
): Promise<Reading<readonly FunctionAccess[]>> {
  const before = stillTrue(kept ?? [], functions, context.clock());
  const isWatched = ({ region }: LambdaFunction) => publicAccess.covers(region);
  const found = functions.filter((each) => isWatched(each) && publicAccess.inQuestion.has(each.arn));
  const beyond = found.filter(({ arn }) => !before.has(arn)).slice(FOUND_A_NIGHT);
  const unwatched = functions.filter((each) => !isWatched(each));
  const items = [...found.filter((each) => !beyond.includes(each)), ...unwatched];
  const policies = await joinRegions(items, (region, here) =>
    readEach(context, {
      source: 'function-access',
      noun: `functions in ${region}`,
      items: here,
      takeOver: ({ arn }) => before.get(arn) ?? null,
      ask: async (lambda) => {
        const access = await policyFor(context, lambda);
        return isWatched(lambda) && opensUrl(access) ? { ...access, url: await urlOf(context, lambda) } : access;
      },
    }),
  );
  const room = Math.min(URLS_A_NIGHT, unwatched.filter(({ arn }) => before.has(arn)).length);
  const { data, gaps } = await withUrls(context, policies.data ?? [], unwatched, room);
  const left =
    beyond.length === 0
      ? []
      : [
          `${beyond.length} of ${found.length} functions that an analyzer finds open to everybody are left to later nights`,
        ];
  return { ...policies, data: policies.data && data, gaps: [...(policies.gaps ?? []), ...gaps, ...left] };
}

/** Answers of an earlier night that hold, by ARN: nothing was changed since, and they are not too old. */
function stillTrue(
  kept: readonly FunctionAccess[],
  functions: readonly LambdaFunction[],
  now: Date,
): ReadonlyMap<string, FunctionAccess> {
  const revisions = new Map(functions.map(({ arn, revisionId }) => [arn, revisionId]));
  const holds = (access: FunctionAccess) =>
    access.revisionId !== null &&
    access.revisionId === revisions.get(access.functionArn) &&
    isYoungEnough(access, access.functionArn, now);
  return new Map(kept.filter(holds).map((access) => [access.functionArn, access]));
}

async function policyFor(
  { aws, clock }: CollectContext,
  { arn, name, region, revisionId }: LambdaFunction,
): Promise<FunctionAccess> {
  const readAt = clock().toISOString();
  const answer = await unlessMissing(aws.lambda(region).send(new GetPolicyCommand({ FunctionName: name })));
  const policy = answer === null ? null : storedDocument(required(answer.Policy, 'Policy'));
  return { functionArn: arn, revisionId, readAt, policy };
}

async function urlOf({ aws }: CollectContext, { name, region }: LambdaFunction): Promise<FunctionAccess['url']> {
  const answer = await unlessMissing(aws.lambda(region).send(new GetFunctionUrlConfigCommand({ FunctionName: name })));
  if (answer === null) return null;
  const { AuthType, Cors: cors } = answer;
  return {
    authType: required(AuthType, 'AuthType'),
    cors: cors ? { allowOrigins: cors.AllowOrigins ?? [], allowCredentials: cors.AllowCredentials ?? false } : null,
  };
}

/** Lambda says in the same words that a function has no policy, or no URL, and that it is gone. */
async function unlessMissing<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer;
  } catch (error) {
    if (describeAwsError(error).kind === 'not-found') return null;
    throw error;
  }
}

/**
 * Adds URLs, as far as there is room: first of functions that nobody was asked about, then of those that asked nobody for a signature, so that
 * it is seen when somebody has changed that. Lambda does not say that it changes the revision of the function.
 */
async function withUrls(
  context: CollectContext,
  answers: readonly FunctionAccess[],
  unwatched: readonly LambdaFunction[],
  room: number,
): Promise<{ readonly data: readonly FunctionAccess[]; readonly gaps: readonly string[] }> {
  const functions = new Map(unwatched.map((lambda) => [lambda.arn, lambda]));
  const open = answers.filter((access) => functions.has(access.functionArn) && opensUrl(access));
  const asked = [...open.filter(({ url }) => url === undefined), ...open.filter(({ url }) => url?.authType === 'NONE')];
  const urls = new Map<string, FunctionAccess['url']>();
  const outcomes: Awaited<ReturnType<Asking['ask']>>[] = [];
  const asking = new Asking();
  await asking.forEach(asked.slice(0, room), URLS_AT_A_TIME, async ({ functionArn }) => {
    const lambda = functions.get(functionArn);
    if (lambda === undefined || context.signal.aborted) return;
    const outcome = await asking.ask(() => urlOf(context, lambda));
    outcomes.push(outcome);
    if (outcome.status === 'read') urls.set(functionArn, outcome.data);
  });
  return {
    data: answers.map((access) => {
      const url = urls.get(access.functionArn);
      return url === undefined ? access : { ...access, url };
    }),
    gaps: summariseLosses(outcomes, 'URLs').gaps ?? [],
  };
}

const CALL_URL = catalogue.actionNumber('lambda:InvokeFunctionUrl');

/** Whether the policy lets everybody use a URL, conditions aside. Without it, nobody can who sends no credentials. */
function opensUrl({ policy }: FunctionAccess): boolean {
  if (policy === null || CALL_URL === null) return false;
  return statementsOf(policyOf(policy), 'Allow').some(
    (statement) =>
      (statement.principals?.any === true || statement.notPrincipals !== null) && speaksOf(statement, CALL_URL),
  );
}
