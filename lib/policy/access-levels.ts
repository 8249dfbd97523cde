import { type ActionRange, catalogue } from './catalogue/catalogue.ts';
import { type AccessLevel, accessLevels } from './catalogue/compiled-catalogue.ts';

/** The access levels of the actions in some of the ranges, as far as they are within one, from List to Permissions management. */
export function accessLevelsOf(ranges: Iterable<ActionRange>, within: ActionRange): ReadonlySet<AccessLevel> {
  levels ??= Uint8Array.from({ length: catalogue.actionCount }, (_, action) => bitOf(catalogue.accessLevel(action)));
  let found = 0;
  for (const { start, end } of ranges) {
    const last = Math.min(end, within.end);
    for (let action = Math.max(start, within.start); action < last; action++) found |= levels[action] ?? 0;
  }
  return shared(found);
}

/** By action number. */
let levels: Uint8Array | undefined;

function bitOf(level: AccessLevel): number {
  return 1 << accessLevels.indexOf(level);
}

/** The levels that are in either set. */
export function levelsTogether(
  left: ReadonlySet<AccessLevel>,
  right: ReadonlySet<AccessLevel>,
): ReadonlySet<AccessLevel> {
  return left === right ? left : shared([...left, ...right].reduce((bits, level) => bits | bitOf(level), 0));
}

/** There are few sets of levels, and hundreds of thousands of services that have one. By their bits. */
const sharedSets: ReadonlySet<AccessLevel>[] = [];

function shared(bits: number): ReadonlySet<AccessLevel> {
  sharedSets[bits] ??= new Set(accessLevels.filter((level) => (bits & bitOf(level)) !== 0));
  return sharedSets[bits];
}
