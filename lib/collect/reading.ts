import { describeAwsError } from '../aws/describe-error.ts';
import { AuditorError } from '../errors.ts';
import type { CoverageRecord, CoverageSource } from '../snapshot/snapshot.ts';
import type { CollectContext } from './context.ts';

/** What a source has read, and what of it is missing. */
export interface Reading<Data> {
  /** null: all that was tried was lost, and `status` says how. */
  readonly data: Data | null;
  /** When the data was true at AWS, if AWS says it; otherwise it is as old as the call. */
  readonly dataAsOf?: string | null;
  /** What is missing, in words; it makes the source `partial`, or what `status` says. */
  readonly gaps?: readonly string[];
  readonly status?: 'denied' | 'failed';
  readonly wanted?: number;
  readonly read?: number;
}

/** A source's data, null when it was not read, and the record that says so. */
export interface Covered<Data> {
  readonly data: Data | null;
  readonly coverage: CoverageRecord;
}

/** Reads one source, if it is wanted, and when there is room for it. Never rejects. */
export type Read = <Data>(source: CoverageSource, reader: () => Promise<Reading<Data>>) => Promise<Covered<Data>>;

/** Why something was not read when the run was told to stop. */
export const STOPPED = 'the run was stopped before this was read';

/** Runs one source. Whatever goes wrong in it becomes its coverage record, so that the others go on. */
export async function cover<Data>(
  context: CollectContext,
  source: CoverageSource,
  read: () => Promise<Reading<Data>>,
): Promise<Covered<Data>> {
  const startedAt = context.clock().toISOString();
  const covered = context.signal.aborted
    ? failed<Data>(source, 'failed', STOPPED)
    : await read().then(
        (reading) => ({ data: reading.data, coverage: coverageOf(source, reading, startedAt) }),
        (error: unknown) => failed<Data>(source, ...reasonFor(error)),
      );
  const { status, reason } = covered.coverage;
  context.report({ source, message: reason === null ? `${source}: ${status}` : `${source}: ${status} (${reason})` });
  return covered;
}

/** A source that is left out on purpose. */
export function skipped<Data>(source: CoverageSource, reason: string): Covered<Data> {
  return { data: null, coverage: { source, status: 'skipped', reason, dataAsOf: null } };
}

/**
 * The data of a source that another one builds on.
 *
 * @throws Error that names the source when it was not read
 */
export function dataOf<Data>({ data, coverage }: Covered<Data>): Data {
  if (data === null) throw new Error(`it builds on ${coverage.source}, which is ${coverage.status}`);
  return data;
}

/** The record of a source that has answered, whole or in part. */
export function coverageOf(
  source: CoverageSource,
  reading: Omit<Reading<unknown>, 'data'>,
  startedAt: string,
): CoverageRecord {
  const { gaps = [], dataAsOf = startedAt } = reading;
  const counts = { ...countOf('wanted', reading.wanted), ...countOf('read', reading.read) };
  if (gaps.length === 0) return { source, status: 'complete', reason: null, dataAsOf, ...counts };
  const status = reading.status ?? 'partial';
  return { source, status, reason: gaps.join('; '), dataAsOf: status === 'partial' ? dataAsOf : null, ...counts };
}

function countOf<Key extends string>(key: Key, count: number | undefined): Partial<Record<Key, number>> {
  return count === undefined ? {} : ({ [key]: count } as Record<Key, number>);
}

function failed<Data>(source: CoverageSource, status: 'denied' | 'failed', reason: string): Covered<Data> {
  return { data: null, coverage: { source, status, reason, dataAsOf: null } };
}

function reasonFor(error: unknown): ['denied' | 'failed', string] {
  if (error instanceof AuditorError) return ['failed', error.message];
  const { kind, message } = describeAwsError(error);
  return [kind === 'denied' ? 'denied' : 'failed', message];
}
