import { type Amounts, amountsOf, type Group, gravestOf, groupedByPrincipal, groupedByRoute } from './groups.ts';
import { emptyLine, keyOfLine, type Line, linesOf } from './lines.ts';
import { OWN_POLICIES } from './way-edges.ts';
import { countWays, type Source, type Way } from './ways.ts';

/** A place of the graph: those who start alike, those who are passed alike, or those who are administrators at the end. */
export interface GraphNode {
  readonly id: string;
  readonly kind: 'start' | 'via' | 'target' | 'itself';
  /** ARNs; none of `itself`, which is whoever rewrites its own policies. */
  readonly members: readonly string[];
  /** How many ways start here, come by, or end here. */
  readonly ways: number;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** How many ways take it. */
  readonly ways: number;
  /** By how many ways it is taken with each technique, the most frequent first. */
  readonly techniques: ReadonlyMap<string, number>;
  /** Whether every step on it hangs on something that nobody can judge from outside. */
  readonly isConditional: boolean;
  /**
   * What the chosen cut does to it: `all` and `some` of its ways are cut here; `beyond`: all of them are cut elsewhere, before it
   * or after it.
   */
  readonly cut: 'none' | 'some' | 'all' | 'beyond';
}

export interface EscalationGraph {
  /**
   * Who is one place at the start: those whose ways all follow the same lines; or, where that would be too much to draw, those
   * who have one route in common, so that somebody with several routes starts in several places.
   */
  readonly grouping: 'by-principal' | 'by-route';
  /** Starts first, in the order in which they were chosen. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly drawn: Amounts;
  readonly all: Amounts;
}

export interface GraphOptions {
  /** Statements whose ways come first where not all can be drawn: those that are proposed to be cut. */
  readonly gravest: ReadonlySet<string>;
  /** Statements of the chosen cut. */
  readonly cut: ReadonlySet<string>;
}

/** More than this and nobody can follow a line any more. */
const MAX_GROUPS = 30;
const MAX_EDGES = 48;

/** As long as there are no more lines, everybody is a place of its own, but for those who start alike. */
const MAX_SINGLE = 16;

/** The ways of these sources as a graph that can be read: alike ones as one place, and no more than can be followed. */
export function graphOf(sources: readonly Source[], { gravest, cut }: GraphOptions): EscalationGraph {
  const groups = groupedByPrincipal(sources);
  if (groups.length <= MAX_GROUPS) {
    const drawing = drawingOf(groups, cut);
    if (drawing.edges.length <= MAX_EDGES) {
      const amounts = amountsOf(groups);
      return { grouping: 'by-principal', ...drawing, drawn: amounts, all: amounts };
    }
  }
  const routes = groupedByRoute(sources);
  const chosen = gravestOf(routes, gravest, MAX_GROUPS);
  return { grouping: 'by-route', ...drawingOf(chosen, cut), drawn: amountsOf(chosen), all: amountsOf(routes) };
}

function drawingOf(groups: readonly Group[], cut: ReadonlySet<string>): Pick<EscalationGraph, 'nodes' | 'edges'> {
  const lines = linesOf(groups, cut);
  const placeOf = placesOf(lines);
  return { nodes: nodesOf(groups, lines, placeOf), edges: mergedEdges(lines, placeOf) };
}

/** Which place stands for each. Those that lines come to from the same places, and leave for the same, are one; starts are already. */
function placesOf(lines: readonly Line[]): ReadonlyMap<string, string> {
  const into = Map.groupBy(lines, ({ to }) => to);
  if (lines.length <= MAX_SINGLE) return new Map(Array.from(into.keys(), (place) => [place, place]));
  const out = Map.groupBy(lines, ({ from }) => from);
  const merged = new Map<string, string>();
  const firstOf = new Map<string, string>();
  for (const [place, entering] of into) {
    const [kind] = place.split(' ');
    const from = entering.map((line) => line.from).toSorted();
    const to = (out.get(place) ?? []).map((line) => line.to).toSorted();
    const key = [kind, from.join('\n'), to.join('\n')].join('\n\n');
    const first = firstOf.get(key) ?? place;
    firstOf.set(key, first);
    merged.set(place, first);
  }
  return merged;
}

function mergedEdges(lines: readonly Line[], placeOf: ReadonlyMap<string, string>): readonly GraphEdge[] {
  const edges = new Map<string, Line>();
  for (const line of lines) {
    const [from, to] = [placeOf.get(line.from) ?? line.from, placeOf.get(line.to) ?? line.to];
    const edge = edges.get(keyOfLine({ from, to })) ?? emptyLine(from, to);
    edges.set(keyOfLine({ from, to }), edge);
    for (const name of ['ways', 'cut', 'cutHere'] as const) for (const way of line[name]) edge[name].add(way);
    for (const [technique, count] of line.techniques)
      edge.techniques.set(technique, (edge.techniques.get(technique) ?? 0) + count);
    if (!line.isConditional) edge.isConditional = false;
  }
  return Array.from(edges.values(), (line) => ({
    from: line.from,
    to: line.to,
    ways: line.ways.size,
    techniques: new Map([...line.techniques].toSorted(([, a], [, b]) => b - a)),
    isConditional: line.isConditional,
    cut: cutOf(line),
  }));
}

function cutOf({ ways, cut, cutHere }: Line): GraphEdge['cut'] {
  if (cutHere.size === ways.size) return 'all';
  if (cutHere.size > 0) return 'some';
  return cut.size === ways.size ? 'beyond' : 'none';
}

function nodesOf(
  groups: readonly Group[],
  lines: readonly Line[],
  placeOf: ReadonlyMap<string, string>,
): readonly GraphNode[] {
  const starts = groups.map(
    ({ id, sources }): GraphNode => ({
      id,
      kind: 'start',
      members: sources.map(({ arn }) => arn),
      ways: countWays(sources),
    }),
  );
  const waysAt = new Map<string, Set<Way>>();
  for (const { to, ways } of lines) {
    const place = placeOf.get(to) ?? to;
    const known = waysAt.get(place) ?? new Set();
    waysAt.set(place, known);
    for (const way of ways) known.add(way);
  }
  const members = Map.groupBy(placeOf, ([, place]) => place);
  const others = Array.from(members, ([id, places]): GraphNode => {
    const ways = waysAt.get(id)?.size ?? 0;
    if (id === OWN_POLICIES) return { id, kind: 'itself', members: [], ways };
    const kind = id.startsWith('target ') ? 'target' : 'via';
    return { id, kind, members: places.map(([place]) => place.slice(kind.length + 1)), ways };
  });
  return [...starts, ...others];
}
