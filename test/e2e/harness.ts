import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type AuditJobOptions, type AuditJobResult, runAuditJob } from '../../lib/audit-job.ts';
import { createAws } from '../../lib/aws/aws.ts';
import { createFindingsStore } from '../../lib/publish/store/findings-store.ts';
import type { StoredNight } from '../../lib/publish/store/stored-night.ts';
import { loadAccountFile } from '../../lib/sandbox/load.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../lib/sandbox/server.ts';

export const accountId = '111122223333';
export const region = 'eu-west-1';
export const prefix = '/account-auditor';
export const archiveBucket = 'account-auditor-archive-111122223333-eu-west-1';

export const sampleAccount = loadAccountFile(
  fileURLToPath(new URL('../../lib/sandbox/accounts/sample.json', import.meta.url)),
);

/** The sample account on loopback. */
export function startSample(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  return startSandbox({ accounts: sampleAccount, ...options });
}

/** One audit of the sandbox's first account, as the function and the command line run it. */
export async function audit(sandbox: Sandbox, options: Partial<AuditJobOptions> = {}): Promise<AuditJobResult> {
  const aws = createAws({ region, endpoint: sandbox.endpoint, credentials: sandbox.credentials });
  try {
    return await runAuditJob({
      aws,
      settings: { prefix, kmsKeyId: 'alias/account-auditor', archiveBucket },
      runId: 'run-1',
      clock: () => new Date(),
      log: { info: () => {}, warn: () => {} },
      store: true,
      ...options,
    });
  } finally {
    aws.close();
  }
}

/** What a reader finds in Parameter Store. */
export async function readBack(sandbox: Sandbox): Promise<StoredNight | null> {
  const aws = createAws({ region, endpoint: sandbox.endpoint, credentials: sandbox.credentials });
  try {
    const store = createFindingsStore({
      ssm: aws.ssm(),
      prefix,
      runId: 'reader',
      clock: () => Date.now(),
      sleep: (ms) => sleep(ms),
      log: { info: () => {}, warn: () => {} },
    });
    return await store.readNight(accountId);
  } finally {
    aws.close();
  }
}
