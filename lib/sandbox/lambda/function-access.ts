import type {
  FunctionEventInvokeConfig,
  FunctionUrlConfig,
  GetFunctionEventInvokeConfigCommandInput,
  GetFunctionUrlConfigCommandInput,
  GetFunctionUrlConfigResponse,
  GetPolicyCommandInput,
  GetPolicyResponse,
  ListFunctionUrlConfigsCommandInput,
  ListFunctionUrlConfigsResponse,
} from '@aws-sdk/client-lambda';
import type { Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { nothingThere, resourceNotFound } from './errors.ts';
import { findFunction } from './find-function.ts';
import type { LambdaFunction } from './state.ts';

export function getPolicy({ input, account, region }: Call<HandlerInput<GetPolicyCommandInput>>): GetPolicyResponse {
  const fn = findFunction(account, input, region);
  if (fn?.policy === undefined) throw nothingThere();
  return {
    Policy: typeof fn.policy === 'string' ? fn.policy : JSON.stringify(fn.policy),
    RevisionId: fn.revisionId,
  };
}

export function getFunctionUrlConfig({
  input,
  account,
  region,
}: Call<HandlerInput<GetFunctionUrlConfigCommandInput>>): GetFunctionUrlConfigResponse {
  const fn = findFunction(account, input, region);
  const config = fn && urlConfigOf(fn);
  if (!config) throw nothingThere();
  return config;
}

/** ListFunctionUrlConfigs: one at most, since no function here has an alias. */
export function listFunctionUrlConfigs({
  input,
  account,
  region,
}: Call<HandlerInput<ListFunctionUrlConfigsCommandInput>>): ListFunctionUrlConfigsResponse {
  const fn = findFunction(account, input, region);
  if (!fn) throw resourceNotFound(`Function not found: ${input.FunctionName}`);
  const config = urlConfigOf(fn);
  return { FunctionUrlConfigs: config ? [config] : [] };
}

/** GetFunctionEventInvokeConfig: where events go when a call has failed. A function that sends them nowhere has no such configuration. */
export function getFunctionEventInvokeConfig({
  input,
  account,
  region,
}: Call<HandlerInput<GetFunctionEventInvokeConfigCommandInput>>): FunctionEventInvokeConfig {
  const fn = findFunction(account, input, region);
  if (fn?.onFailure === undefined) {
    const arn =
      fn?.arn ?? `arn:${account.partition}:lambda:${region}:${account.accountId}:function:${input.FunctionName}`;
    throw resourceNotFound(`The function ${arn}:${input.Qualifier ?? '$LATEST'} doesn't have an EventInvokeConfig`);
  }
  return {
    LastModified: fn.modifiedAt,
    FunctionArn: `${fn.arn}:$LATEST`,
    DestinationConfig: { OnSuccess: {}, OnFailure: { Destination: fn.onFailure } },
  };
}

function urlConfigOf({ arn, region, revisionId, modifiedAt, url }: LambdaFunction): FunctionUrlConfig | undefined {
  if (!url) return undefined;
  const hasCors = url.allowOrigins.length > 0 || url.allowCredentials;
  return {
    FunctionUrl: `https://${revisionId.replaceAll('-', '')}.lambda-url.${region}.on.aws/`,
    FunctionArn: arn,
    AuthType: url.auth,
    ...(hasCors && { Cors: { AllowOrigins: url.allowOrigins, AllowCredentials: url.allowCredentials } }),
    CreationTime: modifiedAt.toISOString(),
    LastModifiedTime: modifiedAt.toISOString(),
    InvokeMode: 'BUFFERED',
  };
}
