import type { Account } from '../account.ts';
import type { LambdaFunction } from './state.ts';

/** What every operation on one function takes. */
interface FunctionReference {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
}

/** `name`, `account:function:name`, an ARN, each with or without a version or alias (API reference, FunctionName). */
const reference =
  /^(?:(?:arn:[^:]+:lambda:(?<region>[^:]+):)?(?<accountId>\d{12}):(?:function:)?)?(?<name>[^:]+)(?::(?<qualifier>[^:]+))?$/;

/**
 * The function that a request names, in the Region that is asked. Undefined: there is none. No function here has another
 * version than `$LATEST`, or an alias.
 */
export function findFunction(
  { accountId, functions }: Account,
  requested: FunctionReference,
  region: string,
): LambdaFunction | undefined {
  const named = reference.exec(requested.FunctionName)?.groups;
  const isHere = (named?.region ?? region) === region && (named?.accountId ?? accountId) === accountId;
  const qualifier = requested.Qualifier ?? named?.qualifier ?? '$LATEST';
  if (!isHere || qualifier !== '$LATEST') return undefined;
  return functions.find((each) => each.region === region && each.name === named?.name);
}
