import { Bitset } from './bitset.ts';
import { type ActionRange, catalogue } from './catalogue/catalogue.ts';
import { type AccessLevel, accessLevels } from './catalogue/compiled-catalogue.ts';

/** The access levels of those actions in any of the sets that are in the range, from List to Permissions management. */
export function accessLevelsOf(sets: readonly Bitset[], range: ActionRange): ReadonlySet<AccessLevel> {
  actionsByLevel ??= groupByLevel();
  const held = actionsByLevel.filter(([, ofLevel]) => sets.some((actions) => ofLevel.overlaps(actions, range)));
  return new Set(held.map(([level]) => level));
}

let actionsByLevel: readonly (readonly [AccessLevel, Bitset])[] | undefined;

function groupByLevel(): readonly (readonly [AccessLevel, Bitset])[] {
  const members = new Map<AccessLevel, number[]>(accessLevels.map((level) => [level, []]));
  for (let actionNumber = 0; actionNumber < catalogue.actionCount; actionNumber++) {
    members.get(catalogue.accessLevel(actionNumber))?.push(actionNumber);
  }
  return accessLevels.map((level) => [level, Bitset.of(catalogue.actionCount, members.get(level) ?? [])]);
}
