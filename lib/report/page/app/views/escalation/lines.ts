import type { Group } from './groups.ts';
import { routeOf, START, type WayEdge } from './way-edges.ts';
import { stepNeeds, type Way, wayNeeds } from './ways.ts';

/** A line before places are merged, with what takes it. */
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly ways: Set<Way>;
  readonly techniques: Map<string, number>;
  readonly cutHere: Set<Way>;
  readonly cut: Set<Way>;
  isConditional: boolean;
}

/** The lines that the ways of these groups follow. */
export function linesOf(groups: readonly Group[], cut: ReadonlySet<string>): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const { id, sources } of groups) {
    for (const { ways } of sources) {
      for (const way of ways) {
        const isCut = wayNeeds(way, cut);
        for (const edge of routeOf(way).edges) {
          const from = edge.from === START ? id : edge.from;
          const key = keyOfLine({ from, to: edge.to });
          const line = lines.get(key) ?? emptyLine(from, edge.to);
          lines.set(key, line);
          take(line, way, edge, isCut, cut);
        }
      }
    }
  }
  return [...lines.values()];
}

export function emptyLine(from: string, to: string): Line {
  const [ways, cutHere, cut] = [new Set<Way>(), new Set<Way>(), new Set<Way>()];
  return { from, to, ways, techniques: new Map(), cutHere, cut, isConditional: true };
}

function take(line: Line, way: Way, { steps }: WayEdge, isCut: boolean, cut: ReadonlySet<string>): void {
  line.ways.add(way);
  if (isCut) line.cut.add(way);
  if (isCut && steps.some((step) => stepNeeds(step, cut))) line.cutHere.add(way);
  if (steps.every(({ conditions }) => conditions.length === 0)) line.isConditional = false;
  for (const technique of new Set(steps.map((step) => step.technique)))
    line.techniques.set(technique, (line.techniques.get(technique) ?? 0) + 1);
}

export function keyOfLine({ from, to }: Pick<WayEdge, 'from' | 'to'>): string {
  return `${from}\n${to}`;
}
