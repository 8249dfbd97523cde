import {
  GetDevEndpointsCommand,
  type GetDevEndpointsCommandInput,
  type GetDevEndpointsResponse,
} from '@aws-sdk/client-glue';
import type { Call } from '../operation.ts';
import { type HandlerInput, operation, type ServiceDefinition } from '../service.ts';
import { pageHere, workloadsHere } from './here.ts';

/** API reference, GetDevEndpoints. */
const pageSizes = { initial: 100, maximum: 1000, code: 'InvalidInputException' };

export const glue: ServiceDefinition = {
  signingName: 'glue',
  protocols: ['json1_1'],
  operations: [operation(GetDevEndpointsCommand, getDevEndpoints)],
};

function getDevEndpoints(call: Call<HandlerInput<GetDevEndpointsCommandInput>>): GetDevEndpointsResponse {
  const endpoints = workloadsHere(call, 'Glue development endpoint');
  const { items, nextToken } = pageHere(call, endpoints, ({ name }) => name, {
    ...pageSizes,
    size: call.input.MaxResults,
    token: call.input.NextToken,
    invalidTokenCode: 'InvalidInputException',
  });
  return {
    DevEndpoints: items.map(({ name, roleArn, createdAt }) => ({
      EndpointName: name,
      RoleArn: roleArn,
      Status: 'READY',
      CreatedTimestamp: createdAt,
    })),
    NextToken: nextToken,
  };
}
