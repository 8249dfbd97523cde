import { GetAgentRuntimeCommand, paginateListAgentRuntimes } from '@aws-sdk/client-bedrock-agentcore-control';
import type { WorkloadReader } from './workload-reader.ts';

export const agentRuntimes: WorkloadReader = {
  kind: 'agent runtime',
  service: 'bedrock-agentcore.amazonaws.com',
  isInSomeRegions: true,
  async read({ aws, region, each }) {
    const client = aws.agentCore(region);
    const pages = await Array.fromAsync(paginateListAgentRuntimes({ client }, {}));
    const listed = pages.flatMap((page) => page.agentRuntimes ?? []);
    return each(listed, async ({ agentRuntimeId, agentRuntimeArn }) => {
      const { roleArn } = await client.send(new GetAgentRuntimeCommand({ agentRuntimeId }));
      return [{ arn: agentRuntimeArn, roleArn }];
    });
  },
};
