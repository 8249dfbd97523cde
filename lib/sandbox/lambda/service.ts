import {
  GetFunctionEventInvokeConfigCommand,
  GetFunctionUrlConfigCommand,
  GetPolicyCommand,
  ListFunctionsCommand,
  ListFunctionUrlConfigsCommand,
} from '@aws-sdk/client-lambda';
import { operation, type ServiceDefinition } from '../service.ts';
import {
  getFunctionEventInvokeConfig,
  getFunctionUrlConfig,
  getPolicy,
  listFunctionUrlConfigs,
} from './function-access.ts';
import { listFunctions } from './list-functions.ts';

export const lambda: ServiceDefinition = {
  signingName: 'lambda',
  protocols: ['restJson'],
  refusals: {
    throttled: ['TooManyRequestsException', 429, 'Rate exceeded'],
    internal: ['ServiceException', 500, 'An error occurred and the request cannot be processed.'],
  },
  operations: [
    operation(ListFunctionsCommand, listFunctions),
    operation(GetPolicyCommand, getPolicy),
    operation(GetFunctionUrlConfigCommand, getFunctionUrlConfig),
    operation(ListFunctionUrlConfigsCommand, listFunctionUrlConfigs),
    operation(GetFunctionEventInvokeConfigCommand, getFunctionEventInvokeConfig),
  ],
};
