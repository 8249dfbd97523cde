import { routeOf, START } from './way-edges.ts';
import { countWays, type Source, type Way, wayNeeds } from './ways.ts';

/** Those of one group can do the same: the ways that they have in it follow the same lines, whatever the technique. */
export interface Group {
  /** As a place of the graph. */
  readonly id: string;
  readonly sources: readonly Source[];
}

/** What groups hold together. */
export interface Amounts {
  readonly groups: number;
  readonly ways: number;
}

export function amountsOf(groups: readonly Group[]): Amounts {
  return { groups: groups.length, ways: countWays(groups.flatMap(({ sources }) => sources)) };
}

/** Whose ways all follow the same lines. */
export function groupedByPrincipal(sources: readonly Source[]): readonly Group[] {
  const numbers = new Map<string, number>();
  const numberOf = (way: Way) => {
    const { key } = routeOf(way);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
  const groups = Map.groupBy(sources, ({ ways }) =>
    [...new Set(ways.map(numberOf))].toSorted((one, other) => one - other).join(),
  );
  return Array.from(groups.values(), (members) => ({ id: `${START} ${members[0]?.arn}`, sources: members }));
}

/** Who has one route in common: whoever has several is in several groups, with the ways of each. */
export function groupedByRoute(sources: readonly Source[]): readonly Group[] {
  const routes = new Map<string, Source[]>();
  for (const source of sources) {
    for (const [route, ways] of Map.groupBy(source.ways, (way) => routeOf(way).key)) {
      const group = routes.get(route) ?? [];
      routes.set(route, group);
      group.push({ ...source, ways });
    }
  }
  return Array.from(routes.values(), (members, index) => ({ id: `${START} ${index}`, sources: members }));
}

/** The groups with the most ways that the proposed cuts break, then those with the most ways, at most so many. */
export function gravestOf(groups: readonly Group[], gravest: ReadonlySet<string>, limit: number): readonly Group[] {
  return groups
    .map((group) => {
      const ways = group.sources.flatMap((source) => source.ways);
      return { group, broken: ways.filter((way) => wayNeeds(way, gravest)).length, ways: ways.length };
    })
    .toSorted((a, b) => b.broken - a.broken || b.ways - a.ways)
    .slice(0, limit)
    .map(({ group }) => group);
}
