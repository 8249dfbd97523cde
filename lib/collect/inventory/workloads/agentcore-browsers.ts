import { GetBrowserCommand, paginateListBrowsers } from '@aws-sdk/client-bedrock-agentcore-control';
import type { WorkloadReader } from './workload-reader.ts';

/** The account's own: the one that AWS has ready for everybody has no role. */
export const agentCoreBrowsers: WorkloadReader = {
  kind: 'Bedrock browser',
  service: 'bedrock-agentcore.amazonaws.com',
  isInSomeRegions: true,
  async read({ aws, region, each }) {
    const client = aws.agentCore(region);
    const pages = await Array.fromAsync(paginateListBrowsers({ client }, { type: 'CUSTOM' }));
    const listed = pages.flatMap(({ browserSummaries = [] }) => browserSummaries);
    return each(listed, async ({ browserId, browserArn }) => {
      const { executionRoleArn } = await client.send(new GetBrowserCommand({ browserId }));
      return [{ arn: browserArn, roleArn: executionRoleArn }];
    });
  },
};
