import type { StoredFinding } from '../../findings/finding.ts';
import { READ_ATTEMPTS, READ_RETRY_MS } from './limits.ts';
import { unpackManifest } from './manifest.ts';
import type { ParameterNames } from './names.ts';
import type { Parameters } from './parameters.ts';
import { contentHash, type Piece } from './piece.ts';
import { unpackShard } from './shard.ts';
import type { Shard } from './shard-plan.ts';
import { type NightSummary, parseSummary } from './summary.ts';
import type { Time } from './time.ts';

/** What the store holds of the last audit that was written. */
export interface StoredNight {
  readonly summary: NightSummary;
  readonly findings: readonly StoredFinding[];
  /** Names of parameters that the summary stands for and that are gone or damaged; their findings are missing here. */
  readonly lost: readonly string[];
  /** Version of the summary parameter: whoever writes next makes sure that it is still this one. */
  readonly version: number;
  readonly manifests: readonly Piece[];
  readonly shards: readonly Shard[];
}

export interface ReadOptions {
  readonly parameters: Parameters;
  readonly names: ParameterNames;
  readonly time: Time;
  readonly accountId: string;
}

/**
 * Reads one consistent night; null when none was ever written.
 *
 * All pieces are named after what they hold, so those of one summary belong together whoever writes meanwhile. A piece
 * can be gone only because a later audit replaced the summary and swept up, or because Parameter Store, which is
 * eventually consistent, does not show it yet: both are answered by reading the summary again.
 *
 * @param known a night that was read before, and is given again when the summary is still the same
 * @throws InvalidInputError when the summary cannot be read
 */
export async function readNight(options: ReadOptions, known: StoredNight | null = null): Promise<StoredNight | null> {
  const name = options.names.summary(options.accountId);
  for (let attempt = 1; ; attempt += 1) {
    const current = await readSummary(options.parameters, name);
    if (current === null) return null;
    if (known !== null && isStill(known, current)) return known;
    const night = await readPieces(options, current.summary, current.version);
    if (night.lost.length === 0 || attempt === READ_ATTEMPTS) return night;
    await options.time.sleep(READ_RETRY_MS * 2 ** (attempt - 1));
  }
}

/** A night that lacks pieces is better read again. */
function isStill(known: StoredNight, { version, summary }: Pick<StoredNight, 'summary' | 'version'>): boolean {
  return known.version === version && known.summary.runId === summary.runId && known.lost.length === 0;
}

/**
 * The summary under this name; null when there is none.
 *
 * @throws InvalidInputError when it cannot be read
 */
export async function readSummary(
  parameters: Parameters,
  name: string,
): Promise<Pick<StoredNight, 'summary' | 'version'> | null> {
  const current = await parameters.read(name);
  return current && { summary: parseSummary(current.value, name), version: current.version };
}

async function readPieces(options: ReadOptions, summary: NightSummary, version: number): Promise<StoredNight> {
  const { names, accountId } = options;
  const manifests = await unpackAll(options, summary.manifest, names.manifests, ({ hash, value }) => ({
    hash,
    value,
    shardHashes: unpackManifest(value),
  }));
  const shardHashes = manifests.found.flatMap((manifest) => manifest.shardHashes);
  const shards = await unpackAll(options, shardHashes, names.findings, ({ hash, value }) => ({
    hash,
    value,
    ...unpackShard(value),
  }));
  return {
    summary,
    findings: shards.found.flatMap((shard) => shard.findings),
    lost: [
      ...manifests.lost.map((hash) => names.manifests(accountId, hash)),
      ...shards.lost.map((hash) => names.findings(accountId, hash)),
    ],
    version,
    manifests: manifests.found,
    shards: shards.found,
  };
}

/** Pieces in the order of their hashes; lost are those that are absent, not what their name says, or not readable. */
async function unpackAll<Unpacked>(
  { parameters, accountId }: ReadOptions,
  hashes: readonly string[],
  nameOf: (accountId: string, hash: string) => string,
  unpack: (piece: Piece) => Unpacked,
): Promise<{ readonly found: readonly Unpacked[]; readonly lost: readonly string[] }> {
  const values = await parameters.readMany(hashes.map((hash) => nameOf(accountId, hash)));
  const found: Unpacked[] = [];
  const lost: string[] = [];
  for (const hash of hashes) {
    const value = values.get(nameOf(accountId, hash));
    const piece = value !== undefined && contentHash(value) === hash ? tryUnpack(() => unpack({ hash, value })) : null;
    if (piece === null) lost.push(hash);
    else found.push(piece);
  }
  return { found, lost };
}

function tryUnpack<Unpacked>(unpack: () => Unpacked): Unpacked | null {
  try {
    return unpack();
  } catch {
    // Not written by this program. Its reader is told by name, and the next night writes these findings anew.
    return null;
  }
}
