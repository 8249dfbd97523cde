import { type ActionRange, catalogue } from './catalogue/catalogue.ts';
import { actionRanges } from './expand.ts';
import type { Statement } from './statement.ts';

/*
 * Actions of the catalogue as ranges of their numbers. Most statements speak of few actions, for which a set is large.
 */

/** The actions that a statement speaks of, whatever its effect: ascending, and no two of the ranges touch. */
export function rangesOf({ actions, notActions }: Statement): readonly ActionRange[] {
  const named = merged((actions ?? notActions ?? []).flatMap(actionRanges));
  return actions === null ? between(named) : named;
}

/** Any ranges, put in order and where they touch together. */
export function merged(ranges: readonly ActionRange[]): readonly ActionRange[] {
  if (ranges.length < 2) return ranges;
  const found: { start: number; end: number }[] = [];
  for (const { start, end } of ranges.toSorted((left, right) => left.start - right.start)) {
    const last = found.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}

/** What ranges that do not touch leave of the catalogue. */
export function between(ranges: readonly ActionRange[]): readonly ActionRange[] {
  const starts = [0, ...ranges.map(({ end }) => end)];
  const ends = [...ranges.map(({ start }) => start), catalogue.actionCount];
  return starts.map((start, at) => ({ start, end: ends[at] ?? start })).filter(({ start, end }) => start < end);
}

/** What is in one of each. */
export function intersection(left: readonly ActionRange[], right: readonly ActionRange[]): readonly ActionRange[] {
  return left.flatMap((one) => right.flatMap((other) => (overlap(one, other) ? common(one, other) : [])));
}

/** Whether two ranges have an action in common. */
export function overlap(left: ActionRange, right: ActionRange): boolean {
  return left.start < right.end && right.start < left.end;
}

function common(left: ActionRange, right: ActionRange): ActionRange {
  return { start: Math.max(left.start, right.start), end: Math.min(left.end, right.end) };
}
