import {
  DescribeServiceCommand,
  type DescribeServiceCommandInput,
  type DescribeServiceResponse,
  ListServicesCommand,
  type ListServicesCommandInput,
  type ListServicesResponse,
} from '@aws-sdk/client-apprunner';
import { AwsError, type Call } from '../operation.ts';
import { type HandlerInput, operation, type ServiceDefinition } from '../service.ts';
import { arnHere, type Place, pageHere, workloadsHere } from './here.ts';
import type { Workload } from './state.ts';

/** API reference, ListServices. */
const pageSizes = { initial: 20, maximum: 20, code: 'InvalidRequestException' };

export const appRunner: ServiceDefinition = {
  signingName: 'apprunner',
  protocols: ['json1_0'],
  operations: [operation(ListServicesCommand, listServices), operation(DescribeServiceCommand, describeService)],
};

/** ListServices, which does not say with which role they run. */
function listServices(call: Call<HandlerInput<ListServicesCommandInput>>): ListServicesResponse {
  const { items, nextToken } = pageHere(call, workloadsHere(call, 'App Runner service'), ({ name }) => name, {
    ...pageSizes,
    size: call.input.MaxResults,
    token: call.input.NextToken,
    invalidTokenCode: 'InvalidRequestException',
  });
  return { ServiceSummaryList: items.map((workload) => summaryOf(call, workload)), NextToken: nextToken };
}

/** DescribeService. What App Runner says beside names and role, the account file does not have. */
function describeService(call: Call<HandlerInput<DescribeServiceCommandInput>>): DescribeServiceResponse {
  const { ServiceArn: wanted } = call.input;
  const services = workloadsHere(call, 'App Runner service');
  const found = services.find((workload) => summaryOf(call, workload).ServiceArn === wanted);
  if (!found) {
    throw new AwsError('ResourceNotFoundException', `Service with the provided ARN does not exist: ${wanted}`);
  }
  return {
    Service: {
      ...summaryOf(call, found),
      SourceConfiguration: {},
      InstanceConfiguration: { InstanceRoleArn: found.roleArn },
      AutoScalingConfigurationSummary: {},
      NetworkConfiguration: {},
    },
  };
}

function summaryOf(place: Place, { name, id, createdAt }: Workload) {
  const serviceId = id.replaceAll('-', '');
  return {
    ServiceName: name,
    ServiceId: serviceId,
    ServiceArn: arnHere(place, 'apprunner', `service/${name}/${serviceId}`),
    Status: 'RUNNING' as const,
    CreatedAt: createdAt,
    UpdatedAt: createdAt,
  };
}
