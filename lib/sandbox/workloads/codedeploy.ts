import {
  BatchGetDeploymentGroupsCommand,
  type BatchGetDeploymentGroupsCommandInput,
  type BatchGetDeploymentGroupsOutput,
  ListApplicationsCommand,
  type ListApplicationsCommandInput,
  type ListApplicationsOutput,
  ListDeploymentGroupsCommand,
  type ListDeploymentGroupsCommandInput,
  type ListDeploymentGroupsOutput,
} from '@aws-sdk/client-codedeploy';
import { AwsError, type Call } from '../operation.ts';
import { type HandlerInput, operation, type ServiceDefinition } from '../service.ts';
import { type Place, pageHere, workloadsHere } from './here.ts';
import type { Workload } from './state.ts';

/** Names on a page and in a batch. */
const most = 100;
const paging = { initial: most, maximum: most, invalidTokenCode: 'InvalidNextTokenException' };

export const codeDeploy: ServiceDefinition = {
  signingName: 'codedeploy',
  protocols: ['json1_1'],
  operations: [
    operation(ListApplicationsCommand, listApplications),
    operation(ListDeploymentGroupsCommand, listDeploymentGroups),
    operation(BatchGetDeploymentGroupsCommand, batchGetDeploymentGroups),
  ],
};

/** ListApplications: those that have a deployment group. */
function listApplications(call: Call<HandlerInput<ListApplicationsCommandInput>>): ListApplicationsOutput {
  const names = [...new Set(workloadsHere(call, 'CodeDeploy deployment group').map(({ within }) => within))];
  const { items, nextToken } = pageHere(call, names, (name) => name, { ...paging, token: call.input.nextToken });
  return { applications: [...items], nextToken };
}

function listDeploymentGroups(call: Call<HandlerInput<ListDeploymentGroupsCommandInput>>): ListDeploymentGroupsOutput {
  const { applicationName, nextToken: token } = call.input;
  const names = groupsOf(call, applicationName).map(({ name }) => name);
  const { items, nextToken } = pageHere(call, names, (name) => name, { ...paging, token });
  return { applicationName, deploymentGroups: [...items], nextToken };
}

function batchGetDeploymentGroups(
  call: Call<HandlerInput<BatchGetDeploymentGroupsCommandInput>>,
): BatchGetDeploymentGroupsOutput {
  const { applicationName, deploymentGroupNames: wanted } = call.input;
  if (wanted.length > most) {
    throw new AwsError('BatchLimitExceededException', `At most ${most} deployment groups can be asked for.`);
  }
  const found = groupsOf(call, applicationName).filter(({ name }) => wanted.includes(name));
  const missing = wanted.filter((name) => !found.some((group) => group.name === name));
  return {
    deploymentGroupsInfo: found.map(({ name, id, roleArn }) => ({
      applicationName,
      deploymentGroupName: name,
      deploymentGroupId: id,
      serviceRoleArn: roleArn,
    })),
    errorMessage: missing.length === 0 ? undefined : `No Deployment Group found for name: ${missing.join(', ')}`,
  };
}

function groupsOf(call: Place, application: string): readonly Workload[] {
  const groups = workloadsHere(call, 'CodeDeploy deployment group').filter(({ within }) => within === application);
  if (groups.length === 0) {
    throw new AwsError('ApplicationDoesNotExistException', `No application found for name: ${application}`);
  }
  return groups;
}
