import type { DescribeParametersCommandInput, DescribeParametersResult } from '@aws-sdk/client-ssm';
import { checkedPageSize } from '../constraints.ts';
import type { Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';
import { compileFilters } from './parameter-filters.ts';
import { latestOf } from './parameter-lookup.ts';
import { parameterArn } from './parameter-name.ts';

const pageSizes = { initial: 10, maximum: 50 };

/** DescribeParameters, in order of name: what parameters there are, without their values. No parameter is shared with this account. */
export function describeParameters(call: Call<HandlerInput<DescribeParametersCommandInput>>): DescribeParametersResult {
  const { input, account, region } = call;
  // The older `Filters` say the same without an option, which means equality.
  const filters = [...(input.Filters ?? []), ...(input.ParameterFilters ?? [])];
  const passes = compileFilters(filters, ['Path', 'Name', 'Type', 'KeyId', 'Tier', 'DataType']);
  const own = input.Shared ? [] : [...account.ssm.inRegion(region).values()];
  const { items, nextToken } = pageOf({
    items: own.filter(passes),
    keyOf: ({ name }) => name,
    pageSize: checkedPageSize(input.MaxResults, pageSizes),
    pageLimit: account.behaviour.pageLimit,
    token: input.NextToken,
    invalidTokenCode: 'InvalidNextToken',
  });
  return {
    Parameters: items.map(latestOf).map(({ name, version }) => ({
      Name: name,
      ARN: parameterArn({ ...account, region }, name),
      Type: version.type,
      KeyId: version.keyId,
      LastModifiedDate: version.modifiedAt,
      LastModifiedUser: version.modifiedBy,
      Description: version.description,
      AllowedPattern: version.allowedPattern,
      Version: version.version,
      Tier: version.tier,
      Policies: [],
      DataType: version.dataType,
    })),
    NextToken: nextToken,
  };
}
