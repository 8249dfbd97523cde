import { setTimeout as wait } from 'node:timers/promises';
import { type AuditedAccount, auditAccount, type CollectAndEvaluateOptions, chooseChecks } from './audit.ts';
import type { LedgerTotals } from './aws/ledger.ts';
import type { PaceState } from './aws/pace/iam-pace.ts';
import { readConfiguration } from './checks/read-configuration.ts';
import { type ReadExceptions, readExceptions } from './checks/read-exceptions.ts';
import type { CollectProgress } from './collect/collect-snapshot.ts';
import { eventHistory } from './collect/event-history.ts';
import { reportOf } from './compare-audit.ts';
import { type Configuration, defaultConfiguration } from './config/configuration.ts';
import type { AskHistory } from './findings/attribution.ts';
import { firstOf, unlessInterrupted } from './interruption.ts';
import { archiveBucketOf, type JobPlaces, storeOf, warnOfDefaultKey } from './job-places.ts';
import { keepNightPage } from './night-page.ts';
import { announceNight } from './publish/announce-night.ts';
import type { Archived } from './publish/archive.ts';
import { type AuditMetric, auditMetrics } from './publish/metrics.ts';
import { createNightArchive } from './publish/night-archive.ts';
import type { FindingsStore } from './publish/store/findings-store.ts';
import { type Spent, UnfinishedAudit } from './publish/unfinished-audit.ts';
import type { AuditReport } from './report/audit-report.ts';
import { type Stored, storeAudit } from './store-audit.ts';

export interface AuditJobOptions extends JobPlaces {
  /** Settings that go before those in Parameter Store, which then are not read. */
  readonly configuration?: Configuration;
  readonly checkIds?: readonly string[];
  /** Whether to read also what the checks of `checkIds` do not look at, because the snapshot is to be kept. */
  readonly wholeSnapshot?: boolean;
  /** Whether to compare with the night before and store. */
  readonly store: boolean;
  /** The instant that ages are counted to; left out, when the account is read. */
  readonly now?: Date;
  /** Fires when time runs short: what is not read then is said to be unread. */
  readonly signal?: AbortSignal;
  /**
   * Fires when nobody further is asked about, so that there is time to read what was asked for; left out, when `signal` does. A run
   * that stores, and has an archive, then keeps what it has for another that goes on from there.
   */
  readonly sweepSignal?: AbortSignal;
  /**
   * Fires when writing findings has to end, so that there is time to keep what was read for another run.
   */
  readonly writeSignal?: AbortSignal;
  /** How long AWS may take over the credential report. */
  readonly credentialReportTimeoutMs?: number;
  readonly onProgress?: (progress: CollectProgress) => void;
}

export interface AuditJobResult {
  readonly audited: AuditedAccount;
  readonly report: AuditReport;
  /** Null when it was not to be stored. */
  readonly stored: Stored | null;
  /** Parameters that are left to another run to write, for which what was read is kept; 0: none. */
  readonly parametersLeft: number;
  readonly archived: Archived | null;
  /** Where the page of the night is; null: it was not kept. */
  readonly page: string | null;
  /** The last-accessed reports of earlier nights, in a few words: where they are from, or why there are none. */
  readonly keptReports: string;
  /** What CloudWatch gets to see; none unless the audit was stored. */
  readonly metrics: readonly AuditMetric[];
  /** What all invocations of this audit have cost, this one included. */
  readonly spent: Spent;
  /** Why what an earlier invocation left was not gone on with; null: it was, or there was nothing. */
  readonly startedAfresh: string | null;
  /** Of this invocation alone. */
  readonly durationMs: number;
  readonly cost: LedgerTotals;
  readonly pace: PaceState;
}

/** One audit of the account that the credentials belong to, from the settings to the archive. */
export async function runAuditJob(options: AuditJobOptions): Promise<AuditJobResult> {
  const { aws, clock, interruption, deadline } = options;
  const stopped = firstOf(interruption, deadline);
  const startedAt = clock().getTime();
  chooseChecks(options.checkIds);
  const configuration = options.configuration ?? (await unlessInterrupted(storedConfiguration(options), stopped));
  aws.paceIam(configuration);
  const store = options.store ? storeOf(options, configuration) : null;
  const accepted = await unlessInterrupted(acceptedBy(options, configuration), stopped);
  const writtenSettings = store && (await unlessInterrupted(store.readWrittenSettings(), stopped));
  const bucketOf = archiveBucketOf(options, configuration);
  const archive = createNightArchive(bucketOf);
  const unfinished = store && bucketOf && new UnfinishedAudit({ bucketOf, configuration, clock });
  const spent = () => sumOf(unfinished?.spent, clock().getTime() - startedAt, aws.ledger.snapshot());
  const audited = await unlessInterrupted(
    auditAccount({
      ...auditOptions(options, configuration),
      ...(accepted === null ? {} : { accepted }),
      ...(writtenSettings === null ? {} : { written: writtenSettings }),
      keptReports: (accountId) => archive.readReports(accountId),
      keptAnswers: (accountId) => archive.readAnswers(accountId),
      ...(unfinished && {
        unfinished: (accountId) => unfinished.read(accountId),
        keepUnfinished: (snapshot) => unfinished.keep(snapshot, spent()),
      }),
      // A night that cannot be compared with is found out before the account is read for nothing.
      ...(store === null ? {} : { onIdentified: (accountId) => store.checkSummary(accountId) }),
    }),
    stopped,
  );
  if (store !== null) warnOfDefaultKey(options, configuration);
  // Only a finished audit is stored: until then the night before stays as it is.
  const { stored, parametersLeft } =
    store === null || audited.left > 0
      ? { stored: null, parametersLeft: 0 }
      : await storeOrLeave(audited, store, { ...options, unfinished, spent });
  interruption?.throwIfAborted();
  // After the findings: they are what people wait for, and the archive is what they were worked out from.
  const archived = stored === null ? null : await archive.keepSnapshot(audited.snapshot, options.runId);
  if (stored?.outcome === 'stored') {
    await archive.keepReports(audited.snapshot);
    await archive.keepAnswers(audited.snapshot);
  }
  if (stored !== null) await unfinished?.forget(audited.snapshot.account.accountId);
  const page = store && stored && (await keepNightPage(audited, stored, { ...options, store, archive }));
  if (stored?.outcome === 'stored') {
    await announceNight(aws, configuration, { ...stored, log: options.log, sleep: options.sleep ?? wait, deadline });
  }
  const total = spent();
  const pace = aws.iamPace();
  return {
    audited,
    report: withPace(stored?.report ?? reportOf(audited), pace),
    stored,
    parametersLeft,
    archived,
    page,
    keptReports: archive.origin,
    metrics: stored?.outcome === 'stored' ? auditMetrics({ ...stored, ...total }) : [],
    spent: total,
    startedAfresh: unfinished?.startedAfresh ?? null,
    durationMs: clock().getTime() - startedAt,
    cost: aws.ledger.snapshot(),
    pace,
  };
}

/**
 * Stores a finished audit, or leaves what there was not the time to write to another run, for which what was read is kept.
 *
 * @throws WritingStopped when it cannot be kept: nothing would come of this audit
 */
async function storeOrLeave(
  audited: AuditedAccount,
  store: FindingsStore,
  options: AuditJobOptions & { readonly unfinished: UnfinishedAudit | null; readonly spent: () => Spent },
): Promise<{ readonly stored: Stored | null; readonly parametersLeft: number }> {
  const { unfinished, spent, writeSignal, deadline } = options;
  const storing = storeAudit(audited, store, {
    ask: historyFor(options, audited.configuration, audited),
    introducers: unfinished?.introducers,
    stop: writeSignal,
  });
  const written = await unlessInterrupted(storing, deadline);
  if (written.outcome !== 'stopped') return { stored: written, parametersLeft: 0 };
  const { reason, introducers } = written;
  const left = { parameters: reason.left, introducers };
  if (await unfinished?.keep(audited.snapshot, spent(), left)) return { stored: null, parametersLeft: reason.left };
  throw reason;
}

/** How long CloudTrail may keep a night that is otherwise ready to be stored: the lookups of the default take a third of it. */
const HISTORY_TIME_LIMIT_MS = 45_000;

/** What is asked of CloudTrail about the findings of an audit; undefined: nothing. */
function historyFor(
  options: AuditJobOptions,
  { attribution: { maxLookups } }: Configuration,
  { snapshot }: AuditedAccount,
): AskHistory | undefined {
  if (maxLookups === 0) return undefined;
  const { aws, clock, sleep = wait, signal, interruption, deadline } = options;
  return eventHistory({
    aws,
    partition: snapshot.account.partition,
    maxLookups,
    clock,
    sleep: (ms) => sleep(ms),
    signal: firstOf(interruption, deadline, AbortSignal.timeout(HISTORY_TIME_LIMIT_MS), signal),
  });
}

function withPace(report: AuditReport, pace: PaceState): AuditReport {
  return { ...report, summary: { ...report.summary, pace } };
}

function auditOptions(options: AuditJobOptions, configuration: Configuration): CollectAndEvaluateOptions {
  const { aws, clock, sleep, checkIds, now, signal, sweepSignal, credentialReportTimeoutMs, onProgress } = options;
  return {
    aws,
    configuration,
    clock,
    ...(options.wholeSnapshot ? { wholeSnapshot: true } : {}),
    ...(sleep ? { sleep } : {}),
    ...(checkIds ? { checkIds } : {}),
    ...(now ? { now } : {}),
    ...(signal ? { signal } : {}),
    ...(sweepSignal ? { sweepSignal } : {}),
    ...(credentialReportTimeoutMs === undefined ? {} : { credentialReportTimeoutMs }),
    ...(onProgress ? { onProgress } : {}),
  };
}

/** The operator's exceptions, where settings or findings are in Parameter Store; null where nothing of it is read. */
async function acceptedBy(options: AuditJobOptions, configuration: Configuration): Promise<ReadExceptions | null> {
  if (!options.store && options.configuration !== undefined) return null;
  const accepted = readExceptions(await storeOf(options, configuration).readExceptions(), options.clock());
  for (const { problem } of accepted.unreadable) options.log.warn(`an exception hides nothing: ${problem}`);
  return accepted;
}

async function storedConfiguration(options: AuditJobOptions): Promise<Configuration> {
  const found = await storeOf(options, defaultConfiguration).readConfiguration();
  return found === null ? defaultConfiguration : readConfiguration(found.text, found.name);
}

function sumOf(before: Spent | undefined, durationMs: number, { calls, throttles }: LedgerTotals): Spent {
  return {
    invocations: (before?.invocations ?? 0) + 1,
    durationMs: (before?.durationMs ?? 0) + durationMs,
    apiCalls: (before?.apiCalls ?? 0) + calls,
    throttles: (before?.throttles ?? 0) + throttles,
  };
}
