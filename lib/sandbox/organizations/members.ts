import type { Account, Organization } from '../account.ts';
import { AwsError, type Call } from '../operation.ts';
import { pageOf } from '../token-paging.ts';

/** Most items on a page, and as many as there are on one that is not told (API reference, MaxResults of every list). */
const maximumResults = 20;

/** The organisation that the account is in. Throws AWSOrganizationsNotInUseException where there is none. */
export function organizationOf({ organization }: Account): Organization {
  if (organization === undefined) {
    throw new AwsError('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
  }
  return organization;
}

/** The same for what only the management account and delegated administrators may read; throws AccessDeniedException for others. */
export function readableOrganizationOf(account: Account): Organization {
  const organization = organizationOf(account);
  if (account.accountId !== organization.managementAccountId && !organization.delegatedAdministrator) {
    throw new AwsError('AccessDeniedException', "You don't have permissions to access this resource.");
  }
  return organization;
}

type ListCall = Call<{ readonly MaxResults?: number | undefined; readonly NextToken?: string | undefined }>;

/** A page of a list of Organizations. */
export function pageOfList<Item>({ input, account }: ListCall, items: readonly Item[], keyOf: (item: Item) => string) {
  const pageSize = input.MaxResults ?? maximumResults;
  if (pageSize < 1 || pageSize > maximumResults) {
    throw new AwsError('InvalidInputException', 'You provided a value that does not match the required pattern.');
  }
  return pageOf({
    items,
    keyOf,
    pageSize,
    pageLimit: account.behaviour.pageLimit,
    token: input.NextToken,
    invalidTokenCode: 'InvalidInputException',
  });
}

/** ARN of something of the organisation, which belongs to its management account. */
export function organizationArn(account: Account, resource: string): string {
  return `arn:${account.partition}:organizations::${organizationOf(account).managementAccountId}:${resource}`;
}

export function accountArn(account: Account, memberId: string): string {
  return organizationArn(account, `account/${organizationOf(account).id}/${memberId}`);
}

/** The account file has no addresses of root users. */
export function emailOf(accountId: string): string {
  return `root+${accountId}@example.com`;
}
