import type { ListFunctionsCommandInput, ListFunctionsResponse } from '@aws-sdk/client-lambda';
import { checkedPageSize } from '../constraints.ts';
import type { Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';
import { configurationOf } from './configuration.ts';

const pageSizes = { initial: 50, maximum: 10_000, member: 'maxItems' };
/** Functions in one answer, whatever number is asked for (API reference, ListFunctions, MaxItems). */
const longestPage = 50;

/** ListFunctions, in order of name. Every function has one version, and none is the replica of another Region's. */
export function listFunctions(call: Call<HandlerInput<ListFunctionsCommandInput>>): ListFunctionsResponse {
  const { input, account, region } = call;
  const { items, nextToken } = pageOf({
    items: account.functions.filter((each) => each.region === region && input.MasterRegion === undefined),
    keyOf: ({ name }) => name,
    pageSize: Math.min(checkedPageSize(input.MaxItems, pageSizes), longestPage),
    pageLimit: account.behaviour.pageLimit,
    token: input.Marker,
    invalidTokenCode: 'InvalidParameterValueException',
  });
  return { Functions: items.map((fn) => configurationOf(account, fn)), NextMarker: nextToken };
}
