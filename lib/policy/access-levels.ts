import { Bitset } from './bitset.ts';
import { type ActionRange, catalogue } from './catalogue/catalogue.ts';
import { type AccessLevel, accessLevels } from './catalogue/compiled-catalogue.ts';

/** The access levels of those actions in any of the sets that are in the range, from List to Permissions management. */
export function accessLevelsOf(sets: readonly Bitset[], range: ActionRange): ReadonlySet<AccessLevel> {
  actionsByLevel ??= groupByLevel();
  const held = actionsByLevel.filter(([, ofLevel]) => sets.some((actions) => ofLevel.overlaps(actions, range)));
  return sharedSet(held.map(([level]) => level));
}

/** The levels that are in either set. */
export function levelsTogether(
  left: ReadonlySet<AccessLevel>,
  right: ReadonlySet<AccessLevel>,
): ReadonlySet<AccessLevel> {
  return left === right ? left : sharedSet(accessLevels.filter((level) => left.has(level) || right.has(level)));
}

/** There are few sets of levels, and hundreds of thousands of services that have one. */
const sharedSets = new Map<string, ReadonlySet<AccessLevel>>();

function sharedSet(levels: readonly AccessLevel[]): ReadonlySet<AccessLevel> {
  const name = String(levels);
  const set = sharedSets.get(name) ?? new Set(levels);
  sharedSets.set(name, set);
  return set;
}

let actionsByLevel: readonly (readonly [AccessLevel, Bitset])[] | undefined;

function groupByLevel(): readonly (readonly [AccessLevel, Bitset])[] {
  const members = new Map<AccessLevel, number[]>(accessLevels.map((level) => [level, []]));
  for (let actionNumber = 0; actionNumber < catalogue.actionCount; actionNumber++) {
    members.get(catalogue.accessLevel(actionNumber))?.push(actionNumber);
  }
  return accessLevels.map((level) => [level, Bitset.of(catalogue.actionCount, members.get(level) ?? [])]);
}
