import {
  DescribeTaskDefinitionCommand,
  type DescribeTaskDefinitionCommandInput,
  type DescribeTaskDefinitionResponse,
  DescribeTasksCommand,
  type DescribeTasksCommandInput,
  type DescribeTasksResponse,
  ListClustersCommand,
  type ListClustersCommandInput,
  type ListClustersResponse,
  ListTasksCommand,
  type ListTasksCommandInput,
  type ListTasksResponse,
} from '@aws-sdk/client-ecs';
import { AwsError, type Call } from '../operation.ts';
import { type HandlerInput, operation, type ServiceDefinition } from '../service.ts';
import { arnHere, type Place, pageHere, workloadsHere } from './here.ts';
import type { Workload } from './state.ts';

/** Of both lists, and of tasks in one question (API reference). */
const pageSizes = { initial: 100, maximum: 100, code: 'InvalidParameterException' };

export const ecs: ServiceDefinition = {
  signingName: 'ecs',
  protocols: ['json1_1'],
  operations: [
    operation(ListClustersCommand, listClusters),
    operation(ListTasksCommand, listTasks),
    operation(DescribeTasksCommand, describeTasks),
    operation(DescribeTaskDefinitionCommand, describeTaskDefinition),
  ],
};

/** A running task, with the names that ECS has for it. The n-th task of a family runs its n-th revision. */
interface Task extends Workload {
  readonly arn: string;
  readonly clusterArn: string;
  readonly revision: number;
  readonly definitionArn: string;
}

/** ListClusters: those that tasks run in. */
function listClusters(call: Call<HandlerInput<ListClustersCommandInput>>): ListClustersResponse {
  const clusters = [...new Set(tasksHere(call).map(({ clusterArn }) => clusterArn))];
  const { items, nextToken } = pageHere(call, clusters, (arn) => arn, {
    ...pageSizes,
    size: call.input.maxResults,
    token: call.input.nextToken,
    invalidTokenCode: 'InvalidParameterException',
  });
  return { clusterArns: [...items], nextToken };
}

/** ListTasks of a cluster: all of them are running, so that there are none of another status. */
function listTasks(call: Call<HandlerInput<ListTasksCommandInput>>): ListTasksResponse {
  const { cluster, family, desiredStatus = 'RUNNING', maxResults, nextToken: token } = call.input;
  const wanted = tasksOf(call, cluster).filter(
    ({ name }) => (family === undefined || name === family) && desiredStatus === 'RUNNING',
  );
  const { items, nextToken } = pageHere(call, wanted, ({ arn }) => arn, {
    ...pageSizes,
    size: maxResults,
    token,
    invalidTokenCode: 'InvalidParameterException',
  });
  return { taskArns: items.map(({ arn }) => arn), nextToken };
}

function describeTasks(call: Call<HandlerInput<DescribeTasksCommandInput>>): DescribeTasksResponse {
  const { tasks: wanted, cluster } = call.input;
  if (wanted.length < 1 || wanted.length > pageSizes.maximum) {
    throw new AwsError('InvalidParameterException', `Between 1 and ${pageSizes.maximum} tasks can be described`);
  }
  const isWanted = ({ arn }: Task) => wanted.includes(arn) || wanted.includes(lastStep(arn));
  const found = tasksOf(call, cluster).filter(isWanted);
  return {
    tasks: found.map((task) => ({
      taskArn: task.arn,
      clusterArn: task.clusterArn,
      taskDefinitionArn: task.definitionArn,
      desiredStatus: 'RUNNING',
      lastStatus: 'RUNNING',
      createdAt: task.createdAt,
      enableExecuteCommand: task.executeCommand,
      overrides: { containerOverrides: [], taskRoleArn: task.overridingRoleArn },
    })),
    failures: wanted
      .filter((name) => !found.some(({ arn }) => arn === name || lastStep(arn) === name))
      .map((arn) => ({ arn, reason: 'MISSING' })),
  };
}

/** DescribeTaskDefinition by ARN, by `family:revision`, or by family, which is its latest revision. */
function describeTaskDefinition(
  call: Call<HandlerInput<DescribeTaskDefinitionCommandInput>>,
): DescribeTaskDefinitionResponse {
  const wanted = call.input.taskDefinition;
  const found = tasksHere(call).findLast(({ name, revision, definitionArn }) =>
    [definitionArn, name, `${name}:${revision}`].includes(wanted),
  );
  if (!found) {
    throw new AwsError('ClientException', 'Unable to describe task definition.');
  }
  return {
    taskDefinition: {
      taskDefinitionArn: found.definitionArn,
      family: found.name,
      revision: found.revision,
      status: 'ACTIVE',
      taskRoleArn: found.roleArn,
      containerDefinitions: [],
    },
  };
}

/** The tasks of a cluster, by its name or ARN. Throws ClusterNotFoundException where there are none. */
function tasksOf(call: Place, cluster = 'default'): readonly Task[] {
  const tasks = tasksHere(call).filter(({ within, clusterArn }) => cluster === within || cluster === clusterArn);
  if (tasks.length === 0) {
    throw new AwsError('ClusterNotFoundException', 'Cluster not found.');
  }
  return tasks;
}

function tasksHere(place: Place): readonly Task[] {
  const revisions = new Map<string, number>();
  return workloadsHere(place, 'ECS task').map((workload) => {
    const revision = (revisions.get(workload.name) ?? 0) + 1;
    revisions.set(workload.name, revision);
    return {
      ...workload,
      arn: arnHere(place, 'ecs', `task/${workload.within}/${workload.id.replaceAll('-', '')}`),
      clusterArn: arnHere(place, 'ecs', `cluster/${workload.within}`),
      revision,
      definitionArn: arnHere(place, 'ecs', `task-definition/${workload.name}:${revision}`),
    };
  });
}

function lastStep(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
