import {
  type AnalyzerSummary,
  type GetAnalyzerCommandInput,
  type GetAnalyzerResponse,
  type ListAnalyzersCommandInput,
  type ListAnalyzersResponse,
  Type,
} from '@aws-sdk/client-accessanalyzer';
import type { Account } from '../account.ts';
import { checkedPageSize, failedConstraint } from '../constraints.ts';
import type { Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';
import { arnOf, notFound, PAGE_SIZES } from './naming.ts';

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
    pageSize: checkedPageSize(input.maxResults, PAGE_SIZES),
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

function analyzersIn({ analyzers, accountId, partition }: Account, region: string): AnalyzerSummary[] {
  return analyzers
    .filter((analyzer) => analyzer.region === region)
    .map(({ name, type, status, createdAt }) => ({
      arn: arnOf({ accountId, partition }, { region, name }),
      name,
      type,
      status,
      createdAt,
      tags: {},
    }));
}
