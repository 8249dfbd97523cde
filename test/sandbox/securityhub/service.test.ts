import { BatchImportFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { describe, expect, it } from 'vitest';
import { serving } from '../serving.ts';
import { anAsffFinding } from './an-asff-finding.ts';

describe('securityhub', () => {
  const connection = serving({ securityHubRegions: ['eu-west-1'] });

  it('takes findings over the wire, and answers which it refused', async () => {
    const hub = new SecurityHubClient(connection());
    const Findings = [anAsffFinding('a'), { ...anAsffFinding('b'), Title: ' ' }];
    expect(await hub.send(new BatchImportFindingsCommand({ Findings }))).toMatchObject({
      SuccessCount: 1,
      FailedCount: 1,
      FailedFindings: [{ Id: 'b', ErrorCode: 'InvalidInput' }],
    });
  });

  it('answers errors that the SDK knows', async () => {
    const elsewhere = new SecurityHubClient(connection('us-east-1'));
    const Findings = [anAsffFinding('a')];
    await expect(elsewhere.send(new BatchImportFindingsCommand({ Findings }))).rejects.toMatchObject({
      name: 'InvalidAccessException',
      $metadata: { httpStatusCode: 401 },
    });
    const none = new BatchImportFindingsCommand({ Findings: [] });
    await expect(new SecurityHubClient(connection()).send(none)).rejects.toMatchObject({
      name: 'InvalidInputException',
    });
  });
});
