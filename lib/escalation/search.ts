import type { Graph } from './graph.ts';
import type { Link, Links, TargetList } from './links.ts';
import type { Node } from './node.ts';

/** Steps of the longest path that is looked for. */
export const MAX_HOPS = 12;

/** A step of one principal on one target. */
export interface Move {
  readonly link: Link;
  readonly to: Node;
}

/** Which links a search takes: those alone that nothing is in doubt of, or all, certain ones first. */
export type Mode = 'certain' | 'all';

/** The shortest ways from every node to a goal. */
export interface Distances {
  /** {@link COST_OF_HOP} for each hop, and 1 more for each that is in doubt; Infinity where there is no path. */
  costOf(node: number): number;
  /** The moves of a shortest path; none at the goal, null where there is no path. */
  pathFrom(node: Node): readonly Move[] | null;
  /** Whether a path was left out because it has more than {@link MAX_HOPS} hops. */
  readonly isCut: boolean;
}

export const COST_OF_HOP = 64;
const MAX_COST = MAX_HOPS * COST_OF_HOP + MAX_HOPS;

/** How a shortest path goes on: one move and on from there, or all moves to its end. */
type Next = { readonly move: Move } | { readonly moves: readonly Move[] };

/**
 * Goes backwards from the goal, nearest first, from each list of targets to all who have a link to it.
 *
 * @param goal nodes that have arrived, and for others the moves by which they do without becoming anybody
 */
export function distancesTo(graph: Graph, links: Links, mode: Mode, goal: Goal): Distances {
  const costs = new Float64Array(graph.nodes.length).fill(Number.POSITIVE_INFINITY);
  const next: (Next | undefined)[] = [];
  const entered = new Float64Array(links.lists.length).fill(Number.POSITIVE_INFINITY);
  const waiting: number[][] = [];
  let isCut = false;

  const settle = (node: number, cost: number, how?: Next) => {
    if (cost >= (costs[node] ?? 0)) return;
    if (cost > MAX_COST) {
      isCut = true;
      return;
    }
    costs[node] = cost;
    next[node] = how;
    const bucket = waiting[cost];
    if (bucket) bucket.push(node);
    else waiting[cost] = [node];
  };
  const enter = (list: TargetList, reached: Node, cost: number) => {
    if (cost >= (entered[list.id] ?? 0)) return;
    entered[list.id] = cost;
    for (const link of links.into(list)) {
      if (mode === 'certain' && !link.isCertain) continue;
      const total = cost + costOfMove(link);
      if (total < (costs[link.from.index] ?? 0)) settle(link.from.index, total, { move: { link, to: reached } });
    }
  };
  const spread = () => {
    for (let cost = 0; cost < waiting.length; cost++) {
      const bucket = waiting[cost];
      // Nodes can come to the bucket that is being emptied.
      for (let at = 0; bucket !== undefined && at < bucket.length; at++) {
        const reached = graph.nodes[bucket[at] ?? -1];
        if (reached === undefined || costs[reached.index] !== cost) continue;
        for (const list of links.listsWith(reached.index)) enter(list, reached, cost);
      }
      waiting[cost] = [];
    }
  };

  for (const node of graph.nodes) {
    if (goal.isReached(node)) settle(node.index, 0);
    else {
      const ending = goal.endingOf(node, mode);
      if (ending !== null) settle(node.index, costOfMove(ending.link), { moves: [ending] });
    }
  }
  spread();
  for (const node of graph.nodes) {
    const known = costs[node.index] ?? 0;
    const moves = goal.detourOf(node, mode, known);
    if (moves === null) continue;
    const cost = moves.reduce((sum, { link }) => sum + costOfMove(link), 0);
    settle(node.index, cost, { moves });
  }
  spread();

  return {
    isCut,
    costOf: (node) => costs[node] ?? Number.POSITIVE_INFINITY,
    pathFrom: (node) => {
      if ((costs[node.index] ?? Number.POSITIVE_INFINITY) === Number.POSITIVE_INFINITY) return null;
      const moves: Move[] = [];
      for (let at = node; ; ) {
        const how = next[at.index];
        if (how === undefined) return moves;
        if ('moves' in how) return [...moves, ...how.moves];
        moves.push(how.move);
        at = how.move.to;
      }
    },
  };
}

/** What a search looks for. */
export interface Goal {
  isReached(node: Node): boolean;
  /** The cheapest single move after which the node has arrived; null when it has none. */
  endingOf(node: Node, mode: Mode): Move | null;
  /** Moves to others and back that cost less than `known`; null where there are none. */
  detourOf(node: Node, mode: Mode, known: number): readonly Move[] | null;
}

export function costOfMove({ isCertain }: Pick<Link, 'isCertain'>): number {
  return isCertain ? COST_OF_HOP : COST_OF_HOP + 1;
}
