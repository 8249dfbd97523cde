import { AppRunnerClient, DescribeServiceCommand, ListServicesCommand } from '@aws-sdk/client-apprunner';
import { BatchClient, DescribeJobDefinitionsCommand } from '@aws-sdk/client-batch';
import {
  BedrockAgentCoreControlClient,
  GetAgentRuntimeCommand,
  GetBrowserCommand,
  GetCodeInterpreterCommand,
  ListAgentRuntimesCommand,
  ListBrowsersCommand,
  ListCodeInterpretersCommand,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { BatchGetProjectsCommand, CodeBuildClient, ListProjectsCommand } from '@aws-sdk/client-codebuild';
import {
  BatchGetDeploymentGroupsCommand,
  CodeDeployClient,
  ListApplicationsCommand,
  ListDeploymentGroupsCommand,
} from '@aws-sdk/client-codedeploy';
import {
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListClustersCommand,
  ListTasksCommand,
} from '@aws-sdk/client-ecs';
import {
  DescribeNotebookInstanceCommand,
  ListNotebookInstancesCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { DescribeStateMachineCommand, ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import type { AccountSpecInput } from '../../../lib/sandbox/account-file.ts';
import { serving } from '../serving.ts';

const roleArn = 'arn:aws:iam::111122223333:role/service-role/worker';
const here = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
type WorkloadSpec = NonNullable<AccountSpecInput['workloads']>[number];
const workload = (kind: WorkloadSpec['kind'], name: string, more: Partial<WorkloadSpec> = {}): WorkloadSpec => ({
  kind,
  name,
  region: 'eu-west-1',
  role: 'worker',
  ...more,
});
const named = (count: number) => Array.from({ length: count }, (_, index) => `name-${String(index).padStart(3, '0')}`);

describe('the services that run something with a role', () => {
  const connection = serving({
    roles: [
      {
        name: 'worker',
        path: '/service-role/',
        created: '-500d',
        trust: {
          Statement: { Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' },
        },
      },
    ],
    workloads: [
      workload('CloudFormation stack', 'shop'),
      { kind: 'CloudFormation stack', name: 'site', region: 'eu-west-1' },
      ...named(102).map((name) => workload('CodeBuild project', name)),
      workload('ECS task', 'orders', { within: 'shop', executeCommand: true }),
      workload('ECS task', 'orders', { within: 'shop', overridingRole: 'arn:aws:iam::111122223333:role/other' }),
      { kind: 'ECS task', name: 'mirror', region: 'eu-west-1' },
      ...named(12).map((name) => workload('SageMaker notebook instance', name)),
      workload('Step Functions state machine', 'fulfilment'),
      workload('App Runner service', 'status'),
      workload('Batch job definition', 'nightly'),
      workload('CodeDeploy deployment group', 'production', { within: 'shop' }),
      workload('agent runtime', 'helper'),
      workload('Bedrock browser', 'surfer'),
      workload('Bedrock code interpreter', 'abacus'),
      workload('CloudFormation stack', 'far', { region: 'us-east-1' }),
    ],
  });

  it('CloudFormation tells the role of a stack that has one of its own', async () => {
    const client = new CloudFormationClient(connection());
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({}));
    expect(Stacks.map(({ StackName, RoleARN }) => [StackName, RoleARN])).toEqual([
      ['shop', roleArn],
      ['site', undefined],
    ]);
    expect(Stacks[0]?.StackId).toMatch(/^arn:aws:cloudformation:eu-west-1:111122223333:stack\/shop\/[0-9a-f-]{36}$/);
    const far = await new CloudFormationClient(connection('us-east-1')).send(new DescribeStacksCommand({}));
    expect(far.Stacks).toMatchObject([{ StackName: 'far', RoleARN: roleArn }]);
    await expect(client.send(new DescribeStacksCommand({ StackName: 'none' }))).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Stack with id none does not exist',
    });
  });

  it('CodeBuild lists a hundred names on a page and takes as many in a batch', async () => {
    const client = new CodeBuildClient(connection());
    const first = await client.send(new ListProjectsCommand({}));
    expect(first.projects).toHaveLength(100);
    const { projects: rest } = await client.send(new ListProjectsCommand({ nextToken: first.nextToken }));
    expect(rest).toEqual(['name-100', 'name-101']);
    const batch = await client.send(new BatchGetProjectsCommand({ names: ['name-007', 'none'] }));
    expect(batch.projects).toMatchObject([{ arn: here('codebuild', 'project/name-007'), serviceRole: roleArn }]);
    expect(batch.projectsNotFound).toEqual(['none']);
    await expect(client.send(new BatchGetProjectsCommand({ names: named(101) }))).rejects.toMatchObject({
      name: 'InvalidInputException',
    });
  });

  it('ECS tells the role of a task by its definition, and the one that it was started with instead', async () => {
    const client = new ECSClient(connection());
    expect((await client.send(new ListClustersCommand({}))).clusterArns).toEqual([
      here('ecs', 'cluster/default'),
      here('ecs', 'cluster/shop'),
    ]);
    const { taskArns = [] } = await client.send(new ListTasksCommand({ cluster: here('ecs', 'cluster/shop') }));
    expect(taskArns).toHaveLength(2);
    const { tasks = [], failures } = await client.send(
      new DescribeTasksCommand({ cluster: 'shop', tasks: [...taskArns, 'gone'] }),
    );
    expect(failures).toEqual([{ arn: 'gone', reason: 'MISSING' }]);
    expect(tasks).toMatchObject([
      { taskDefinitionArn: here('ecs', 'task-definition/orders:1'), enableExecuteCommand: true },
      {
        taskDefinitionArn: here('ecs', 'task-definition/orders:2'),
        enableExecuteCommand: false,
        overrides: { taskRoleArn: 'arn:aws:iam::111122223333:role/other' },
      },
    ]);
    const definitionOf = async (taskDefinition: string) =>
      (await client.send(new DescribeTaskDefinitionCommand({ taskDefinition }))).taskDefinition;
    expect(await definitionOf(here('ecs', 'task-definition/orders:1'))).toMatchObject({ taskRoleArn: roleArn });
    expect(await definitionOf('orders')).toMatchObject({ revision: 2 });
    expect((await definitionOf('mirror:1'))?.taskRoleArn).toBeUndefined();
    await expect(definitionOf('none')).rejects.toMatchObject({ name: 'ClientException' });
    await expect(client.send(new ListTasksCommand({ cluster: 'none' }))).rejects.toMatchObject({
      name: 'ClusterNotFoundException',
    });
  });

  it('SageMaker lists ten notebooks on a page and tells the role of each by itself', async () => {
    const client = new SageMakerClient(connection());
    const { NotebookInstances, NextToken } = await client.send(new ListNotebookInstancesCommand({}));
    expect(NotebookInstances).toHaveLength(10);
    const rest = await client.send(new ListNotebookInstancesCommand({ NextToken }));
    expect(rest.NotebookInstances).toMatchObject([{ NotebookInstanceName: 'name-010' }, {}]);
    const described = new DescribeNotebookInstanceCommand({ NotebookInstanceName: 'name-010' });
    expect(await client.send(described)).toMatchObject({
      NotebookInstanceArn: here('sagemaker', 'notebook-instance/name-010'),
      RoleArn: roleArn,
    });
    await expect(
      client.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName: 'none' })),
    ).rejects.toMatchObject({ name: 'ValidationException', message: 'RecordNotFound' });
  });

  it('Step Functions tells the role of each state machine by itself', async () => {
    const client = new SFNClient(connection());
    const stateMachineArn = here('states', 'stateMachine:fulfilment');
    const { stateMachines } = await client.send(new ListStateMachinesCommand({ maxResults: 0 }));
    expect(stateMachines).toMatchObject([{ stateMachineArn, name: 'fulfilment' }]);
    expect(await client.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({ roleArn });
    await expect(
      client.send(new DescribeStateMachineCommand({ stateMachineArn: `${stateMachineArn}2` })),
    ).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });

  it('App Runner tells the role of each service by itself', async () => {
    const client = new AppRunnerClient(connection());
    const { ServiceSummaryList: [found] = [] } = await client.send(new ListServicesCommand({}));
    expect(found?.ServiceArn).toMatch(/^arn:aws:apprunner:eu-west-1:111122223333:service\/status\/[0-9a-f]{32}$/);
    const { Service } = await client.send(new DescribeServiceCommand({ ServiceArn: found?.ServiceArn }));
    expect(Service?.InstanceConfiguration).toEqual({ InstanceRoleArn: roleArn });
    await expect(
      client.send(new DescribeServiceCommand({ ServiceArn: here('apprunner', 'service/none/0') })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('Batch tells the roles of job definitions', async () => {
    const client = new BatchClient(connection());
    const { jobDefinitions } = await client.send(new DescribeJobDefinitionsCommand({ status: 'ACTIVE' }));
    expect(jobDefinitions).toMatchObject([
      { jobDefinitionArn: here('batch', 'job-definition/nightly:1'), containerProperties: { jobRoleArn: roleArn } },
    ]);
    const inactive = await client.send(new DescribeJobDefinitionsCommand({ status: 'INACTIVE' }));
    expect(inactive.jobDefinitions).toEqual([]);
    await expect(client.send(new DescribeJobDefinitionsCommand({ maxResults: 101 }))).rejects.toMatchObject({
      name: 'ClientException',
    });
  });

  it('CodeDeploy tells the roles of the deployment groups of an application', async () => {
    const client = new CodeDeployClient(connection());
    const applicationName = 'shop';
    expect((await client.send(new ListApplicationsCommand({}))).applications).toEqual([applicationName]);
    const { deploymentGroups } = await client.send(new ListDeploymentGroupsCommand({ applicationName }));
    expect(deploymentGroups).toEqual(['production']);
    const asked = { applicationName, deploymentGroupNames: ['production', 'none'] };
    expect(await client.send(new BatchGetDeploymentGroupsCommand(asked))).toMatchObject({
      deploymentGroupsInfo: [{ deploymentGroupName: 'production', serviceRoleArn: roleArn }],
      errorMessage: 'No Deployment Group found for name: none',
    });
    await expect(client.send(new ListDeploymentGroupsCommand({ applicationName: 'none' }))).rejects.toMatchObject({
      name: 'ApplicationDoesNotExistException',
    });
  });

  it('Bedrock AgentCore tells the role of each runtime, browser and code interpreter by itself', async () => {
    const client = new BedrockAgentCoreControlClient(connection());
    const { agentRuntimes: [runtime] = [] } = await client.send(new ListAgentRuntimesCommand({}));
    expect(runtime?.agentRuntimeArn).toMatch(/:runtime\/helper-[0-9a-f]{10}$/);
    const agentRuntimeId = runtime?.agentRuntimeId;
    expect(await client.send(new GetAgentRuntimeCommand({ agentRuntimeId }))).toMatchObject({ roleArn });
    const { browserSummaries: [browser] = [] } = await client.send(new ListBrowsersCommand({ type: 'CUSTOM' }));
    expect(await client.send(new GetBrowserCommand({ browserId: browser?.browserId }))).toMatchObject({
      executionRoleArn: roleArn,
    });
    const interpreters = await client.send(new ListCodeInterpretersCommand({ type: 'CUSTOM' }));
    const codeInterpreterId = interpreters.codeInterpreterSummaries?.[0]?.codeInterpreterId;
    expect(await client.send(new GetCodeInterpreterCommand({ codeInterpreterId }))).toMatchObject({
      executionRoleArn: roleArn,
    });
  });

  it('Bedrock AgentCore lists what AWS has ready, too, which has no role', async () => {
    const client = new BedrockAgentCoreControlClient(connection('us-east-1'));
    const { browserSummaries = [] } = await client.send(new ListBrowsersCommand({}));
    expect(browserSummaries).toMatchObject([
      { browserArn: 'arn:aws:bedrock-agentcore:us-east-1:aws:browser/aws.browser.v1' },
    ]);
    const described = await client.send(new GetBrowserCommand({ browserId: browserSummaries[0]?.browserId }));
    expect(described.executionRoleArn).toBeUndefined();
    await expect(client.send(new GetBrowserCommand({ browserId: 'none-0123456789' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
