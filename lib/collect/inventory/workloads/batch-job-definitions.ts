import { type JobDefinition, paginateDescribeJobDefinitions } from '@aws-sdk/client-batch';
import type { WorkloadReader } from './workload-reader.ts';

export const batchJobDefinitions: WorkloadReader = {
  kind: 'Batch job definition',
  service: 'ecs-tasks.amazonaws.com',
  async read({ aws, region }) {
    const pages = paginateDescribeJobDefinitions({ client: aws.batch(region) }, { status: 'ACTIVE' });
    return (await Array.fromAsync(pages))
      .flatMap(({ jobDefinitions = [] }) => jobDefinitions)
      .flatMap((definition) =>
        [...rolesOf(definition)].map((roleArn) => ({ arn: definition.jobDefinitionArn, roleArn })),
      );
  },
};

/** Of a container, of the containers of an ECS task, and of those of several nodes. Jobs on EKS have roles of Kubernetes. */
function rolesOf({ containerProperties, ecsProperties, nodeProperties }: JobDefinition): ReadonlySet<string> {
  const nodes = nodeProperties?.nodeRangeProperties ?? [];
  const containers = [containerProperties, ...nodes.map(({ container }) => container)];
  const tasks = [ecsProperties, ...nodes.map((node) => node.ecsProperties)].flatMap((ecs) => ecs?.taskProperties ?? []);
  return new Set([
    ...containers.flatMap((container) => container?.jobRoleArn ?? []),
    ...tasks.flatMap(({ taskRoleArn }) => taskRoleArn ?? []),
  ]);
}
