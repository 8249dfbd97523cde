import type {
  DescribeOrganizationCommandInput,
  DescribeOrganizationResponse,
  ListAccountsCommandInput,
  ListAccountsResponse,
  Account as WireAccount,
} from '@aws-sdk/client-organizations';
import type { Account, Organization } from '../account.ts';
import type { Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { accountArn, emailOf, organizationArn, organizationOf, pageOfList, readableOrganizationOf } from './members.ts';

export function describeOrganization({
  account,
}: Call<HandlerInput<DescribeOrganizationCommandInput>>): DescribeOrganizationResponse {
  const { id, managementAccountId, featureSet } = organizationOf(account);
  return {
    Organization: {
      Id: id,
      Arn: organizationArn(account, `organization/${id}`),
      FeatureSet: featureSet,
      MasterAccountId: managementAccountId,
      MasterAccountArn: accountArn(account, managementAccountId),
      MasterAccountEmail: emailOf(managementAccountId),
      AvailablePolicyTypes: featureSet === 'ALL' ? [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] : [],
    },
  };
}

export function listAccounts(call: Call<HandlerInput<ListAccountsCommandInput>>): ListAccountsResponse {
  const { account } = call;
  const { items, nextToken } = pageOfList(call, readableOrganizationOf(account).accounts, ({ id }) => id);
  return { Accounts: items.map((member) => toAccount(account, member)), NextToken: nextToken };
}

/** An account of the organisation as Organizations tells of it. */
export function toAccount(
  account: Account,
  { id, name, state, joinedAt }: Organization['accounts'][number],
): WireAccount {
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
