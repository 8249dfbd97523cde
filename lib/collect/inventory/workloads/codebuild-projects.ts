import { BatchGetProjectsCommand, paginateListProjects } from '@aws-sdk/client-codebuild';
import type { Workload, WorkloadReader } from './workload-reader.ts';

export const codeBuildProjects: WorkloadReader = {
  kind: 'CodeBuild project',
  service: 'codebuild.amazonaws.com',
  async read({ aws, region }) {
    const client = aws.codeBuild(region);
    const found: Workload[] = [];
    // A page has a hundred names, as many as can be asked about together.
    for await (const { projects: names = [] } of paginateListProjects({ client }, {})) {
      if (names.length === 0) continue;
      const { projects = [] } = await client.send(new BatchGetProjectsCommand({ names }));
      found.push(...projects.map(({ arn, serviceRole }) => ({ arn, roleArn: serviceRole })));
    }
    return found;
  },
};
