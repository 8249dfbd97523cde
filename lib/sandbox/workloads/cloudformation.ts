import {
  DescribeStacksCommand,
  type DescribeStacksCommandInput,
  type DescribeStacksOutput,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { AwsError, type Call } from '../operation.ts';
import { type HandlerInput, operation, type ServiceDefinition } from '../service.ts';
import { arnHere, type Place, pageHere, workloadsHere } from './here.ts';
import type { Workload } from './state.ts';

/** An answer holds up to 1 MB (API reference, DescribeStacks); the sandbox's stacks are small. */
const pageSizes = { initial: 100, maximum: 100 };

export const cloudFormation: ServiceDefinition = {
  signingName: 'cloudformation',
  xmlNamespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  protocols: ['query'],
  operations: [operation(DescribeStacksCommand, describeStacks)],
};

/** DescribeStacks. A stack without a role of its own has no RoleARN: it works with the rights of who calls. */
function describeStacks(call: Call<HandlerInput<DescribeStacksCommandInput>>): DescribeStacksOutput {
  const { StackName: wanted, NextToken: token } = call.input;
  const stacks = workloadsHere(call, 'CloudFormation stack').map((workload) => stackOf(call, workload));
  const named = stacks.filter(
    ({ StackId, StackName }) => wanted === undefined || [StackId, StackName].includes(wanted),
  );
  if (wanted !== undefined && named.length === 0) {
    throw new AwsError('ValidationError', `Stack with id ${wanted} does not exist`);
  }
  const { items, nextToken } = pageHere(call, named, ({ StackName }) => StackName ?? '', {
    ...pageSizes,
    token,
    invalidTokenCode: 'ValidationError',
  });
  return { Stacks: [...items], NextToken: nextToken };
}

function stackOf(place: Place, { name, id, createdAt, roleArn }: Workload): Stack {
  return {
    StackId: arnHere(place, 'cloudformation', `stack/${name}/${id}`),
    StackName: name,
    CreationTime: createdAt,
    StackStatus: 'UPDATE_COMPLETE',
    RoleARN: roleArn,
  };
}
