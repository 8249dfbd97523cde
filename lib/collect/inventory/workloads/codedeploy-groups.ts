import {
  BatchGetDeploymentGroupsCommand,
  paginateListApplications,
  paginateListDeploymentGroups,
} from '@aws-sdk/client-codedeploy';
import type { Workload, WorkloadReader } from './workload-reader.ts';

/** Their role is the one by which CodeDeploy works, and without which there is no group. */
export const codeDeployGroups: WorkloadReader = {
  kind: 'CodeDeploy deployment group',
  service: 'codedeploy.amazonaws.com',
  async read({ aws, region, owner, each }) {
    const client = aws.codeDeploy(region);
    const pages = await Array.fromAsync(paginateListApplications({ client }, {}));
    const arnOf = (name: string) =>
      `arn:${owner.partition}:codedeploy:${region}:${owner.accountId}:deploymentgroup:${name}`;
    return each(
      pages.flatMap(({ applications = [] }) => applications),
      async (applicationName) => {
        const found: Workload[] = [];
        // A page has a hundred names, as many as can be asked about together.
        for await (const page of paginateListDeploymentGroups({ client }, { applicationName })) {
          const deploymentGroupNames = page.deploymentGroups ?? [];
          if (deploymentGroupNames.length === 0) continue;
          const command = new BatchGetDeploymentGroupsCommand({ applicationName, deploymentGroupNames });
          const { deploymentGroupsInfo = [] } = await client.send(command);
          for (const { deploymentGroupName, serviceRoleArn } of deploymentGroupsInfo)
            found.push({ arn: arnOf(`${applicationName}/${deploymentGroupName}`), roleArn: serviceRoleArn });
        }
        return found;
      },
    );
  },
};
