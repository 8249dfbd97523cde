import { DescribeStateMachineCommand, paginateListStateMachines } from '@aws-sdk/client-sfn';
import type { WorkloadReader } from './workload-reader.ts';

/** The most that Step Functions gives on a page. */
const PAGE_MACHINES = 1000;

export const stateMachines: WorkloadReader = {
  kind: 'Step Functions state machine',
  service: 'states.amazonaws.com',
  async read({ aws, region, each }) {
    const client = aws.stepFunctions(region);
    const pages = await Array.fromAsync(paginateListStateMachines({ client, pageSize: PAGE_MACHINES }, {}));
    const listed = pages.flatMap((page) => page.stateMachines ?? []);
    return each(listed, async ({ stateMachineArn }) => {
      // Without its definition, which can be encrypted under a key that the audit may not use.
      const includedData = 'METADATA_ONLY';
      const { roleArn } = await client.send(new DescribeStateMachineCommand({ stateMachineArn, includedData }));
      return [{ arn: stateMachineArn, roleArn }];
    });
  },
};
