import { createHash } from 'node:crypto';
import { z } from 'zod';
import { describeAwsError } from '../aws/describe-error.ts';
import { principalsLeft } from '../collect/last-accessed/read-last-accessed.ts';
import type { Configuration } from '../config/configuration.ts';
import { canonicalJson } from '../findings/canonical-json.ts';
import type { IntroducedBy } from '../findings/introduced-by.ts';
import { snapshotSchema } from '../snapshot/schema.ts';
import type { LastAccessedReport, Snapshot } from '../snapshot/snapshot.ts';
import { lastAccessedReport } from '../snapshot/usage-schema.ts';
import { tool } from '../version.ts';
import { type ArchiveBucket, getPacked, putPacked, removeObject } from './packed-objects.ts';
import { decodedLine, packedReportSchema, packReport, reportUnpacker } from './packed-report.ts';
import { introducedBySchema } from './store/introduced-by-schema.ts';

/** Version of the object; of another one nothing is gone on with. */
const SCHEMA_VERSION = 1;

/** Age at which what was read is too old to be judged together with what is still to be read. */
const MAX_AGE_HOURS = 6;

const spentSchema = z.strictObject({
  invocations: z.int(),
  durationMs: z.number(),
  apiCalls: z.int(),
  throttles: z.int(),
});

/** What the invocations of one audit have cost together. */
export type Spent = Readonly<z.infer<typeof spentSchema>>;

const headSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  /** Another version of this program may have read other things. */
  toolVersion: z.string(),
  /** So may another configuration. */
  configuration: z.string(),
  /** Of an audit that has asked everybody: parameters that it did not come to write. */
  parametersLeft: z.int().nullable(),
  /** Of such an audit: what CloudTrail has answered, by the finding's id. */
  introducers: z.record(z.string(), introducedBySchema),
  spent: spentSchema,
  /** Its reports follow, a line each. */
  snapshot: snapshotSchema,
});

const lineSchema = z.union([
  z.strictObject({ arn: z.string(), packed: packedReportSchema, takenOver: z.boolean() }),
  z.strictObject({ arn: z.string(), report: lastAccessedReport }),
]);

/** How far an audit that has asked everybody has come with writing what it found. */
export interface WritingLeft {
  /** Parameters that it did not come to write. */
  readonly parameters: number;
  /** What CloudTrail has answered, by the finding's id. */
  readonly introducers: ReadonlyMap<string, IntroducedBy>;
}

const nothingSpent: Spent = { invocations: 0, durationMs: 0, apiCalls: 0, throttles: 0 };

export interface UnfinishedAuditOptions {
  readonly bucketOf: (accountId: string) => ArchiveBucket;
  readonly configuration: Configuration;
  readonly clock: () => Date;
}

/**
 * What one invocation of an audit leaves to the next when its time runs out: `unfinished/{accountId}.ndjson.gz` in the archive
 * bucket. It is gone when the audit is finished.
 */
export class UnfinishedAudit {
  readonly #bucketOf: UnfinishedAuditOptions['bucketOf'];
  readonly #configuration: string;
  readonly #clock: () => Date;
  #left: Left = { principals: Number.POSITIVE_INFINITY, parameters: null };
  #spent = nothingSpent;
  #introducers: ReadonlyMap<string, IntroducedBy> = new Map();
  /** Unless it is known not to be. */
  #isThere = true;
  #startedAfresh: string | null = null;

  constructor({ bucketOf, configuration, clock }: UnfinishedAuditOptions) {
    this.#bucketOf = bucketOf;
    this.#configuration = createHash('sha256').update(canonicalJson(configuration)).digest('hex');
    this.#clock = clock;
  }

  /** What the invocations before this one have cost. */
  get spent(): Spent {
    return this.#spent;
  }

  /** What CloudTrail has answered the invocations before this one, by the finding's id. */
  get introducers(): ReadonlyMap<string, IntroducedBy> {
    return this.#introducers;
  }

  /** Why what an earlier invocation left was not gone on with; null: it was, or there was nothing. */
  get startedAfresh(): string | null {
    return this.#startedAfresh;
  }

  /** What an earlier invocation read; null: nothing that can be gone on with. */
  async read(accountId: string): Promise<Snapshot | null> {
    const archive = this.#bucketOf(accountId);
    try {
      const text = await getPacked(archive, keyOf(archive));
      this.#isThere = text !== null;
      if (text === null) return null;
      const { spent, snapshot, parametersLeft, introducers } = this.#parse(text, accountId);
      this.#spent = spent;
      this.#introducers = introducers;
      this.#left = { principals: principalsLeft(snapshot).length, parameters: parametersLeft };
      const left = parametersLeft === null ? `${this.#left.principals} principals` : `${parametersLeft} parameters`;
      archive.log.info(`going on with the audit of ${snapshot.takenAt}: ${left} are left`);
      return snapshot;
    } catch (error) {
      this.#startedAfresh = describeAwsError(error).message;
      archive.log.warn('what an earlier invocation read is not gone on with', { reason: this.#startedAfresh });
      return null;
    }
  }

  /**
   * Keeps what was read for another invocation. False when there is no use in one, because this one has come no further than the
   * one before, or when it cannot be kept: then the audit ends with what there is.
   *
   * @param writing of an audit that has asked everybody; left out, there was none to write yet
   */
  async keep(snapshot: Snapshot, spent: Spent, writing?: WritingLeft): Promise<boolean> {
    const archive = this.#bucketOf(snapshot.account.accountId);
    const left = { principals: principalsLeft(snapshot).length, parameters: writing?.parameters ?? null };
    if (!isFurther(left, this.#left)) {
      archive.log.warn('this invocation has come no further than the one before; the audit ends with what there is');
      return false;
    }
    try {
      await putPacked(archive, keyOf(archive), this.#write(snapshot, spent, writing));
      return true;
    } catch (error) {
      const reason = describeAwsError(error).message;
      archive.log.warn('what was read cannot be kept for another invocation; the audit ends with it', { reason });
      return false;
    }
  }

  /** The audit is finished, and nothing is to be gone on with. */
  async forget(accountId: string): Promise<void> {
    if (!this.#isThere) return;
    const archive = this.#bucketOf(accountId);
    try {
      await removeObject(archive, keyOf(archive));
    } catch (error) {
      const reason = describeAwsError(error).message;
      archive.log.warn('what earlier invocations read could not be removed; it is good for a few hours', { reason });
    }
  }

  #write({ lastAccessed, ...rest }: Snapshot, spent: Spent, writing: WritingLeft | undefined): string {
    const head = {
      schemaVersion: SCHEMA_VERSION,
      toolVersion: tool.version,
      configuration: this.#configuration,
      parametersLeft: writing?.parameters ?? null,
      introducers: Object.fromEntries(writing?.introducers ?? []),
      spent,
      snapshot: { ...rest, lastAccessed: {} },
    };
    const lines = Object.entries(lastAccessed).map(([arn, report]) =>
      report.status === 'complete'
        ? { arn, packed: packReport(report), takenOver: report.takenOver === true }
        : { arn, report },
    );
    return `${[head, ...lines].map((line) => JSON.stringify(line)).join('\n')}\n`;
  }

  /** @throws Error that says why it cannot be gone on with */
  #parse(
    text: string,
    accountId: string,
  ): {
    readonly spent: Spent;
    readonly snapshot: Snapshot;
    readonly parametersLeft: number | null;
    readonly introducers: ReadonlyMap<string, IntroducedBy>;
  } {
    const lines = text.trimEnd().split('\n').values();
    const { toolVersion, configuration, snapshot, introducers, ...progress } = decodedLine(
      headSchema,
      lines.next().value,
    );
    if (snapshot.account.accountId !== accountId) throw new Error('it is of another account');
    if (toolVersion !== tool.version) throw new Error(`version ${toolVersion} of this program read it`);
    if (configuration !== this.#configuration) throw new Error('the configuration has changed since');
    const ageHours = (this.#clock().getTime() - Date.parse(snapshot.takenAt)) / 3_600_000;
    if (!(ageHours >= 0 && ageHours <= MAX_AGE_HOURS)) {
      throw new Error(`it was begun at ${snapshot.takenAt}; what is older than ${MAX_AGE_HOURS} hours is read anew`);
    }
    const unpack = reportUnpacker();
    const reports = Array.from(lines, (text): [string, LastAccessedReport] => {
      const line = decodedLine(lineSchema, text);
      if ('report' in line) return [line.arn, line.report];
      return [line.arn, { ...unpack(line.packed), ...(line.takenOver ? { takenOver: true } : {}) }];
    });
    return {
      spent: progress.spent,
      parametersLeft: progress.parametersLeft,
      introducers: new Map(Object.entries(introducers)),
      snapshot: { ...snapshot, lastAccessed: Object.fromEntries(reports) },
    };
  }
}

/** How far an audit has come: principals first, then findings are written. */
interface Left {
  readonly principals: number;
  readonly parameters: number | null;
}

function isFurther(now: Left, before: Left): boolean {
  if (now.principals !== before.principals) return now.principals < before.principals;
  return now.parameters !== null && now.parameters < (before.parameters ?? Number.POSITIVE_INFINITY);
}

function keyOf({ owner }: ArchiveBucket): string {
  return `unfinished/${owner}.ndjson.gz`;
}
