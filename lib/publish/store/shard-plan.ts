import { CannotRunError } from '../../errors.ts';
import type { StoredFinding } from '../../findings/finding.ts';
import { compareText } from '../../findings/order.ts';
import { fitFinding } from './fit-finding.ts';
import { MAX_VALUE_BYTES } from './limits.ts';
import { contentHash, type Piece } from './piece.ts';
import { packShard, shardText } from './shard.ts';

/** A shard and what is in it. */
export interface Shard extends Piece {
  /** Its JSON, unpacked. */
  readonly text: string;
  readonly findings: readonly StoredFinding[];
}

/** How full shards are made at first: the rest is room for tomorrow's findings. */
const FILL = 0.92;
/** Neighbours that fill less than this together become one. Well below a full shard, so that they don't part again. */
const MERGE_BELOW = 0.6;
/** Packed, base64 and prefix: a text of this length fits a parameter however badly it packs. */
const SURELY_FITS_BYTES = 3000;

/**
 * Divides findings into shards so that few of last night's change.
 *
 * Shards are ranges in the order of the resources' ARNs, as the leaves of a B+ tree are: what is found on one resource
 * stands together, similar names stand side by side (which packs well), and a shard that is full is cut in two without
 * touching the others. Last night's shards say where the ranges begin; one whose text is still the same is taken as
 * it is. Hashes of the ARN in the place of ranges would need no memory, but leave shards half full.
 */
export function planShards(findings: readonly StoredFinding[], previous: readonly Shard[]): readonly Shard[] {
  const sorted = findings.map((finding) => fitFinding(finding, fitsAlone)).sort(compareForStore);
  const ranges = intoRanges(sorted, previous);
  const unchanged = new Map(previous.map((shard) => [shard.text, shard]));
  const shards = ranges.flatMap((range) => {
    const same = unchanged.get(shardText(range));
    return same === undefined ? cut(range) : [same];
  });
  return mergeSmall(shards, new Set(previous.map(({ hash }) => hash)));
}

/** By resource, so that its findings stand together; then in an order that is always the same. */
function compareForStore(left: StoredFinding, right: StoredFinding): number {
  return (
    compareText(left.resource.arn, right.resource.arn) ||
    compareText(left.checkId, right.checkId) ||
    compareText(left.id, right.id)
  );
}

/** Findings by the shard of last night whose range they fall into; the first range also has all that comes before it. */
function intoRanges(
  sorted: readonly StoredFinding[],
  previous: readonly Shard[],
): readonly (readonly StoredFinding[])[] {
  const starts = previous
    .flatMap((shard) => shard.findings.slice(0, 1))
    .sort(compareForStore)
    .slice(1);
  const ranges: StoredFinding[][] = [[]];
  let next = 0;
  for (const finding of sorted) {
    for (let start = starts[next]; start && compareForStore(finding, start) >= 0; start = starts[next]) {
      ranges.push([]);
      next += 1;
    }
    ranges.at(-1)?.push(finding);
  }
  return ranges.filter((range) => range.length > 0);
}

/** One shard where it fits; two halves where it has just grown too large; else as many nearly full ones as it takes. */
function cut(range: readonly StoredFinding[]): readonly Shard[] {
  const whole = makeShard(range);
  if (fits(whole.value)) return [whole];
  const middle = Math.ceil(range.length / 2);
  const halves = [makeShard(range.slice(0, middle)), makeShard(range.slice(middle))];
  if (range.length > 1 && halves.every(({ value }) => fits(value))) return halves;
  return fill(range);
}

function fill(range: readonly StoredFinding[]): readonly Shard[] {
  const shards: Shard[] = [];
  for (let from = 0; from < range.length; ) {
    const shard = largestShard(range.slice(from), shards.at(-1)?.findings.length ?? 32);
    shards.push(shard);
    from += shard.findings.length;
  }
  return shards;
}

/** A shard of the first findings, as many as fill it; at least one. `guess` is where the search begins. */
function largestShard(findings: readonly StoredFinding[], guess: number): Shard {
  let best = makeShard(findings.slice(0, 1));
  if (!fits(best.value)) throw tooLarge(findings[0]);
  let tooMany = findings.length + 1;
  let count = Math.min(guess, findings.length);
  while (best.findings.length + 1 < tooMany) {
    const candidate = makeShard(findings.slice(0, count));
    if (fits(candidate.value, FILL)) best = candidate;
    else tooMany = count;
    const most = Math.min(tooMany, best.findings.length * 2);
    count = Math.max(best.findings.length + 1, Math.floor((best.findings.length + most) / 2));
  }
  return best;
}

/** Joins neighbours that have shrunk. Two shards that both stand since last night are left alone: a quiet night writes nothing. */
function mergeSmall(shards: readonly Shard[], stored: ReadonlySet<string>): readonly Shard[] {
  const merged: Shard[] = [];
  for (const shard of shards) {
    const left = merged.at(-1);
    const isSmall = left !== undefined && left.value.length + shard.value.length < MAX_VALUE_BYTES * MERGE_BELOW;
    if (isSmall && !(stored.has(left.hash) && stored.has(shard.hash))) {
      merged[merged.length - 1] = makeShard([...left.findings, ...shard.findings]);
    } else merged.push(shard);
  }
  return merged;
}

function makeShard(findings: readonly StoredFinding[]): Shard {
  const text = shardText(findings);
  const value = packShard(text);
  return { hash: contentHash(value), value, text, findings };
}

/** Values of shards are ASCII: characters are bytes. */
function fits(value: string, share = 1): boolean {
  return value.length <= MAX_VALUE_BYTES * share;
}

function fitsAlone(finding: StoredFinding): boolean {
  const text = shardText([finding]);
  return Buffer.byteLength(text) <= SURELY_FITS_BYTES || fits(packShard(text));
}

function tooLarge(finding: StoredFinding | undefined): CannotRunError {
  return new CannotRunError(
    `a finding of ${finding?.checkId} does not fit a parameter even without its evidence; its id is ${finding?.id}`,
  );
}
