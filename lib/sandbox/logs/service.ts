import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { operation, type ServiceDefinition } from '../service.ts';
import { describeLogGroups } from './log-groups.ts';

/** CloudWatch Logs. */
export const logs: ServiceDefinition = {
  signingName: 'logs',
  protocols: ['json1_1'],
  operations: [operation(DescribeLogGroupsCommand, describeLogGroups)],
};
