import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';
import { accountId } from '../calling.ts';

/** The least that Security Hub takes. */
export function anAsffFinding(Id: string) {
  return {
    SchemaVersion: '2018-10-08',
    Id,
    ProductArn: `arn:aws:securityhub:eu-west-1:${accountId}:product/${accountId}/default`,
    GeneratorId: 'role-unused',
    AwsAccountId: accountId,
    Types: ['Software and Configuration Checks'],
    CreatedAt: '2026-11-01T03:00:00Z',
    UpdatedAt: '2026-11-23T03:00:00.000Z',
    Severity: { Label: 'MEDIUM' },
    Title: 'Role that nobody uses',
    Description: 'Role billing-export was last used 2025-01-15.',
    Resources: [{ Type: 'AwsIamRole', Id: `arn:aws:iam::${accountId}:role/billing-export` }],
  } satisfies AwsSecurityFinding;
}
