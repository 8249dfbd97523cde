import { endingsOf } from './admin-goal.ts';
import type { Graph } from './graph.ts';
import type { Link, Links, TargetList } from './links.ts';
import type { Node } from './node.ts';
import { costOfMove, type Distances, type Mode, type Move } from './search.ts';

/** Targets of a link that are tried for the way on; the way from a nearer one can lead back to where it began. */
const TRIED_TARGETS = 20;

/** For each mode the distances to the goal. */
export type DistancesByMode = Readonly<Record<Mode, Distances>>;

/**
 * One path for each technique of a first hop: the shortest, certain before conditional; and the shortest certain one beside,
 * where a conditional one is shorter.
 *
 * @param isAdminSought whether to be an administrator is the goal, so that rewriting policies arrives too
 */
export function pathsByFirstHop(
  graph: Graph,
  links: Links,
  distances: DistancesByMode,
  { isAdminSought }: { readonly isAdminSought: boolean },
): (node: Node) => readonly (readonly Move[])[] {
  const nearest = nearestIn(distances);

  return (node) => {
    const best = new Map<string, Partial<Record<Mode, readonly Move[]>>>();
    const consider = (mode: Mode, moves: readonly Move[]) => {
      const technique = moves[0]?.link.step.technique.id ?? '';
      const known = best.get(technique) ?? {};
      best.set(technique, known);
      const before = known[mode];
      if (before === undefined || costOf(moves) < costOf(before)) known[mode] = moves;
    };
    for (const mode of ['certain', 'all'] as const) {
      if (isAdminSought) for (const move of endingsOf(graph, links, node, mode)) consider(mode, [move]);
      for (const link of links.from(node)) {
        if (mode === 'certain' && !link.isCertain) continue;
        const onward = wayOn(link, mode);
        if (onward !== null) consider(mode, onward);
        if (isAdminSought) {
          const back = rewrittenBy(link, mode);
          if (back !== null) consider(mode, back);
        }
      }
      // What begins by going to several, or far and back.
      const whole = distances[mode].pathFrom(node);
      if (whole !== null && whole.length > 0) consider(mode, whole);
    }
    return [...best.values()].flatMap(({ certain, all }) => {
      if (all === undefined) return certain === undefined ? [] : [certain];
      return certain === undefined || isSame(certain, all)
        ? [all]
        : costOf(certain) <= costOf(all)
          ? [certain]
          : [all, certain];
    });
  };

  function wayOn(link: Link, mode: Mode): readonly Move[] | null {
    for (const index of nearest(link.list, mode)) {
      const to = graph.nodes[index];
      if (to === undefined || isOf(to, link.from)) continue;
      const onward = distances[mode].pathFrom(to);
      if (onward !== null && !onward.some((move) => isOf(move.to, link.from) || isOf(move.link.from, link.from)))
        return [{ link, to }, ...onward];
    }
    return null;
  }

  /** Somebody whom the same principal rewrites that takes it over. */
  function rewrittenBy(link: Link, mode: Mode): readonly Move[] | null {
    for (const ending of links.endings(link.from)) {
      if (ending.step.effect !== 'rewrite' || (mode === 'certain' && !ending.isCertain)) continue;
      const isShorter = link.list.members.length <= ending.list.members.length;
      const [short, long] = isShorter ? [link.list, ending.list] : [ending.list, link.list];
      const member = short.members.find((each) => each !== link.from.index && links.has(long, each));
      const to = member === undefined ? undefined : graph.nodes[member];
      if (to !== undefined)
        return [
          { link, to },
          { link: ending, to },
        ];
    }
    return null;
  }
}

function nearestIn(distances: DistancesByMode): (list: TargetList, mode: Mode) => readonly number[] {
  const known: Record<Mode, Map<number, readonly number[]>> = { certain: new Map(), all: new Map() };
  return (list, mode) => {
    const before = known[mode].get(list.id);
    if (before !== undefined) return before;
    const { costOf: cost } = distances[mode];
    const reachable = Array.from(list.members).filter((member) => cost(member) < Number.POSITIVE_INFINITY);
    const nearest = reachable.toSorted((a, b) => cost(a) - cost(b)).slice(0, TRIED_TARGETS);
    known[mode].set(list.id, nearest);
    return nearest;
  };
}

/** A principal and what it has made of itself are the same. */
function isOf(node: Node, other: Node): boolean {
  return node === other;
}

function isSame(a: readonly Move[], b: readonly Move[]): boolean {
  return a.length === b.length && a.every((move, at) => move.link === b[at]?.link && move.to === b[at]?.to);
}

export function costOf(moves: readonly Move[]): number {
  return moves.reduce((sum, { link }) => sum + costOfMove(link), 0);
}
