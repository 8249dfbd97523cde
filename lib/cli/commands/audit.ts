import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { chooseChecks, evaluateSnapshot, reportOf } from '../../audit.ts';
import { type AuditJobOptions, runAuditJob } from '../../audit-job.ts';
import { createAws } from '../../aws/aws.ts';
import { type Configuration, defaultConfiguration } from '../../config/configuration.ts';
import { UsageError } from '../../errors.ts';
import { publishMetrics } from '../../publish/metrics.ts';
import { type AuditReport, hasFindingAtOrAbove } from '../../report/audit-report.ts';
import { loadSnapshot } from '../../snapshot/load.ts';
import { saveSnapshot } from '../../snapshot/save.ts';
import { type AuditOptions, withAuditOptions } from '../audit-options.ts';
import { readConfigurationFile } from '../configuration-file.ts';
import { exitCodes } from '../exit-codes.ts';
import { askMfaToken } from '../mfa-token.ts';
import { createProgress, type Progress } from '../progress.ts';
import { resultsOf, writeResults } from '../result-files.ts';
import { snapshotFiles } from '../snapshot-files.ts';
import { StagedFiles } from '../staged-files.ts';

/** `account-auditor audit`: one account through credentials, or saved files without any. */
export function auditCommand(): Command {
  return withAuditOptions(new Command('audit').description('Audit an account, or a saved snapshot of one.')).action(
    async (options: AuditOptions) => {
      refuseContradictions(options);
      const configuration = options.config === undefined ? undefined : await readConfigurationFile(options.config);
      process.exitCode =
        options.snapshot === undefined
          ? await auditLive(options, configuration)
          : await auditFiles(options, options.snapshot, configuration ?? defaultConfiguration);
    },
  );
}

function refuseContradictions(options: AuditOptions): void {
  chooseChecks(options.check);
  const isOffline = options.snapshot !== undefined;
  const contradictions: readonly (readonly [boolean, string])[] = [
    [options.publish && isOffline, '--publish does not go with --snapshot: only an account that is read now is stored'],
    [
      options.publish && options.check !== undefined,
      '--publish does not go with --check: only a whole audit is stored',
    ],
    [options.publish && options.now !== undefined, '--publish does not go with --now: only an audit of now is stored'],
    [
      options.saveSnapshot !== undefined && isOffline,
      '--save-snapshot does not go with --snapshot, which is saved already',
    ],
    [
      options.credentialReport !== undefined && !isOffline,
      '--credential-report goes with --snapshot; a live audit reads its own',
    ],
    [options.externalId !== undefined && options.roleArn === undefined, '--external-id goes with --role-arn'],
    [options.mfaSerial !== undefined && options.roleArn === undefined, '--mfa-serial goes with --role-arn'],
    [(options.format?.length ?? 1) > 1 && options.out === '-', 'several --format need --out FOLDER'],
  ];
  const broken = contradictions.find(([isBroken]) => isBroken);
  if (broken) throw new UsageError(broken[1]);
}

async function auditLive(options: AuditOptions, configuration: Configuration | undefined): Promise<number> {
  const results = await resultsOf(options, null);
  const files = new StagedFiles();
  const progress = createProgress();
  const aws = createAws({
    profile: options.profile,
    region: options.region,
    mfaToken: askMfaToken,
    ...(options.roleArn === undefined ? {} : { assumeRole: roleOf(options.roleArn, options) }),
  });
  try {
    const settings = configuration ?? (options.publish ? undefined : defaultConfiguration);
    const result = await runAuditJob({
      aws,
      settings: { prefix: options.prefix },
      runId: randomUUID(),
      clock: () => new Date(),
      log: logTo(progress),
      ...(settings ? { configuration: settings } : {}),
      ...(options.check ? { checkIds: options.check } : {}),
      ...(options.now ? { now: options.now } : {}),
      store: options.publish,
      onProgress: (message) => progress.say(message),
    });
    const { accountId } = result.report.account;
    if (result.metrics.length > 0)
      await publishMetrics(aws.cloudWatch(), result.metrics, { accountId, at: new Date() });
    if (options.saveSnapshot !== undefined) await saveSnapshot(options.saveSnapshot, result.audited.snapshot);
    progress.done();
    if (result.stored?.outcome === 'superseded') {
      progress.note(
        `not stored: the later audit of ${result.stored.by.startedAt} (run ${result.stored.by.runId}) stands`,
      );
    }
    await writeResults(result.report, options, results, files);
    await files.commit();
    return exitCodeOf(result.report, options);
  } finally {
    progress.done();
    aws.close();
    await files.discard();
  }
}

function roleOf(roleArn: string, { externalId, mfaSerial }: AuditOptions) {
  return { roleArn, ...(externalId ? { externalId } : {}), ...(mfaSerial ? { mfaSerial } : {}) };
}

function logTo(progress: Progress): AuditJobOptions['log'] {
  return {
    info: (message) => progress.say(message),
    warn: (message, details) => progress.note(`${message} ${JSON.stringify(details ?? {})}`),
  };
}

/** One file after the other, results for all or for none; the gravest exit code of them all. */
async function auditFiles(options: AuditOptions, path: string, configuration: Configuration): Promise<number> {
  const files = new StagedFiles();
  let gravest: number = exitCodes.done;
  try {
    for (const { path: file, name } of await snapshotFiles(path, options)) {
      const results = await resultsOf(options, name);
      const snapshot = await loadSnapshot(file, {
        now: options.now ?? new Date(),
        credentialReportPath: options.credentialReport,
      });
      const audited = evaluateSnapshot(snapshot, {
        configuration,
        ...(options.now ? { now: options.now } : {}),
        ...(options.check ? { checkIds: options.check } : {}),
      });
      const report = reportOf(audited);
      await writeResults(report, options, results, files);
      gravest = Math.max(gravest, exitCodeOf(report, options));
    }
    await files.commit();
    return gravest;
  } finally {
    await files.discard();
  }
}

/** Incomplete (3) wins over findings (1). */
function exitCodeOf(report: AuditReport, { failOn }: AuditOptions): number {
  if (report.summary.status === 'incomplete') return exitCodes.incomplete;
  return failOn !== 'none' && hasFindingAtOrAbove(report.findings, failOn) ? exitCodes.findings : exitCodes.done;
}
