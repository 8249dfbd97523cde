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
import { operation, type ServiceDefinition } from '../service.ts';
import { listDelegatedAdministrators, listDelegatedServicesForAccount } from './delegated-administrators.ts';
import { describeOrganization, listAccounts } from './organization.ts';
import { describePolicy, listPolicies, listRoots, listTargetsForPolicy } from './policies.ts';

/** All but DescribeOrganization is for the management account and delegated administrators. */
export const organizations: ServiceDefinition = {
  signingName: 'organizations',
  protocols: ['json1_1'],
  operations: [
    operation(DescribeOrganizationCommand, describeOrganization),
    operation(ListAccountsCommand, listAccounts),
    operation(ListRootsCommand, listRoots),
    operation(ListPoliciesCommand, listPolicies),
    operation(DescribePolicyCommand, describePolicy),
    operation(ListTargetsForPolicyCommand, listTargetsForPolicy),
    operation(ListDelegatedAdministratorsCommand, listDelegatedAdministrators),
    operation(ListDelegatedServicesForAccountCommand, listDelegatedServicesForAccount),
  ],
};
