import { wordsOf } from '../../model/haystack.ts';
import { listParam, type Params } from '../../route.ts';
import { cutStatements, type NumberedCut } from './cuts.ts';
import { type Source, type Way, wayNeeds } from './ways.ts';

/** What narrows the ways, as the address names it. `only=cut` leaves those that the chosen cut breaks. */
export const wayFilters = ['q', 'from', 'to', 'through', 'technique', 'conditional', 'length', 'only'] as const;

/** In `to`: whoever is an administrator at the end because it rewrote its own policies. */
export const ITSELF = 'itself';

/** Lengths as the filter has them: 3 is three steps or more. */
export const lengths = ['1', '2', '3'] as const;

/** The sources and ways that fit the address; who has no way left is not there. */
export function filterWays(
  sources: readonly Source[],
  params: Params,
  cuts: readonly NumberedCut[],
): readonly Source[] {
  const words = wordsOf(params.q ?? '');
  const tests = testsOf(params, cuts);
  if (words.length === 0 && params.from === undefined && tests.length === 0) return sources;
  return sources.flatMap((source) => {
    const { arn, name } = source;
    if (params.from !== undefined && params.from !== arn) return [];
    const text = `${arn}\n${name}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) return [];
    const ways = source.ways.filter((way) => tests.every((test) => test(way, arn)));
    return ways.length === 0 ? [] : [{ ...source, ways }];
  });
}

type Test = (way: Way, start: string) => boolean;

function testsOf(params: Params, cuts: readonly NumberedCut[]): readonly Test[] {
  const { to, through, technique } = params;
  const [certainty, lengthsAsked] = [listParam(params, 'conditional'), listParam(params, 'length')];
  const statements = params.only === 'cut' ? cutStatements(cuts, params) : null;
  return [
    ...(to === undefined ? [] : [(way: Way, start: string) => targetName(way, start) === to]),
    ...(through === undefined ? [] : [(way: Way, start: string) => betweenOf(way, start).includes(through)]),
    ...(technique === undefined ? [] : [({ steps }: Way) => steps.some((step) => step.technique === technique)]),
    ...(certainty.length === 0 ? [] : [({ conditional }: Way) => certainty.includes(conditional ? 'yes' : 'no')]),
    ...(lengthsAsked.length === 0 ? [] : [(way: Way) => lengthsAsked.includes(lengthName(way))]),
    ...(statements === null ? [] : [(way: Way) => wayNeeds(way, statements)]),
  ];
}

export function targetName({ target }: Way, start: string): string {
  return target === start ? ITSELF : target;
}

/** ARNs of those whom a way comes by, between its start and its end. */
export function betweenOf({ steps, target }: Way, start: string): readonly string[] {
  const met = new Set(steps.flatMap(({ from, to }) => [from, to]));
  return [...met].filter((arn) => arn !== start && arn !== target);
}

export function lengthName({ steps }: Way): string {
  return String(Math.min(steps.length, lengths.length));
}

/** How many sources there are of each value, the most frequent first. */
export function countSources(
  sources: readonly Source[],
  valuesOf: (way: Way, start: string) => readonly string[],
): readonly (readonly [value: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const { arn, ways } of sources) {
    for (const value of new Set(ways.flatMap((way) => valuesOf(way, arn))))
      counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a);
}
