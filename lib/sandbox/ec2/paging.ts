import type { Account } from '../account.ts';
import { AwsError } from '../operation.ts';

/** What MaxResults may be. */
interface PageSizes {
  readonly minimum: number;
  readonly maximum: number;
}

/** Of most operations of EC2 (API reference, for example DescribeInstances). */
const usualSizes: PageSizes = { minimum: 5, maximum: 1000 };

/** How EC2 pages a list. Throws InvalidParameterValue for a MaxResults that the operation does not take. */
export function pageRequest(
  input: { readonly MaxResults?: number | undefined; readonly NextToken?: string | undefined },
  account: Account,
  { minimum, maximum } = usualSizes,
) {
  const pageSize = input.MaxResults ?? maximum;
  if (pageSize < minimum || pageSize > maximum) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value ( ${pageSize} ) for parameter maxResults is invalid. Expecting a value from ${minimum} to ${maximum}.`,
    );
  }
  return {
    pageSize,
    pageLimit: account.behaviour.pageLimit,
    token: input.NextToken,
    invalidTokenCode: 'InvalidNextToken',
  };
}
