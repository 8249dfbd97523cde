import { DescribeServiceCommand, ListServicesCommand } from '@aws-sdk/client-apprunner';
import { DescribeJobDefinitionsCommand } from '@aws-sdk/client-batch';
import {
  GetAgentRuntimeCommand,
  GetBrowserCommand,
  GetCodeInterpreterCommand,
  ListAgentRuntimesCommand,
  ListBrowsersCommand,
  ListCodeInterpretersCommand,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { BatchGetProjectsCommand, ListProjectsCommand } from '@aws-sdk/client-codebuild';
import {
  BatchGetDeploymentGroupsCommand,
  ListApplicationsCommand,
  ListDeploymentGroupsCommand,
} from '@aws-sdk/client-codedeploy';
import {
  DescribeInstancesCommand,
  DescribeLaunchTemplateVersionsCommand,
  GetInstanceMetadataDefaultsCommand,
} from '@aws-sdk/client-ec2';
import {
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ListClustersCommand,
  ListTasksCommand,
} from '@aws-sdk/client-ecs';
import { DescribeNotebookInstanceCommand, ListNotebookInstancesCommand } from '@aws-sdk/client-sagemaker';
import { DescribeStateMachineCommand, ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import type { Aws } from '../aws/aws.ts';
import { type Found, type Trial, trial, trialOn } from './trial.ts';

/** What nothing is called. Who has the permission hears that it is not there. */
const NOBODY = 'account-auditor-doctor';

/** The same in the form of ids of AgentCore. */
const NOBODYS_ID = 'account_auditor_doctor-0000000000';

const someone = { what: 'user or role', of: ({ principalArn }: Found) => principalArn };

/** Instances, launch templates and what else runs with a role. Only the lists need anything to be there. */
export const computeTrials: readonly Trial[] = [
  // EC2 gives no page of fewer than five.
  inventoried('ec2:DescribeInstances', 'instances', (aws) =>
    aws.ec2().send(new DescribeInstancesCommand({ MaxResults: 5 })),
  ),
  inventoried('ec2:DescribeLaunchTemplateVersions', 'launch templates', (aws) =>
    aws.ec2().send(new DescribeLaunchTemplateVersionsCommand({ Versions: ['$Latest'], MaxResults: 1 })),
  ),
  inventoried('ec2:GetInstanceMetadataDefaults', 'what new instances get by default', (aws) =>
    aws.ec2().send(new GetInstanceMetadataDefaultsCommand()),
  ),
  inventoried('cloudformation:DescribeStacks', 'stacks', (aws) =>
    aws.cloudFormation().send(new DescribeStacksCommand()),
  ),
  inventoried('sagemaker:ListNotebookInstances', 'notebook instances', (aws) =>
    aws.sageMaker().send(new ListNotebookInstancesCommand({ MaxResults: 1 })),
  ),
  inventoried('sagemaker:DescribeNotebookInstance', 'roles of notebook instances', (aws) =>
    aws.sageMaker().send(new DescribeNotebookInstanceCommand({ NotebookInstanceName: NOBODY })),
  ),
  inventoried('codebuild:ListProjects', 'build projects', (aws) => aws.codeBuild().send(new ListProjectsCommand())),
  inventoried('codebuild:BatchGetProjects', 'roles of build projects', (aws) =>
    aws.codeBuild().send(new BatchGetProjectsCommand({ names: [NOBODY] })),
  ),
  inventoried('ecs:ListClusters', 'clusters of ECS', (aws) =>
    aws.ecs().send(new ListClustersCommand({ maxResults: 1 })),
  ),
  inventoried('ecs:ListTasks', 'tasks of ECS', (aws) => aws.ecs().send(new ListTasksCommand({ cluster: NOBODY }))),
  inventoried('ecs:DescribeTasks', 'tasks that can be entered', (aws) =>
    aws.ecs().send(new DescribeTasksCommand({ cluster: NOBODY, tasks: [NOBODY] })),
  ),
  inventoried('ecs:DescribeTaskDefinition', 'roles of tasks', (aws) =>
    aws.ecs().send(new DescribeTaskDefinitionCommand({ taskDefinition: NOBODY })),
  ),
  inventoried('states:ListStateMachines', 'state machines', (aws) =>
    aws.stepFunctions().send(new ListStateMachinesCommand({ maxResults: 1 })),
  ),
  onNobody('states:DescribeStateMachine', 'roles of state machines', `states:stateMachine:${NOBODY}`, (aws, arn) =>
    aws.stepFunctions().send(new DescribeStateMachineCommand({ stateMachineArn: arn, includedData: 'METADATA_ONLY' })),
  ),
  inventoried('apprunner:ListServices', 'services of App Runner', (aws) =>
    aws.appRunner().send(new ListServicesCommand({ MaxResults: 1 })),
  ),
  onNobody(
    'apprunner:DescribeService',
    'roles of services of App Runner',
    `apprunner:service/${NOBODY}/${'0'.repeat(32)}`,
    (aws, arn) => aws.appRunner().send(new DescribeServiceCommand({ ServiceArn: arn })),
  ),
  inventoried('batch:DescribeJobDefinitions', 'job definitions of Batch', (aws) =>
    aws.batch().send(new DescribeJobDefinitionsCommand({ maxResults: 1 })),
  ),
  inventoried('codedeploy:ListApplications', 'applications of CodeDeploy', (aws) =>
    aws.codeDeploy().send(new ListApplicationsCommand()),
  ),
  inventoried('codedeploy:ListDeploymentGroups', 'deployment groups', (aws) =>
    aws.codeDeploy().send(new ListDeploymentGroupsCommand({ applicationName: NOBODY })),
  ),
  inventoried('codedeploy:BatchGetDeploymentGroups', 'roles of deployment groups', (aws) =>
    aws
      .codeDeploy()
      .send(new BatchGetDeploymentGroupsCommand({ applicationName: NOBODY, deploymentGroupNames: [NOBODY] })),
  ),
  inventoried('bedrock-agentcore:ListAgentRuntimes', 'agent runtimes', (aws) =>
    aws.agentCore().send(new ListAgentRuntimesCommand({ maxResults: 1 })),
  ),
  inventoried('bedrock-agentcore:GetAgentRuntime', 'roles of agent runtimes', (aws) =>
    aws.agentCore().send(new GetAgentRuntimeCommand({ agentRuntimeId: NOBODYS_ID })),
  ),
  inventoried('bedrock-agentcore:ListBrowsers', 'browsers of AgentCore', (aws) =>
    aws.agentCore().send(new ListBrowsersCommand({ maxResults: 1 })),
  ),
  inventoried('bedrock-agentcore:GetBrowser', 'roles of browsers of AgentCore', (aws) =>
    aws.agentCore().send(new GetBrowserCommand({ browserId: NOBODYS_ID })),
  ),
  inventoried('bedrock-agentcore:ListCodeInterpreters', 'code interpreters of AgentCore', (aws) =>
    aws.agentCore().send(new ListCodeInterpretersCommand({ maxResults: 1 })),
  ),
  inventoried('bedrock-agentcore:GetCodeInterpreter', 'roles of code interpreters of AgentCore', (aws) =>
    aws.agentCore().send(new GetCodeInterpreterCommand({ codeInterpreterId: NOBODYS_ID })),
  ),
];

function inventoried(action: string, purpose: string, call: (aws: Aws) => Promise<unknown>): Trial {
  return trial(action, purpose, call, 'inventory');
}

/** @param resource service and rest of the ARN of a thing that is not there */
function onNobody(
  action: string,
  purpose: string,
  resource: string,
  call: (aws: Aws, arn: string) => Promise<unknown>,
): Trial {
  return trialOn(
    action,
    purpose,
    someone,
    async (aws, principalArn) => {
      const [, partition, , , accountId] = principalArn.split(':');
      const at = resource.indexOf(':');
      const place = `${await aws.region()}:${accountId}`;
      await call(aws, `arn:${partition}:${resource.slice(0, at)}:${place}:${resource.slice(at + 1)}`);
    },
    'inventory',
  );
}
