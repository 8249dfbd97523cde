import {
  DescribeNotebookInstanceCommand,
  type DescribeNotebookInstanceCommandInput,
  type DescribeNotebookInstanceOutput,
  ListNotebookInstancesCommand,
  type ListNotebookInstancesCommandInput,
  type ListNotebookInstancesOutput,
} from '@aws-sdk/client-sagemaker';
import { AwsError, type Call } from '../operation.ts';
import { type HandlerInput, operation, type ServiceDefinition } from '../service.ts';
import { arnHere, type Place, pageHere, workloadsHere } from './here.ts';
import type { Workload } from './state.ts';

/** API reference, ListNotebookInstances. */
const pageSizes = { initial: 10, maximum: 100 };

export const sageMaker: ServiceDefinition = {
  signingName: 'sagemaker',
  protocols: ['json1_1'],
  operations: [
    operation(ListNotebookInstancesCommand, listNotebookInstances),
    operation(DescribeNotebookInstanceCommand, describeNotebookInstance),
  ],
};

/** ListNotebookInstances, which does not say with which role they run. */
function listNotebookInstances(
  call: Call<HandlerInput<ListNotebookInstancesCommandInput>>,
): ListNotebookInstancesOutput {
  const { items, nextToken } = pageHere(call, workloadsHere(call, 'SageMaker notebook instance'), ({ name }) => name, {
    ...pageSizes,
    size: call.input.MaxResults,
    token: call.input.NextToken,
    invalidTokenCode: 'ValidationException',
  });
  return { NotebookInstances: items.map((workload) => summaryOf(call, workload)), NextToken: nextToken };
}

function describeNotebookInstance(
  call: Call<HandlerInput<DescribeNotebookInstanceCommandInput>>,
): DescribeNotebookInstanceOutput {
  const { NotebookInstanceName: wanted } = call.input;
  const found = workloadsHere(call, 'SageMaker notebook instance').find(({ name }) => name === wanted);
  if (!found) {
    throw new AwsError('ValidationException', 'RecordNotFound');
  }
  return { ...summaryOf(call, found), RoleArn: found.roleArn };
}

function summaryOf(place: Place, { name, createdAt }: Workload) {
  return {
    NotebookInstanceName: name,
    NotebookInstanceArn: arnHere(place, 'sagemaker', `notebook-instance/${name}`),
    NotebookInstanceStatus: 'InService' as const,
    CreationTime: createdAt,
  };
}
