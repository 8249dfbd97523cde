import type {
  GetParameterCommandInput,
  GetParameterHistoryCommandInput,
  GetParameterHistoryResult,
  GetParameterResult,
  GetParametersByPathCommandInput,
  GetParametersByPathResult,
  GetParametersCommandInput,
  GetParametersResult,
} from '@aws-sdk/client-ssm';
import { checkedPageSize, checkListLength } from '../constraints.ts';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';
import { compileFilters } from './parameter-filters.ts';
import {
  type FoundVersion,
  findParameter,
  findVersion,
  latestOf,
  readableValue,
  toParameter,
} from './parameter-lookup.ts';
import { checkPath, isBelow } from './parameter-name.ts';
import type { ParameterStore } from './state.ts';

const byPathPageSize = { initial: 10, maximum: 10 };
const historyPageSize = { initial: 50, maximum: 50 };
const maximumNames = 10;

export function getParameter(call: Call<HandlerInput<GetParameterCommandInput>>): GetParameterResult {
  const { input, account, region } = call;
  const found = findVersion(account.ssm.inRegion(region), input.Name);
  return { Parameter: toParameter(found, { ...account, region }, input.WithDecryption) };
}

/** GetParameters: what is not found is named in `InvalidParameters` and is no error. */
export function getParameters(call: Call<HandlerInput<GetParametersCommandInput>>): GetParametersResult {
  const { input, account, region } = call;
  checkListLength('names', input.Names, maximumNames);
  const store = account.ssm.inRegion(region);
  const requested = [...new Set(input.Names)].map((name) => ({ name, found: findOrNothing(store, name) }));
  return {
    Parameters: requested.flatMap(({ found }) =>
      found ? [toParameter(found, { ...account, region }, input.WithDecryption)] : [],
    ),
    InvalidParameters: requested.flatMap(({ name, found }) => (found ? [] : [name])),
  };
}

function findOrNothing(store: ParameterStore, name: string): FoundVersion | undefined {
  try {
    return findVersion(store, name);
  } catch (error) {
    if (error instanceof AwsError) {
      return undefined;
    }
    throw error;
  }
}

/** GetParametersByPath, in order of name. A page may be empty and still not be the last. */
export function getParametersByPath(
  call: Call<HandlerInput<GetParametersByPathCommandInput>>,
): GetParametersByPathResult {
  const { input, account, region } = call;
  checkPath(input.Path);
  const passes = compileFilters(input.ParameterFilters, ['Type', 'KeyId', 'DataType']);
  const { items, nextToken } = pageOf({
    items: [...account.ssm.inRegion(region).values()].filter(
      (parameter) => isBelow(input.Path, parameter.name, input.Recursive ?? false) && passes(parameter),
    ),
    keyOf: ({ name }) => name,
    pageSize: checkedPageSize(input.MaxResults, byPathPageSize),
    pageLimit: account.behaviour.pageLimit,
    token: input.NextToken,
    invalidTokenCode: 'InvalidNextToken',
  });
  return {
    Parameters: items.map((parameter) =>
      toParameter(latestOf(parameter), { ...account, region }, input.WithDecryption),
    ),
    NextToken: nextToken,
  };
}

/** GetParameterHistory: the versions that are kept, oldest first. */
export function getParameterHistory(
  call: Call<HandlerInput<GetParameterHistoryCommandInput>>,
): GetParameterHistoryResult {
  const { input, account, region } = call;
  const { name, versions } = findParameter(account.ssm.inRegion(region), input.Name);
  const { items, nextToken } = pageOf({
    items: versions,
    keyOf: ({ version }) => String(version).padStart(16, '0'),
    pageSize: checkedPageSize(input.MaxResults, historyPageSize),
    pageLimit: account.behaviour.pageLimit,
    token: input.NextToken,
    invalidTokenCode: 'InvalidNextToken',
  });
  return {
    Parameters: items.map((version) => ({
      Name: name,
      Type: version.type,
      KeyId: version.keyId,
      LastModifiedDate: version.modifiedAt,
      LastModifiedUser: version.modifiedBy,
      Description: version.description,
      Value: readableValue(name, version, input.WithDecryption),
      AllowedPattern: version.allowedPattern,
      Version: version.version,
      Labels: [...version.labels],
      Tier: version.tier,
      Policies: [],
      DataType: version.dataType,
    })),
    NextToken: nextToken,
  };
}
