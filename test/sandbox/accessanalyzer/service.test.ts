import {
  AccessAnalyzerClient,
  GetAnalyzerCommand,
  ListAnalyzersCommand,
  ListFindingsV2Command,
} from '@aws-sdk/client-accessanalyzer';
import { describe, expect, it } from 'vitest';
import { serving } from '../serving.ts';

describe('accessAnalyzer', () => {
  const connection = serving({
    analyzers: [{ name: 'external', region: 'eu-west-1', created: '2025-01-01T00:00:00Z' }],
  });

  it('lists analyzers and their findings', async () => {
    const client = new AccessAnalyzerClient(connection());
    const { analyzers: [analyzer] = [] } = await client.send(new ListAnalyzersCommand({ type: 'ACCOUNT' }));
    expect(analyzer).toMatchObject({ name: 'external', createdAt: new Date('2025-01-01T00:00:00Z') });
    expect((await client.send(new GetAnalyzerCommand({ analyzerName: 'external' }))).analyzer).toEqual(analyzer);
    const findings = await client.send(new ListFindingsV2Command({ analyzerArn: analyzer?.arn, maxResults: 50 }));
    expect(findings.findings).toEqual([]);
  });

  it('answers errors that the SDK knows', async () => {
    const client = new AccessAnalyzerClient(connection('us-east-1'));
    await expect(client.send(new GetAnalyzerCommand({ analyzerName: 'external' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
  });
});
