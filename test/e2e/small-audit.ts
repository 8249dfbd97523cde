import { setImmediate as nextTurn } from 'node:timers/promises';
import { type AuditJobOptions, type AuditJobResult, runAuditJob } from '../../lib/audit-job.ts';
import { type AwsOptions, createAws } from '../../lib/aws/aws.ts';
import { defaultConfiguration } from '../../lib/config/configuration.ts';
import type { Finding } from '../../lib/findings/finding.ts';
import { loadAccounts } from '../../lib/sandbox/load.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../lib/sandbox/server.ts';
import { smallAccount, smallAccountBucket, smallAccountNow } from './small-account.ts';

/** The small account on loopback, in pages of ten. The same for every seed, which decides only what goes wrong. */
export function startSmall(options: Partial<Omit<SandboxOptions, 'accounts'>> = {}): Promise<Sandbox> {
  const accounts = loadAccounts([smallAccount], { now: smallAccountNow, pageLimit: 10 });
  return startSandbox({ accounts, now: () => smallAccountNow, ...options });
}

/** A clock that starts so many days after the account's own time, and on which whoever sleeps is woken at once. */
export function ownTime(days = 0): Pick<AuditJobOptions, 'clock' | 'sleep'> {
  const startedAt = performance.now();
  let sleptMs = days * 86_400_000;
  return {
    clock: () => new Date(smallAccountNow.getTime() + sleptMs + performance.now() - startedAt),
    sleep: async (ms) => {
      sleptMs += ms;
      await nextTurn();
    },
  };
}

/** One audit of the small account, with all that can be asked for. Nothing is stored unless `store` says so. */
export async function auditSmall(
  sandbox: Sandbox,
  options: Partial<AuditJobOptions & Pick<AwsOptions, 'timeouts'>> = {},
): Promise<AuditJobResult> {
  const { timeouts, ...job } = options;
  const aws = createAws({
    region: 'eu-west-1',
    endpoint: sandbox.endpoint,
    credentials: sandbox.credentials,
    timeouts,
  });
  try {
    return await runAuditJob({
      aws,
      settings: { prefix: '/account-auditor', kmsKeyId: 'alias/account-auditor', archiveBucket: smallAccountBucket },
      // No limit to be gentle with, and hundreds of audits.
      configuration: {
        ...defaultConfiguration,
        collectPerUserCredentials: true,
        cloudTrailEvidence: { maxPrincipals: 20 },
        severities: { 'role-unused': 'high' },
        pace: 'fast',
      },
      runId: 'run-1',
      ...ownTime(),
      log: { info: () => {}, warn: () => {} },
      store: false,
      ...job,
    });
  } finally {
    aws.close();
  }
}

/** What was found, without the instants at which two audits differ. */
export function foundBy({ report }: AuditJobResult): readonly Omit<Finding, 'firstSeenAt' | 'lastSeenAt'>[] {
  return report.findings.map(({ firstSeenAt: _first, lastSeenAt: _last, ...finding }) => finding);
}

/** The findings of `whole` that are not in `audit`, and that no `unknown` of their check accounts for. */
export function lostInSilence(whole: AuditJobResult, audit: AuditJobResult): readonly string[] {
  const found = new Set(audit.report.findings.map(({ id }) => id));
  return whole.report.findings
    .filter(({ id }) => !found.has(id))
    .filter(({ checkId, resource }) => {
      const outcome = audit.report.checks.find(({ id }) => id === checkId);
      return !outcome?.unknown.some(
        ({ resourceArn, reason }) => reason !== '' && (resourceArn === undefined || resourceArn === resource.arn),
      );
    })
    .map(({ checkId, resource }) => `${checkId} ${resource.arn}`);
}
