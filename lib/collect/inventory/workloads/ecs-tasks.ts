import {
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  type ECSClient,
  paginateListClusters,
  paginateListTasks,
  type Task,
} from '@aws-sdk/client-ecs';
import type { WorkloadReader } from './workload-reader.ts';

/** The running tasks that ECS Exec can run a command in: the others are of no use to whoever may use it. */
export const ecsTasks: WorkloadReader = {
  kind: 'ECS task',
  service: 'ecs-tasks.amazonaws.com',
  async read({ aws, region, each }) {
    const client = aws.ecs(region);
    const clusters = (await Array.fromAsync(paginateListClusters({ client }, {}))).flatMap(
      ({ clusterArns = [] }) => clusterArns,
    );
    const tasks = await each(clusters, (cluster) => openTasksOf(client, cluster));
    const definitions = new Set(
      tasks.flatMap(({ taskDefinitionArn, overrides }) => (overrides?.taskRoleArn ? [] : (taskDefinitionArn ?? []))),
    );
    const roles = await each([...definitions], async (arn) => {
      const { taskDefinition } = await client.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn }));
      return [[arn, taskDefinition?.taskRoleArn] as const];
    });
    const roleOf = new Map<string | undefined, string | undefined>(roles);
    return tasks.map(({ taskArn, taskDefinitionArn, overrides }) => ({
      arn: taskArn,
      roleArn: overrides?.taskRoleArn || roleOf.get(taskDefinitionArn),
    }));
  },
};

async function openTasksOf(client: ECSClient, cluster: string): Promise<readonly Task[]> {
  const found: Task[] = [];
  // A page has a hundred tasks, as many as can be asked about together.
  for await (const { taskArns = [] } of paginateListTasks({ client }, { cluster })) {
    if (taskArns.length === 0) continue;
    const { tasks = [] } = await client.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
    found.push(...tasks.filter(({ enableExecuteCommand }) => enableExecuteCommand));
  }
  return found;
}
