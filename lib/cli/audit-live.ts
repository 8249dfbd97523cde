import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type AuditJobOptions, type AuditJobResult, runAuditJob } from '../audit-job.ts';
import type { Aws } from '../aws/aws.ts';
import { describeAwsError } from '../aws/describe-error.ts';
import { type Configuration, defaultConfiguration } from '../config/configuration.ts';
import { publishMetrics } from '../publish/metrics.ts';
import { createFindingsStore } from '../publish/store/findings-store.ts';
import type { TrendNight } from '../report/page/page-data.ts';
import type { AuditOptions } from './audit-options.ts';
import { AuditProgress } from './audit-progress.ts';
import { connect } from './connection-options.ts';
import { exitCodeOf } from './exit-codes.ts';
import { interruption } from './interruption.ts';
import { createProgress, type Progress } from './progress.ts';
import { type Result, reserveResults, resultsOf, writeResults } from './result-files.ts';
import { StagedFiles } from './staged-files.ts';

/** Audits the account that the credentials belong to; answers with the exit code. */
export async function auditLive(options: AuditOptions, configuration: Configuration | undefined): Promise<number> {
  const stopping = interruption();
  const progress = createProgress();
  const files = new StagedFiles();
  let aws: Aws | undefined;
  try {
    const results = await resultsOf(options, null);
    if (options.saveSnapshot !== undefined) await files.reserve(options.saveSnapshot);
    await reserveResults(results, files);
    aws = await connect(options);
    const reading = new AuditProgress({ ledger: aws.ledger, clock: () => performance.now() });
    progress.watch(() => reading.parts());
    const result = await runAuditJob({
      aws,
      ...jobOf(options, configuration),
      log: logTo(progress, reading),
      interruption: stopping.signal,
      onProgress: (step) => reading.step(step),
    });
    progress.done();
    noteOutcome(result, progress);
    const isPage = results.some(({ format }) => format === 'html');
    const trend = isPage && result.stored !== null ? await storedTrend(aws, result, options, progress) : [];
    await writeEverything(result, { options, results, files, trend });
    // Last, because an audit that was read and stored is not to be lost for its numbers.
    if (result.metrics.length > 0) await publish(aws, result);
    return exitCodeOf(result.report, options.failOn);
  } finally {
    stopping.done();
    progress.done();
    aws?.close();
    await files.discard();
  }
}

interface Writing {
  readonly options: AuditOptions;
  readonly results: readonly Result[];
  readonly files: StagedFiles;
  readonly trend: readonly TrendNight[];
}

async function writeEverything(
  { audited, report }: AuditJobResult,
  { options, results, files, trend }: Writing,
): Promise<void> {
  if (options.saveSnapshot !== undefined)
    await files.write(options.saveSnapshot, `${JSON.stringify(audited.snapshot)}\n`);
  await writeResults({ report, audited, trend }, options, results, files);
  await files.commit();
}

/** The nights that are stored, this one too. A page can do without them: what fails is said, and there are none. */
async function storedTrend(
  aws: Aws,
  { report }: AuditJobResult,
  { prefix }: AuditOptions,
  progress: Progress,
): Promise<readonly TrendNight[]> {
  const store = createFindingsStore({
    ssm: aws.ssm(),
    prefix,
    runId: randomUUID(),
    clock: () => Date.now(),
    sleep: (ms) => wait(ms),
    log: { info: () => {}, warn: (message) => progress.note(message) },
  });
  try {
    return await store.history(report.account.accountId);
  } catch (error) {
    progress.note(`the page has no trend: ${describeAwsError(error)}`);
    return [];
  }
}

function jobOf(options: AuditOptions, configuration: Configuration | undefined) {
  const settings = configuration ?? (options.publish ? undefined : defaultConfiguration);
  return {
    settings: { prefix: options.prefix },
    runId: randomUUID(),
    clock: () => new Date(),
    ...(settings ? { configuration: settings } : {}),
    ...(options.check ? { checkIds: options.check } : {}),
    wholeSnapshot: options.saveSnapshot !== undefined,
    ...(options.now ? { now: options.now } : {}),
    store: options.publish === true,
  } satisfies Partial<AuditJobOptions>;
}

function noteOutcome({ stored }: AuditJobResult, progress: Progress): void {
  if (stored?.outcome !== 'superseded') return;
  progress.note(`not stored: the later audit of ${stored.by.startedAt} (run ${stored.by.runId}) stands`);
}

async function publish(aws: Aws, { report, metrics }: AuditJobResult): Promise<void> {
  await publishMetrics(aws.cloudWatch(), metrics, { accountId: report.account.accountId, at: new Date() });
}

function logTo(progress: Progress, reading: AuditProgress): AuditJobOptions['log'] {
  return {
    info: (message) => reading.say(message),
    warn: (message, details) => progress.note(details ? `${message} ${JSON.stringify(details)}` : message),
  };
}
