import type { SSMClient } from '@aws-sdk/client-ssm';
import type { WrittenSettings } from '../../config/written-settings.ts';
import type { Log } from '../log.ts';
import { type Committed, commitNight, type NightToCommit } from './commit-night.ts';
import { readHistory } from './history.ts';
import { acquireLease, type Lease, releaseLease } from './lease.ts';
import { LEASE_WAIT_MS } from './limits.ts';
import { parameterNames } from './names.ts';
import { createParameters } from './parameters.ts';
import { parameterJson } from './piece.ts';
import { readNight, readSummary, type StoredNight } from './stored-night.ts';
import type { NightSummary } from './summary.ts';
import type { Time } from './time.ts';

/**
 * The findings of accounts in Parameter Store (docs: the SSM layout).
 *
 * To write: acquire the lease, read the night, reconcile with it, commit, and release, whatever happened in between.
 * Everything fails with a CannotRunError in one line, except what each says of itself.
 */
export interface FindingsStore {
  /** The operator's settings as text, and the parameter's name; null when there are none. */
  readConfiguration(): Promise<{ readonly text: string; readonly name: string } | null>;
  /**
   * Makes sure that the next audit can be compared with what is stored.
   *
   * @throws InvalidInputError when there is a summary that cannot be read
   */
  checkSummary(accountId: string): Promise<void>;
  /** What operators accept, one text each, in the order of their ids. */
  readExceptions(): Promise<readonly StoredException[]>;
  /** Who wrote the settings and when. Never rejects: that it could not be read is in the answer. */
  readWrittenSettings(): Promise<WrittenSettings>;
  /**
   * Stores what an operator accepts; false when there is an exception of that id already.
   *
   * @param kmsKeyId left out: the key of the store
   */
  createException(id: string, exception: object, kmsKeyId?: string): Promise<boolean>;
  /**
   * The last night; null when there is none.
   *
   * @param known what this gave before: given again while it is still the last night
   * @throws InvalidInputError when there is a summary that cannot be read
   */
  readNight(accountId: string, known?: StoredNight | null): Promise<StoredNight | null>;
  /** Waits for another run, up to the store's `leaseWaitMs`; then it is a CannotRunError that names the other. */
  acquireLease(accountId: string): Promise<Lease>;
  /** @throws WritingStopped when there was not the time to write everything */
  commit(lease: Lease, night: NightToCommit): Promise<Committed>;
  /** Never throws: a lease that could not be given back ends by itself. */
  release(lease: Lease): Promise<void>;
  /** The summaries of up to 100 nights, oldest first. */
  history(accountId: string): Promise<readonly NightSummary[]>;
}

/** An exception as somebody wrote it. */
export interface StoredException {
  readonly id: string;
  /** Of its parameter. */
  readonly name: string;
  readonly text: string;
}

export interface FindingsStoreOptions extends Time {
  readonly ssm: SSMClient;
  /** Where all parameters are, for example `/account-auditor`. */
  readonly prefix: string;
  /** Key under which everything but the configuration is encrypted; without one, the account's default key. */
  readonly kmsKeyId?: string;
  /** Names this run in the summary, in the lease, and to others that wait for it. */
  readonly runId: string;
  readonly log: Log;
  readonly leaseWaitMs?: number;
  /** Fires when the process may end at any moment: nothing is written any more. */
  readonly deadline?: AbortSignal;
}

export function createFindingsStore(options: FindingsStoreOptions): FindingsStore {
  const { ssm, kmsKeyId, runId, log, deadline } = options;
  const time: Time = { clock: options.clock, sleep: options.sleep };
  const names = parameterNames(options.prefix);
  const parameters = createParameters({
    ssm,
    time,
    ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
    ...(deadline ? { deadline } : {}),
  });

  return {
    async readConfiguration() {
      const found = await parameters.read(names.config);
      return found === null ? null : { text: found.value, name: names.config };
    },

    async checkSummary(accountId) {
      await readSummary(parameters, names.summary(accountId));
    },

    async readExceptions() {
      const listed = [...(await parameters.list(names.exceptions())).keys()].sort();
      const texts = await parameters.readMany(listed);
      return listed.flatMap((name) => {
        const text = texts.get(name);
        return text === undefined ? [] : [{ id: name.slice(names.exceptions('').length), name, text }];
      });
    },

    async readWrittenSettings() {
      const exceptionsFolder = names.exceptions();
      try {
        const written = [
          await parameters.describe({ name: names.config }),
          await parameters.describe({ folder: exceptionsFolder }),
        ];
        return { status: 'read', parameters: written.flat(), configurationName: names.config, exceptionsFolder };
      } catch (error) {
        return { status: 'unread', reason: error instanceof Error ? error.message : String(error) };
      }
    },

    async createException(id, exception, kmsKeyId) {
      return await parameters.create(names.exceptions(id), parameterJson(exception), kmsKeyId);
    },

    async readNight(accountId, known = null) {
      const night = await readNight({ parameters, names, time, accountId }, known);
      if (night === known) return night;
      if (night !== null && night.lost.length > 0) {
        log.warn('findings of the last audit are lost: parameters that its summary names are gone or damaged', {
          parameters: night.lost.length,
          first: night.lost[0] ?? '',
        });
      }
      return night;
    },

    async acquireLease(accountId) {
      const waitMs = options.leaseWaitMs ?? LEASE_WAIT_MS;
      return await acquireLease({ parameters, time, runId, accountId, name: names.lease(accountId), waitMs });
    },

    async commit(lease, night) {
      const committed = await commitNight({ parameters, names, time, log, runId }, lease, night);
      const { written, deleted } = committed;
      log.info('findings stored', { accountId: lease.accountId, written, deleted });
      return committed;
    },

    async release(lease) {
      try {
        await releaseLease(parameters, lease, time);
      } catch (error) {
        log.warn('the lease could not be given back; it ends by itself', {
          lease: lease.name,
          endsAt: new Date(lease.expiresAtMs).toISOString(),
          reason: error instanceof Error ? error.message : String(error),
        });
      }
    },

    async history(accountId) {
      return await readHistory(parameters, names.summary(accountId));
    },
  };
}
