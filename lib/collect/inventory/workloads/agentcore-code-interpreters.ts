import { GetCodeInterpreterCommand, paginateListCodeInterpreters } from '@aws-sdk/client-bedrock-agentcore-control';
import type { WorkloadReader } from './workload-reader.ts';

/** The account's own: the one that AWS has ready for everybody has no role. */
export const agentCoreCodeInterpreters: WorkloadReader = {
  kind: 'Bedrock code interpreter',
  service: 'bedrock-agentcore.amazonaws.com',
  isInSomeRegions: true,
  async read({ aws, region, each }) {
    const client = aws.agentCore(region);
    const pages = await Array.fromAsync(paginateListCodeInterpreters({ client }, { type: 'CUSTOM' }));
    const listed = pages.flatMap(({ codeInterpreterSummaries = [] }) => codeInterpreterSummaries);
    return each(listed, async ({ codeInterpreterId, codeInterpreterArn }) => {
      const { executionRoleArn } = await client.send(new GetCodeInterpreterCommand({ codeInterpreterId }));
      return [{ arn: codeInterpreterArn, roleArn: executionRoleArn }];
    });
  },
};
