import { setTimeout as wait } from 'node:timers/promises';
import type { Aws } from './aws/aws.ts';
import type { Configuration } from './config/configuration.ts';
import { firstOf, interruptibleSleep } from './interruption.ts';
import type { Log } from './publish/log.ts';
import type { ArchiveBucket } from './publish/packed-objects.ts';
import { createFindingsStore, type FindingsStore } from './publish/store/findings-store.ts';

/** Where an audit keeps its things. */
interface JobSettings {
  /** Of all parameters, for example `/account-auditor`. */
  readonly prefix: string;
  /** Key for findings and archive; the configuration's own goes before it. */
  readonly kmsKeyId?: string;
  /** Bucket for snapshots; without one there is no archive. */
  readonly archiveBucket?: string;
}

/** What an audit keeps its things with. */
export interface JobPlaces {
  readonly aws: Aws;
  readonly settings: JobSettings;
  /** Names this run in the store, the lease and the archive. */
  readonly runId: string;
  readonly clock: () => Date;
  /** How to wait, for whoever brings a clock of their own. */
  readonly sleep?: (ms: number) => Promise<void>;
  readonly log: Log;
  /**
   * Fires when nobody waits for the result any more: reading ends at once, and writing as soon as the lease can be
   * given back. The job rejects with the signal's reason.
   */
  readonly interruption?: AbortSignal;
  /**
   * Fires when the process is about to be ended from outside: whatever is under way is given up, and the job rejects with
   * the signal's reason, unless the findings are stored.
   */
  readonly deadline?: AbortSignal;
}

export function storeOf(places: JobPlaces, configuration: Configuration): FindingsStore {
  const { aws, settings, runId, log, clock, sleep = wait, interruption, deadline } = places;
  return createFindingsStore({
    ssm: aws.ssm(),
    prefix: settings.prefix,
    runId,
    log,
    clock: () => clock().getTime(),
    sleep: interruptibleSleep((ms) => sleep(ms), firstOf(interruption, deadline)),
    ...(deadline ? { deadline } : {}),
    ...keyOf(settings, configuration),
  });
}

/** The archive bucket of an account; null: there is no archive. */
export function archiveBucketOf(
  { aws, settings, log, deadline }: JobPlaces,
  configuration: Configuration,
): ((accountId: string) => ArchiveBucket) | null {
  const { archiveBucket: bucket } = settings;
  if (bucket === undefined) return null;
  return (owner) => ({
    s3: aws.s3(),
    bucket,
    owner,
    log,
    ...(deadline ? { deadline } : {}),
    ...keyOf(settings, configuration),
  });
}

export function warnOfDefaultKey({ settings, log }: JobPlaces, configuration: Configuration): void {
  if (keyOf(settings, configuration).kmsKeyId !== undefined) return;
  log.warn(
    "no kmsKeyId is configured: findings are encrypted with the account's default key, with which everybody reads them who may read parameters",
  );
}

function keyOf(settings: JobSettings, configuration: Configuration): { readonly kmsKeyId?: string } {
  const kmsKeyId = configuration.kmsKeyId ?? settings.kmsKeyId;
  return kmsKeyId === undefined ? {} : { kmsKeyId };
}
