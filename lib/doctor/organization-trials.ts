import {
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListAccountsCommand,
  ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand,
  ListPoliciesCommand,
  ListRootsCommand,
  ListTargetsForPolicyCommand,
} from '@aws-sdk/client-organizations';
import { type Found, type Trial, trial, trialOn } from './trial.ts';

const ONE = { MaxResults: 1 };

// Other members are denied, whatever permissions they give; an audit of a delegated administrator is told to ask.
const managed = { what: 'organisation that this account manages', of: managedOrganization };
const controlPolicy = { what: 'service control policy', of: ({ controlPolicyId }: Found) => controlPolicyId };
const administrator = {
  what: 'delegated administrator',
  of: ({ delegatedAdministratorId }: Found) => delegatedAdministratorId,
};

/** The organisation around the account. */
export const organizationTrials: readonly Trial[] = [
  trial('organizations:DescribeOrganization', 'which organisation the account is in', async (aws, found) => {
    const { Organization: organization } = await aws.organizations().send(new DescribeOrganizationCommand());
    found.managementAccountId = organization?.MasterAccountId;
  }),
  trialOn('organizations:ListAccounts', 'accounts of the same organisation', managed, (aws) =>
    aws.organizations().send(new ListAccountsCommand(ONE)),
  ),
  trialOn('organizations:ListRoots', 'whether it has service control policies', managed, (aws) =>
    aws.organizations().send(new ListRootsCommand(ONE)),
  ),
  trialOn('organizations:ListPolicies', 'its service control policies', managed, async (aws, _, found) => {
    const command = new ListPoliciesCommand({ Filter: 'SERVICE_CONTROL_POLICY', ...ONE });
    found.controlPolicyId = (await aws.organizations().send(command)).Policies?.[0]?.Id;
  }),
  trialOn('organizations:DescribePolicy', 'what they say', controlPolicy, (aws, PolicyId) =>
    aws.organizations().send(new DescribePolicyCommand({ PolicyId })),
  ),
  trialOn('organizations:ListTargetsForPolicy', 'where they are attached', controlPolicy, (aws, PolicyId) =>
    aws.organizations().send(new ListTargetsForPolicyCommand({ PolicyId, ...ONE })),
  ),
  trialOn(
    'organizations:ListDelegatedAdministrators',
    'accounts that administer a service for it',
    managed,
    async (aws, _, found) => {
      const { DelegatedAdministrators } = await aws.organizations().send(new ListDelegatedAdministratorsCommand(ONE));
      found.delegatedAdministratorId = DelegatedAdministrators?.[0]?.Id;
    },
  ),
  trialOn(
    'organizations:ListDelegatedServicesForAccount',
    'which services these are',
    administrator,
    (aws, AccountId) => aws.organizations().send(new ListDelegatedServicesForAccountCommand({ AccountId, ...ONE })),
  ),
];

/** The management account's id where it is the account that is diagnosed. */
function managedOrganization({ managementAccountId, principalArn = '' }: Found): string | undefined {
  return managementAccountId === principalArn.split(':')[4] ? managementAccountId : undefined;
}
