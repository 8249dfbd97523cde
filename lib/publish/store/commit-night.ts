import { CannotRunError } from '../../errors.ts';
import type { Log } from '../log.ts';
import { checkLease, hasTimeLeft, type Lease } from './lease.ts';
import { KEEP_UNNAMED_MS, MAX_NAMES_PER_CALL, READ_ATTEMPTS, READ_RETRY_MS } from './limits.ts';
import { packManifests } from './manifest.ts';
import type { ParameterNames } from './names.ts';
import type { Parameters } from './parameters.ts';
import { type Piece, parameterJson } from './piece.ts';
import { planShards } from './shard-plan.ts';
import type { StoredNight } from './stored-night.ts';
import { type Night, type NightSummary, summarise } from './summary.ts';
import type { Time } from './time.ts';

export interface CommitOptions {
  readonly parameters: Parameters;
  readonly names: ParameterNames;
  readonly time: Time;
  readonly log: Log;
  readonly runId: string;
}

/**
 * Thrown when there is no time left to write a night whole. Nobody sees what was written; a commit of the same night, with the
 * same beginning, finds it and writes the rest.
 */
export class WritingStopped extends CannotRunError {
  /** Parameters that are still to be written. */
  readonly left: number;

  constructor(left: number) {
    super(
      `out of time: ${left} parameters with findings are still to be written; the findings of the last audit stand`,
    );
    this.left = left;
  }
}

/** What a commit did: the summary it wrote, and how many parameters it wrote and deleted (the lease not counted). */
export interface Committed {
  readonly summary: NightSummary;
  readonly written: number;
  readonly deleted: number;
}

export interface NightToCommit {
  readonly night: Night;
  /** The night that tonight was reconciled with, read while the lease was held. */
  readonly previous: StoredNight | null;
  /** Fires when writing has to end. */
  readonly stop?: AbortSignal | undefined;
}

/**
 * Writes a night: new shards and manifests first, which nobody reads yet, then the summary, which is the commit.
 * Whatever happens before it, last night's findings stay readable as they are; whatever happens after it, tonight's.
 *
 * @throws CannotRunError when the lease was lost or the previous night is no longer the stored one: nothing is changed
 * @throws WritingStopped
 */
export async function commitNight(
  options: CommitOptions,
  lease: Lease,
  { night, previous, stop }: NightToCommit,
): Promise<Committed> {
  const { parameters, names, time } = options;
  const { accountId } = lease;
  const shards = planShards(night.findings, previous?.shards ?? []);
  const manifests = packManifests(shards);
  const summary = summarise(night, {
    runId: options.runId,
    finishedAt: new Date(time.clock()).toISOString(),
    manifest: manifests.map(({ hash }) => hash),
  });
  const before = namedPieces(names, accountId, previous ?? { shards: [], manifests: [] });
  const tonight = namedPieces(names, accountId, { shards, manifests });

  const missing = await notWritten(
    options,
    accountId,
    [...tonight].filter(([name]) => !before.has(name)),
  );
  for (const [index, [name, value]] of missing.entries()) {
    if (stop?.aborted) throw new WritingStopped(missing.length - index);
    await parameters.create(name, value);
  }
  const listed = await confirmPieces(options, accountId, tonight);
  await checkLease(parameters, lease, time);
  await checkPrevious(options, accountId, previous);
  // A request that is retried for too long must not arrive when the lease may be somebody else's.
  const lateness = AbortSignal.timeout(Math.max(0, Math.floor(lease.expiresAtMs - time.clock())));
  await parameters.overwrite(names.summary(accountId), parameterJson(summary), lateness);

  const named = new Set([...before.keys(), ...tonight.keys()]);
  const deleted = await sweep(options, lease, listed, named);
  return { summary, written: missing.length + 1, deleted };
}

/** Pieces from which on it is worth looking whether a run that was stopped has written them: ten names cost a call. */
const WORTH_LOOKING = 100;

async function notWritten(
  { parameters, names }: CommitOptions,
  accountId: string,
  pieces: readonly (readonly [name: string, value: string])[],
): Promise<readonly (readonly [name: string, value: string])[]> {
  if (pieces.length < WORTH_LOOKING) return pieces;
  const written = await parameters.list(names.findings(accountId));
  return pieces.filter(([name]) => !written.has(name));
}

/** Pieces by the name of their parameter. */
function namedPieces(
  names: ParameterNames,
  accountId: string,
  { shards, manifests }: { readonly shards: readonly Piece[]; readonly manifests: readonly Piece[] },
): ReadonlyMap<string, string> {
  return new Map([
    ...shards.map(({ hash, value }) => [names.findings(accountId, hash), value] as const),
    ...manifests.map(({ hash, value }) => [names.manifests(accountId, hash), value] as const),
  ]);
}

/**
 * Makes sure that every piece is there before the summary names it, also those of earlier nights, and writes again what
 * is not. Gives what is stored: names, and when each was written.
 */
async function confirmPieces(
  { parameters, names, time }: CommitOptions,
  accountId: string,
  pieces: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, number>> {
  for (let attempt = 1; ; attempt += 1) {
    const listed = new Map([
      ...(await parameters.list(names.findings(accountId))),
      ...(await parameters.list(names.manifests(accountId))),
    ]);
    const missing = [...pieces].filter(([name]) => !listed.has(name));
    if (missing.length === 0) return listed;
    if (attempt === READ_ATTEMPTS) {
      throw new CannotRunError(
        `${missing.length} parameters such as ${missing[0]?.[0]} do not appear although they were written; ` +
          'the findings of the last audit stand, run again',
      );
    }
    await time.sleep(READ_RETRY_MS * 2 ** (attempt - 1));
    for (const [name, value] of missing) await parameters.create(name, value);
  }
}

/** The lease keeps other audits out; this also notices a person, or a read that was out of date. */
async function checkPrevious(
  { parameters, names }: CommitOptions,
  accountId: string,
  previous: StoredNight | null,
): Promise<void> {
  const name = names.summary(accountId);
  const current = await parameters.read(name);
  if (current?.version !== previous?.version) {
    throw new CannotRunError(`${name} was changed while this audit was written, which was not stored; run again`);
  }
}

/**
 * Deletes pieces that neither this night nor the one before names and that are older than a day. Nothing depends on it:
 * what is left over is deleted by a later night.
 */
async function sweep(
  { parameters, time, log }: CommitOptions,
  lease: Lease,
  listed: ReadonlyMap<string, number>,
  named: ReadonlySet<string>,
): Promise<number> {
  const oldest = time.clock() - KEEP_UNNAMED_MS;
  const leftOver = [...listed].filter(([name, writtenAtMs]) => !named.has(name) && writtenAtMs < oldest);
  const names = leftOver.map(([name]) => name);
  let deleted = 0;
  try {
    while (deleted < names.length && hasTimeLeft(lease, time)) {
      const batch = names.slice(deleted, deleted + MAX_NAMES_PER_CALL);
      await parameters.remove(batch);
      deleted += batch.length;
    }
  } catch (error) {
    log.warn('old pieces of findings were not deleted; the next audit tries again', {
      left: names.length - deleted,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
  return deleted;
}
