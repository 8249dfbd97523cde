import {
  GetAgentRuntimeCommand,
  type GetAgentRuntimeCommandInput,
  type GetAgentRuntimeResponse,
  GetBrowserCommand,
  type GetBrowserCommandInput,
  type GetBrowserResponse,
  GetCodeInterpreterCommand,
  type GetCodeInterpreterCommandInput,
  type GetCodeInterpreterResponse,
  ListAgentRuntimesCommand,
  type ListAgentRuntimesCommandInput,
  type ListAgentRuntimesResponse,
  ListBrowsersCommand,
  type ListBrowsersCommandInput,
  type ListBrowsersResponse,
  ListCodeInterpretersCommand,
  type ListCodeInterpretersCommandInput,
  type ListCodeInterpretersResponse,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { AwsError, type Call } from '../operation.ts';
import { type HandlerInput, operation, type ServiceDefinition } from '../service.ts';
import { arnHere, type Place, pageHere, workloadsHere } from './here.ts';
import type { Workload } from './state.ts';

/** API reference of the three lists. */
const pageSizes = { initial: 100, maximum: 100 };

export const agentCore: ServiceDefinition = {
  signingName: 'bedrock-agentcore',
  protocols: ['restJson'],
  operations: [
    operation(ListAgentRuntimesCommand, listAgentRuntimes),
    operation(GetAgentRuntimeCommand, getAgentRuntime),
    operation(ListBrowsersCommand, listBrowsers),
    operation(GetBrowserCommand, getBrowser),
    operation(ListCodeInterpretersCommand, listCodeInterpreters),
    operation(GetCodeInterpreterCommand, getCodeInterpreter),
  ],
};

/** A browser, code interpreter or runtime, of the account or of AWS. */
interface Resource {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string | undefined;
  readonly createdAt: Date;
  readonly type: 'CUSTOM' | 'SYSTEM';
}

type Kind = Extract<Workload['kind'], 'agent runtime' | 'Bedrock browser' | 'Bedrock code interpreter'>;

/** How ARNs of a kind begin, and the one that AWS has ready in every Region, which has no role. */
const kinds: Readonly<Record<Kind, { readonly resource: string; readonly ofAws?: string }>> = {
  'agent runtime': { resource: 'runtime' },
  'Bedrock browser': { resource: 'browser', ofAws: 'aws.browser.v1' },
  'Bedrock code interpreter': { resource: 'code-interpreter', ofAws: 'aws.codeinterpreter.v1' },
};

function listAgentRuntimes(call: Call<HandlerInput<ListAgentRuntimesCommandInput>>): ListAgentRuntimesResponse {
  const { items, nextToken } = pageOfKind(call, 'agent runtime');
  return {
    agentRuntimes: items.map((resource) => ({ ...runtimeOf(resource), description: '' })),
    nextToken,
  };
}

function getAgentRuntime(call: Call<HandlerInput<GetAgentRuntimeCommandInput>>): GetAgentRuntimeResponse {
  const found = findResource(call, 'agent runtime', call.input.agentRuntimeId);
  return {
    ...runtimeOf(found),
    createdAt: found.createdAt,
    roleArn: found.roleArn,
    lifecycleConfiguration: {},
  };
}

function runtimeOf({ id, arn, name, createdAt }: Resource) {
  return {
    agentRuntimeId: id,
    agentRuntimeArn: arn,
    agentRuntimeName: name,
    agentRuntimeVersion: '1',
    lastUpdatedAt: createdAt,
    status: 'READY' as const,
  };
}

/** ListBrowsers: AWS's own among them, unless only custom ones are asked for. */
function listBrowsers(call: Call<HandlerInput<ListBrowsersCommandInput>>): ListBrowsersResponse {
  const { items, nextToken } = pageOfKind(call, 'Bedrock browser');
  return { browserSummaries: items.map(browserOf), nextToken };
}

function getBrowser(call: Call<HandlerInput<GetBrowserCommandInput>>): GetBrowserResponse {
  const found = findResource(call, 'Bedrock browser', call.input.browserId);
  return {
    ...browserOf(found),
    executionRoleArn: found.roleArn,
    networkConfiguration: { networkMode: 'PUBLIC' },
    lastUpdatedAt: found.createdAt,
  };
}

function browserOf({ id, arn, name, createdAt }: Resource) {
  return { browserId: id, browserArn: arn, name, status: 'READY' as const, createdAt };
}

/** ListCodeInterpreters: AWS's own among them, unless only custom ones are asked for. */
function listCodeInterpreters(
  call: Call<HandlerInput<ListCodeInterpretersCommandInput>>,
): ListCodeInterpretersResponse {
  const { items, nextToken } = pageOfKind(call, 'Bedrock code interpreter');
  return { codeInterpreterSummaries: items.map(interpreterOf), nextToken };
}

function getCodeInterpreter(call: Call<HandlerInput<GetCodeInterpreterCommandInput>>): GetCodeInterpreterResponse {
  const found = findResource(call, 'Bedrock code interpreter', call.input.codeInterpreterId);
  return {
    ...interpreterOf(found),
    executionRoleArn: found.roleArn,
    networkConfiguration: { networkMode: 'SANDBOX' },
    lastUpdatedAt: found.createdAt,
  };
}

function interpreterOf({ id, arn, name, createdAt }: Resource) {
  return { codeInterpreterId: id, codeInterpreterArn: arn, name, status: 'READY' as const, createdAt };
}

function pageOfKind(
  call: Call<{
    readonly type?: string | undefined;
    readonly maxResults?: number | undefined;
    readonly nextToken?: string | undefined;
  }>,
  kind: Kind,
) {
  const { type, maxResults, nextToken: token } = call.input;
  const resources = resourcesHere(call, kind).filter((resource) => type === undefined || resource.type === type);
  return pageHere(call, resources, ({ id }) => id, {
    ...pageSizes,
    size: maxResults,
    token,
    invalidTokenCode: 'ValidationException',
  });
}

function findResource(place: Place, kind: Kind, wanted: string): Resource {
  const found = resourcesHere(place, kind).find(({ id }) => id === wanted);
  if (!found) {
    throw new AwsError('ResourceNotFoundException', `No ${kind} ${wanted} was found`, 404);
  }
  return found;
}

function resourcesHere(place: Place, kind: Kind): readonly Resource[] {
  const { resource, ofAws } = kinds[kind];
  const custom = workloadsHere(place, kind).map(({ name, id: uuid, roleArn, createdAt }): Resource => {
    const id = `${name}-${uuid.replaceAll('-', '').slice(0, 10)}`;
    const path = ofAws === undefined ? resource : `${resource}-custom`;
    return { id, arn: arnHere(place, 'bedrock-agentcore', `${path}/${id}`), name, roleArn, createdAt, type: 'CUSTOM' };
  });
  if (ofAws === undefined) return custom;
  const arn = `arn:${place.account.partition}:bedrock-agentcore:${place.region}:aws:${resource}/${ofAws}`;
  return [...custom, { id: ofAws, arn, name: ofAws, roleArn: undefined, createdAt: new Date(0), type: 'SYSTEM' }];
}
