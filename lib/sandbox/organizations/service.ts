import { DescribeOrganizationCommand, ListAccountsCommand } from '@aws-sdk/client-organizations';
import { operation, type ServiceDefinition } from '../service.ts';
import { describeOrganization, listAccounts } from './organization.ts';

export const organizations: ServiceDefinition = {
  signingName: 'organizations',
  protocols: ['json1_1'],
  operations: [
    operation(DescribeOrganizationCommand, describeOrganization),
    operation(ListAccountsCommand, listAccounts),
  ],
};
