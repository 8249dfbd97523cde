import {
  AccessAnalyzerClient,
  GetAnalyzerCommand,
  ListAnalyzersCommand,
  ListFindingsV2Command,
  ValidatePolicyCommand,
} from '@aws-sdk/client-accessanalyzer';
import { describe, expect, it } from 'vitest';
import { serving } from '../serving.ts';

describe('accessAnalyzer', () => {
  const connection = serving({
    analyzers: [
      {
        name: 'external',
        region: 'eu-west-1',
        created: '2025-01-01T00:00:00Z',
        findings: [
          {
            type: 'ExternalAccess',
            resource: 'arn:aws:iam::111122223333:role/vendor',
            created: '2025-06-01T00:00:00Z',
          },
        ],
      },
    ],
  });

  it('lists analyzers and their findings', async () => {
    const client = new AccessAnalyzerClient(connection());
    const { analyzers: [analyzer] = [] } = await client.send(new ListAnalyzersCommand({ type: 'ACCOUNT' }));
    expect(analyzer).toMatchObject({ name: 'external', createdAt: new Date('2025-01-01T00:00:00Z') });
    expect((await client.send(new GetAnalyzerCommand({ analyzerName: 'external' }))).analyzer).toEqual(analyzer);
    const answer = await client.send(
      new ListFindingsV2Command({
        analyzerArn: analyzer?.arn,
        filter: { status: { eq: ['ACTIVE'] }, isPublic: { eq: ['false'] } },
        maxResults: 50,
      }),
    );
    expect(answer.findings).toMatchObject([
      { resource: 'arn:aws:iam::111122223333:role/vendor', createdAt: new Date('2025-06-01T00:00:00Z') },
    ]);
  });

  it('validates policies', async () => {
    const client = new AccessAnalyzerClient(connection());
    const policy = { policyType: 'IDENTITY_POLICY', policyDocument: '{' } as const;
    expect((await client.send(new ValidatePolicyCommand(policy))).findings).toMatchObject([
      { issueCode: 'JSON_SYNTAX_ERROR', locations: [{ path: [] }] },
    ]);
  });

  it('answers errors that the SDK knows', async () => {
    const client = new AccessAnalyzerClient(connection('us-east-1'));
    await expect(client.send(new GetAnalyzerCommand({ analyzerName: 'external' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
  });
});
