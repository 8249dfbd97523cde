import type {
  DescribeOrganizationCommandInput,
  DescribeOrganizationResponse,
  ListAccountsCommandInput,
  ListAccountsResponse,
  Account as WireAccount,
} from '@aws-sdk/client-organizations';
import type { Account, Organization } from '../account.ts';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';

/** Most accounts on a page, and as many as there are on one that is not told. */
const maximumResults = 20;

export function describeOrganization({
  account,
}: Call<HandlerInput<DescribeOrganizationCommandInput>>): DescribeOrganizationResponse {
  const { id, managementAccountId, featureSet } = organizationOf(account);
  const { partition } = account;
  return {
    Organization: {
      Id: id,
      Arn: `arn:${partition}:organizations::${managementAccountId}:organization/${id}`,
      FeatureSet: featureSet,
      MasterAccountId: managementAccountId,
      MasterAccountArn: accountArn(account, managementAccountId),
      MasterAccountEmail: emailOf(managementAccountId),
      AvailablePolicyTypes: featureSet === 'ALL' ? [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] : [],
    },
  };
}

/** ListAccounts: for the management account and delegated administrators alone. */
export function listAccounts(call: Call<HandlerInput<ListAccountsCommandInput>>): ListAccountsResponse {
  const { input, account } = call;
  const { managementAccountId, delegatedAdministrator, accounts } = organizationOf(account);
  if (account.accountId !== managementAccountId && !delegatedAdministrator) {
    throw new AwsError('AccessDeniedException', "You don't have permissions to access this resource.");
  }
  const pageSize = input.MaxResults ?? maximumResults;
  if (pageSize < 1 || pageSize > maximumResults) {
    throw new AwsError('InvalidInputException', 'You provided a value that does not match the required pattern.');
  }
  const { items, nextToken } = pageOf({
    items: accounts,
    keyOf: ({ id }) => id,
    pageSize,
    pageLimit: account.behaviour.pageLimit,
    token: input.NextToken,
    invalidTokenCode: 'InvalidInputException',
  });
  return { Accounts: items.map((member) => toAccount(account, member)), NextToken: nextToken };
}

function organizationOf({ organization }: Account): Organization {
  if (organization === undefined) {
    throw new AwsError('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
  }
  return organization;
}

function toAccount(account: Account, { id, name, state, joinedAt }: Organization['accounts'][number]): WireAccount {
  return {
    Id: id,
    Arn: accountArn(account, id),
    Email: emailOf(id),
    Name: name,
    State: state,
    JoinedMethod: 'CREATED',
    JoinedTimestamp: joinedAt,
  };
}

function accountArn(account: Account, memberId: string): string {
  const { id, managementAccountId } = organizationOf(account);
  return `arn:${account.partition}:organizations::${managementAccountId}:account/${id}/${memberId}`;
}

/** The account file has no addresses of root users. */
function emailOf(accountId: string): string {
  return `root+${accountId}@example.com`;
}
