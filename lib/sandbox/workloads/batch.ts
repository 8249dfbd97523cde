import {
  DescribeJobDefinitionsCommand,
  type DescribeJobDefinitionsCommandInput,
  type DescribeJobDefinitionsResponse,
  type JobDefinition,
} from '@aws-sdk/client-batch';
import type { Call } from '../operation.ts';
import { type HandlerInput, operation, type ServiceDefinition } from '../service.ts';
import { arnHere, type Place, pageHere, workloadsHere } from './here.ts';
import type { Workload } from './state.ts';

/** API reference, DescribeJobDefinitions. */
const pageSizes = { initial: 100, maximum: 100, code: 'ClientException' };

export const batch: ServiceDefinition = {
  signingName: 'batch',
  protocols: ['restJson'],
  operations: [operation(DescribeJobDefinitionsCommand, describeJobDefinitions)],
};

/** DescribeJobDefinitions: all are active, and of one revision each. */
function describeJobDefinitions(
  call: Call<HandlerInput<DescribeJobDefinitionsCommandInput>>,
): DescribeJobDefinitionsResponse {
  const { jobDefinitions: named, jobDefinitionName, status = 'ACTIVE', maxResults, nextToken: token } = call.input;
  const definitions = workloadsHere(call, 'Batch job definition').map((workload) => definitionOf(call, workload));
  const wanted = definitions.filter(
    ({ jobDefinitionArn: arn, jobDefinitionName: name }) =>
      status === 'ACTIVE' &&
      (jobDefinitionName === undefined || name === jobDefinitionName) &&
      (named === undefined || named.some((each) => each === arn || each === `${name}:1`)),
  );
  const { items, nextToken } = pageHere(call, wanted, ({ jobDefinitionName: name }) => name ?? '', {
    ...pageSizes,
    size: maxResults,
    token,
    invalidTokenCode: 'ClientException',
  });
  return { jobDefinitions: [...items], nextToken };
}

function definitionOf(place: Place, { name, roleArn }: Workload): JobDefinition {
  return {
    jobDefinitionName: name,
    jobDefinitionArn: arnHere(place, 'batch', `job-definition/${name}:1`),
    revision: 1,
    status: 'ACTIVE',
    type: 'container',
    containerProperties: { jobRoleArn: roleArn },
  };
}
