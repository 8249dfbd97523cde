import {
  type AnalyzerSummary,
  type GetAnalyzerCommandInput,
  type GetAnalyzerResponse,
  type ListAnalyzersCommandInput,
  type ListAnalyzersResponse,
  type ListFindingsV2CommandInput,
  type ListFindingsV2Response,
  Type,
} from '@aws-sdk/client-accessanalyzer';
import type { Account } from '../account.ts';
import { checkedPageSize, failedConstraint } from '../constraints.ts';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';

/** The service documents no numbers; every answer here is small. */
const pageSizes = { initial: 100, maximum: 100 };

/** ListAnalyzers: those of the Region that is asked. */
export function listAnalyzers(call: Call<HandlerInput<ListAnalyzersCommandInput>>): ListAnalyzersResponse {
  const { input, account, region } = call;
  const types = Object.values(Type);
  if (input.type !== undefined && !types.includes(input.type)) {
    throw failedConstraint('type', input.type, `Member must satisfy enum value set: [${types.join(', ')}]`);
  }
  const analyzers = analyzersIn(account, region);
  const { items, nextToken } = pageOf({
    items: analyzers.filter(({ type }) => input.type === undefined || type === input.type),
    keyOf: ({ name }) => name ?? '',
    pageSize: checkedPageSize(input.maxResults, pageSizes),
    pageLimit: account.behaviour.pageLimit,
    token: input.nextToken,
    invalidTokenCode: 'ValidationException',
  });
  return { analyzers: [...items], nextToken };
}

export function getAnalyzer(call: Call<HandlerInput<GetAnalyzerCommandInput>>): GetAnalyzerResponse {
  const { input, account, region } = call;
  const analyzer = analyzersIn(account, region).find(({ name }) => name === input.analyzerName);
  if (!analyzer) {
    throw notFound(`Analyzer ${input.analyzerName} does not exist.`);
  }
  return { analyzer };
}

/** ListFindingsV2: the embedded account has analyzers and no findings of theirs. */
export function listFindings(call: Call<HandlerInput<ListFindingsV2CommandInput>>): ListFindingsV2Response {
  const { input, account, region } = call;
  checkedPageSize(input.maxResults, pageSizes);
  if (!analyzersIn(account, region).some(({ arn }) => arn === input.analyzerArn)) {
    throw notFound(`Analyzer ${input.analyzerArn} does not exist.`);
  }
  return { findings: [] };
}

function analyzersIn({ analyzers, accountId, partition }: Account, region: string): AnalyzerSummary[] {
  return analyzers
    .filter((analyzer) => analyzer.region === region)
    .map(({ name, type, status, createdAt }) => ({
      arn: `arn:${partition}:access-analyzer:${region}:${accountId}:analyzer/${name}`,
      name,
      type,
      status,
      createdAt,
      tags: {},
    }));
}

function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, 404);
}
