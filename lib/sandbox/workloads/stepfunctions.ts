import {
  DescribeStateMachineCommand,
  type DescribeStateMachineCommandInput,
  type DescribeStateMachineOutput,
  ListStateMachinesCommand,
  type ListStateMachinesCommandInput,
  type ListStateMachinesOutput,
} from '@aws-sdk/client-sfn';
import { AwsError, type Call } from '../operation.ts';
import { type HandlerInput, operation, type ServiceDefinition } from '../service.ts';
import { arnHere, type Place, pageHere, workloadsHere } from './here.ts';
import type { Workload } from './state.ts';

/** API reference, ListStateMachines: 0 is as if nothing had been said. */
const pageSizes = { initial: 100, maximum: 1000 };

/** The sandbox has no work for them to do. */
const definition = JSON.stringify({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } });

export const stepFunctions: ServiceDefinition = {
  signingName: 'states',
  protocols: ['json1_0'],
  operations: [
    operation(ListStateMachinesCommand, listStateMachines),
    operation(DescribeStateMachineCommand, describeStateMachine),
  ],
};

/** ListStateMachines, which does not say with which role they run. */
function listStateMachines(call: Call<HandlerInput<ListStateMachinesCommandInput>>): ListStateMachinesOutput {
  const { maxResults, nextToken: token } = call.input;
  const { items, nextToken } = pageHere(call, workloadsHere(call, 'Step Functions state machine'), ({ name }) => name, {
    ...pageSizes,
    size: maxResults === 0 ? undefined : maxResults,
    token,
    invalidTokenCode: 'InvalidToken',
  });
  return { stateMachines: items.map((workload) => summaryOf(call, workload)), nextToken };
}

function describeStateMachine(call: Call<HandlerInput<DescribeStateMachineCommandInput>>): DescribeStateMachineOutput {
  const { stateMachineArn: wanted } = call.input;
  const machines = workloadsHere(call, 'Step Functions state machine');
  const found = machines.find((workload) => summaryOf(call, workload).stateMachineArn === wanted);
  if (!found) {
    throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${wanted}'`);
  }
  return { ...summaryOf(call, found), status: 'ACTIVE', definition, roleArn: found.roleArn };
}

function summaryOf(place: Place, { name, createdAt }: Workload) {
  return {
    stateMachineArn: arnHere(place, 'states', `stateMachine:${name}`),
    name,
    type: 'STANDARD' as const,
    creationDate: createdAt,
  };
}
