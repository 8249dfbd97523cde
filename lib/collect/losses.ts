import type { Reading } from './reading.ts';

/** How one piece of a source ended. */
interface Piece {
  readonly status: 'read' | 'denied' | 'failed' | 'gone';
  readonly reason?: string;
}

/** The counts and gaps of a source that is read piece by piece. */
export type Losses = Pick<Reading<unknown>, 'gaps' | 'status' | 'wanted' | 'read'>;

/** Reasons that are told one by one; the rest are counted. */
const REASONS_TOLD = 3;

/**
 * How many of the pieces of a source were read, and why the others were not. A piece that disappeared while the run
 * went on was not lost: nobody can want it any more.
 *
 * @param noun what the pieces are, in the plural
 */
export function summariseLosses(pieces: readonly Piece[], noun: string): Losses {
  const wanted = pieces.filter(({ status }) => status !== 'gone');
  const lost = wanted.filter(({ status }) => status !== 'read');
  const counts = { wanted: wanted.length, read: wanted.length - lost.length };
  if (lost.length === 0) return counts;
  const gaps = [`${lost.length} of ${wanted.length} ${noun} could not be read: ${reasonsOf(lost)}`];
  if (counts.read > 0) return { ...counts, gaps };
  return { ...counts, gaps, status: lost.every(({ status }) => status === 'denied') ? 'denied' : 'failed' };
}

function reasonsOf(lost: readonly Piece[]): string {
  const groups = [...Map.groupBy(lost, ({ reason }) => reason ?? 'no reason given')].sort(
    ([, left], [, right]) => right.length - left.length,
  );
  const told = groups
    .slice(0, REASONS_TOLD)
    .map(([reason, pieces]) => (groups.length === 1 ? reason : `${pieces.length} x ${reason}`));
  const untold = groups.length - told.length;
  return [...told, ...(untold > 0 ? [`${untold} more reasons`] : [])].join('; ');
}
