import { setTimeout as wait } from 'node:timers/promises';
import { type Audited, auditAccount, chooseChecks, reportOf, type Stored, storeAudit } from './audit.ts';
import type { Aws } from './aws/aws.ts';
import type { LedgerTotals } from './aws/ledger.ts';
import { type Configuration, defaultConfiguration, parseConfiguration } from './config/configuration.ts';
import { type Archived, archiveSnapshot } from './publish/archive.ts';
import type { Log } from './publish/log.ts';
import { type AuditMetric, auditMetrics } from './publish/metrics.ts';
import { createFindingsStore, type FindingsStore } from './publish/store/findings-store.ts';
import type { AuditReport } from './report/audit-report.ts';

/** Where an audit keeps its things. */
export interface JobSettings {
  /** Of all parameters, for example `/account-auditor`. */
  readonly prefix: string;
  /** Key for findings and archive; the configuration's own goes before it. */
  readonly kmsKeyId?: string;
  /** Bucket for snapshots; without one there is no archive. */
  readonly archiveBucket?: string;
}

export interface AuditJobOptions {
  readonly aws: Aws;
  readonly settings: JobSettings;
  /** Names this run in the store, the lease and the archive. */
  readonly runId: string;
  readonly clock: () => Date;
  /** How to wait, for whoever brings a clock of their own. */
  readonly sleep?: (ms: number) => Promise<void>;
  readonly log: Log;
  /** Settings that go before those in Parameter Store, which then are not read. */
  readonly configuration?: Configuration;
  readonly checkIds?: readonly string[];
  /** Whether to compare with the night before and store. */
  readonly store: boolean;
  /** The instant that ages are counted to; left out, when the account is read. */
  readonly now?: Date;
  /** Fires when time runs short: what is not read then is said to be unread. */
  readonly signal?: AbortSignal;
  /** How long AWS may take over the credential report. */
  readonly credentialReportTimeoutMs?: number;
  readonly onProgress?: (message: string) => void;
}

export interface AuditJobResult {
  readonly audited: Audited;
  readonly report: AuditReport;
  /** Null when it was not to be stored. */
  readonly stored: Stored | null;
  readonly archived: Archived | null;
  /** What CloudWatch gets to see; none unless the audit was stored. */
  readonly metrics: readonly AuditMetric[];
  readonly durationMs: number;
  readonly cost: LedgerTotals;
}

/** One audit of the account that the credentials belong to, from the settings to the archive. */
export async function runAuditJob(options: AuditJobOptions): Promise<AuditJobResult> {
  const { aws, clock, sleep, checkIds, now, signal, credentialReportTimeoutMs, onProgress } = options;
  const startedAt = clock().getTime();
  chooseChecks(checkIds);
  const configuration = options.configuration ?? (await storedConfiguration(options));
  if (configuration.maxCallsPerSecond !== undefined) aws.limitIamCalls(configuration.maxCallsPerSecond);
  const audited = await auditAccount({
    aws,
    configuration,
    clock,
    ...(sleep ? { sleep } : {}),
    ...(checkIds ? { checkIds } : {}),
    ...(now ? { now } : {}),
    ...(signal ? { signal } : {}),
    ...(credentialReportTimeoutMs === undefined ? {} : { credentialReportTimeoutMs }),
    ...(onProgress ? { onProgress: ({ message }) => onProgress(message) } : {}),
  });
  const stored = options.store ? await storeAudit(audited, storeOf(options, configuration)) : null;
  // After the findings: they are what people wait for, and the archive is what they were worked out from.
  const archived = stored === null ? null : await archive(audited, options);
  const durationMs = clock().getTime() - startedAt;
  const cost = aws.ledger.snapshot();
  return {
    audited,
    report: stored?.report ?? reportOf(audited),
    stored,
    archived,
    metrics:
      stored?.outcome === 'stored'
        ? auditMetrics({ ...stored, durationMs, apiCalls: cost.calls, throttles: cost.throttles })
        : [],
    durationMs,
    cost,
  };
}

async function storedConfiguration(options: AuditJobOptions): Promise<Configuration> {
  const found = await storeOf(options, defaultConfiguration).readConfiguration();
  return found === null ? defaultConfiguration : parseConfiguration(found.text, found.name);
}

function storeOf(options: AuditJobOptions, configuration: Configuration): FindingsStore {
  const { aws, settings, runId, log, clock, sleep = wait } = options;
  return createFindingsStore({
    ssm: aws.ssm(),
    prefix: settings.prefix,
    runId,
    log,
    clock: () => clock().getTime(),
    sleep: (ms) => sleep(ms),
    ...keyOf(settings, configuration),
  });
}

async function archive({ snapshot, configuration }: Audited, options: AuditJobOptions): Promise<Archived | null> {
  const { aws, settings, runId, log } = options;
  if (settings.archiveBucket === undefined) return null;
  const { archiveBucket: bucket } = settings;
  return await archiveSnapshot({ s3: aws.s3(), bucket, snapshot, runId, log, ...keyOf(settings, configuration) });
}

function keyOf(settings: JobSettings, configuration: Configuration): { readonly kmsKeyId?: string } {
  const kmsKeyId = configuration.kmsKeyId ?? settings.kmsKeyId;
  return kmsKeyId === undefined ? {} : { kmsKeyId };
}
