import {
  BatchGetProjectsCommand,
  type BatchGetProjectsCommandInput,
  type BatchGetProjectsOutput,
  ListProjectsCommand,
  type ListProjectsCommandInput,
  type ListProjectsOutput,
} from '@aws-sdk/client-codebuild';
import { AwsError, type Call } from '../operation.ts';
import { type HandlerInput, operation, type ServiceDefinition } from '../service.ts';
import { arnHere, pageHere, workloadsHere } from './here.ts';

/** Names on a page, and in a batch (API reference of both operations). */
const most = 100;

export const codeBuild: ServiceDefinition = {
  signingName: 'codebuild',
  protocols: ['json1_1'],
  operations: [operation(ListProjectsCommand, listProjects), operation(BatchGetProjectsCommand, batchGetProjects)],
};

function listProjects(call: Call<HandlerInput<ListProjectsCommandInput>>): ListProjectsOutput {
  const names = workloadsHere(call, 'CodeBuild project').map(({ name }) => name);
  const { items, nextToken } = pageHere(call, names, (name) => name, {
    initial: most,
    maximum: most,
    token: call.input.nextToken,
    invalidTokenCode: 'InvalidInputException',
  });
  return { projects: [...items], nextToken };
}

function batchGetProjects(call: Call<HandlerInput<BatchGetProjectsCommandInput>>): BatchGetProjectsOutput {
  const { names } = call.input;
  if (names.length < 1 || names.length > most) {
    throw new AwsError('InvalidInputException', `Invalid names: between 1 and ${most} names are taken`);
  }
  const projects = workloadsHere(call, 'CodeBuild project').filter(({ name }) => names.includes(name));
  return {
    projects: projects.map(({ name, roleArn, createdAt }) => ({
      name,
      arn: arnHere(call, 'codebuild', `project/${name}`),
      serviceRole: roleArn,
      created: createdAt,
    })),
    projectsNotFound: names.filter((name) => !projects.some((project) => project.name === name)),
  };
}
