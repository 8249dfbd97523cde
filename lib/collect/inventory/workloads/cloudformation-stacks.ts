import { paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import type { WorkloadReader } from './workload-reader.ts';

export const cloudFormationStacks: WorkloadReader = {
  kind: 'CloudFormation stack',
  service: 'cloudformation.amazonaws.com',
  async read({ aws, region }) {
    const pages = await Array.fromAsync(paginateDescribeStacks({ client: aws.cloudFormation(region) }, {}));
    return pages
      .flatMap(({ Stacks = [] }) => Stacks)
      .filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE')
      .map(({ StackId, RoleARN }) => ({ arn: StackId, roleArn: RoleARN }));
  },
};
