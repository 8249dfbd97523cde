import {
  AccessAnalyzerClient,
  GetAnalyzerCommand,
  ListAnalyzersCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-accessanalyzer';
import { describe, expect, it } from 'vitest';
import { operation } from '../../../lib/sandbox/service.ts';
import { connectionTo } from '../a-sandbox.ts';
import { awkward, failing, instant, serving } from './one-service.ts';

describe('restJson', () => {
  const analyzers = { signingName: 'access-analyzer', protocols: ['restJson'] } as const;
  const analyzer = {
    arn: 'arn:aws:access-analyzer:eu-west-1:111122223333:analyzer/a',
    name: awkward,
    type: 'ACCOUNT' as const,
    createdAt: instant,
    status: 'ACTIVE' as const,
    tags: { team: awkward },
  };

  it('carries members in the path, the query and the document', async () => {
    const seen: unknown[] = [];
    const sandbox = await serving(
      analyzers,
      operation(ListAnalyzersCommand, ({ input }) => {
        seen.push(input);
        return { analyzers: [analyzer], nextToken: awkward };
      }),
      operation(GetAnalyzerCommand, ({ input }) => {
        seen.push(input);
        return { analyzer };
      }),
    );
    const client = new AccessAnalyzerClient(connectionTo(sandbox));
    const list = await client.send(new ListAnalyzersCommand({ maxResults: 7, type: 'ACCOUNT', nextToken: awkward }));
    const one = await client.send(new GetAnalyzerCommand({ analyzerName: awkward }));
    expect(seen).toEqual([{ maxResults: 7, type: 'ACCOUNT', nextToken: awkward }, { analyzerName: awkward }]);
    expect(list).toMatchObject({ analyzers: [analyzer], nextToken: awkward });
    expect(one.analyzer).toEqual(analyzer);
  });

  it('answers errors that the SDK knows, and addresses that it does not have', async () => {
    const sandbox = await serving(analyzers, operation(GetAnalyzerCommand, failing('ResourceNotFoundException', 404)));
    const client = new AccessAnalyzerClient(connectionTo(sandbox));
    await expect(client.send(new GetAnalyzerCommand({ analyzerName: 'a' }))).rejects.toThrow(ResourceNotFoundException);
    await expect(client.send(new ListAnalyzersCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
  });
});
