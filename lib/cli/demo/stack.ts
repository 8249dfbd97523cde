import { fileURLToPath } from 'node:url';

/** What `osls deploy` would have made in the account of lib/sandbox/accounts/sample.json. */
export const demoStack = {
  accountId: '111122223333',
  region: 'eu-west-1',
  prefix: '/account-auditor',
  kmsKeyId: 'alias/account-auditor',
  archiveBucket: 'account-auditor-archive-111122223333-eu-west-1',
} as const;

/** A file of this project, wherever the command is started. */
export function projectFile(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}

/** The environment of the audit function: how to reach AWS, and what serverless.yml sets. */
export function functionEnvironment(client: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return {
    ...client,
    AWS_REGION: demoStack.region,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_LAMBDA_FUNCTION_NAME: 'account-auditor-demo-audit',
    POWERTOOLS_SERVICE_NAME: 'account-auditor',
    POWERTOOLS_METRICS_NAMESPACE: 'AccountAuditor',
    POWERTOOLS_LOG_LEVEL: 'INFO',
    AUDITOR_PREFIX: demoStack.prefix,
    AUDITOR_KMS_KEY_ID: demoStack.kmsKeyId,
    AUDITOR_ARCHIVE_BUCKET: demoStack.archiveBucket,
  };
}
