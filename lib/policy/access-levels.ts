import { Bitset } from './bitset.ts';
import { type ActionRange, catalogue } from './catalogue/catalogue.ts';
import { type AccessLevel, accessLevels } from './catalogue/compiled-catalogue.ts';

/** The access levels of those actions in any of the sets that are in the range, from List to Permissions management. */
export function accessLevelsOf(sets: readonly Bitset[], range: ActionRange): ReadonlySet<AccessLevel> {
  actionsByLevel ??= groupByLevel();
  return shared(actionsByLevel.map(([, ofLevel]) => sets.some((actions) => ofLevel.overlaps(actions, range))));
}

/** The levels that are in either set. */
export function levelsTogether(
  left: ReadonlySet<AccessLevel>,
  right: ReadonlySet<AccessLevel>,
): ReadonlySet<AccessLevel> {
  return left === right ? left : shared(accessLevels.map((level) => left.has(level) || right.has(level)));
}

/** There are few sets of levels, and hundreds of thousands of services that have one. By number, a bit for each level. */
const sharedSets: ReadonlySet<AccessLevel>[] = [];

/** @param isIn of each level, in their order, whether it is in the set */
function shared(isIn: readonly boolean[]): ReadonlySet<AccessLevel> {
  const number = isIn.reduce((sum, each) => sum * 2 + Number(each), 0);
  sharedSets[number] ??= new Set(accessLevels.filter((_, at) => isIn[at]));
  return sharedSets[number];
}

let actionsByLevel: readonly (readonly [AccessLevel, Bitset])[] | undefined;

function groupByLevel(): readonly (readonly [AccessLevel, Bitset])[] {
  const members = new Map<AccessLevel, number[]>(accessLevels.map((level) => [level, []]));
  for (let actionNumber = 0; actionNumber < catalogue.actionCount; actionNumber++) {
    members.get(catalogue.accessLevel(actionNumber))?.push(actionNumber);
  }
  return accessLevels.map((level) => [level, Bitset.of(catalogue.actionCount, members.get(level) ?? [])]);
}
