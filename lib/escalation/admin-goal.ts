import type { Graph } from './graph.ts';
import type { Link, Links } from './links.ts';
import type { Node } from './node.ts';
import {
  COST_OF_HOP,
  costOfMove,
  type Distances,
  distancesTo,
  type Goal,
  MAX_HOPS,
  type Mode,
  type Move,
} from './search.ts';

/** To be an administrator, by whatever name. */
export function adminGoal(graph: Graph, links: Links): Goal {
  const reachFrom = reachIn(graph, links);
  const editors = editorsIn(graph, links);
  return {
    isReached: ({ isAdmin }) => isAdmin,
    endingOf: (node, mode) => endingsOf(graph, links, node, mode)[0] ?? null,

    /**
     * Whoever rewrites another's policies and gets control of it in any number of steps; and whoever controls one that rewrites and
     * one that is rewritten, neither of which controls the other.
     */
    detourOf: (node, mode, known) => {
      const least = 2 * COST_OF_HOP;
      if (known <= least) return null;
      const isOpen = known === Number.POSITIVE_INFINITY;
      const isEditor = links.endings(node).some(isRewriting);
      if (!isEditor && (!isOpen || editors(mode).costOf(node.index) === Number.POSITIVE_INFINITY)) return null;
      return reachFrom(node, mode, isEditor && !isOpen);
    },
  };
}

function isRewriting({ step }: Link): boolean {
  return step.effect === 'rewrite';
}

/** How far it is to somebody who rewrites others. */
function editorsIn(graph: Graph, links: Links): (mode: Mode) => Distances {
  const known = new Map<Mode, Distances>();
  return (mode) => {
    const rewrites = (link: Link) => isRewriting(link) && (mode === 'all' || link.isCertain);
    const isReached = (node: Node) => links.endings(node).some(rewrites);
    const distances =
      known.get(mode) ?? distancesTo(graph, links, mode, { isReached, endingOf: () => null, detourOf: () => null });
    known.set(mode, distances);
    return distances;
  };
}

/** The moves by which a node makes an administrator of itself, or of somebody whom it takes over by the same move. */
export function endingsOf(graph: Graph, links: Links, node: Node, mode: Mode): readonly Move[] {
  const moves = links.endings(node).flatMap((link): Move[] => {
    if (mode === 'certain' && !link.isCertain) return [];
    if (link.step.effect === 'rewrite') return links.has(link.list, node.index) ? [{ link, to: node }] : [];
    const to = graph.nodes[link.list.members.find((member) => member !== node.index) ?? -1];
    return to === undefined ? [] : [{ link, to }];
  });
  return moves.toSorted((a, b) => costOfMove(a.link) - costOfMove(b.link));
}

/** Looks at all that a node can become, nearest first, for somebody whom it can rewrite as well. */
function reachIn(graph: Graph, links: Links) {
  const seen = new Int32Array(graph.nodes.length).fill(-1);
  const seenLists = new Int32Array(links.lists.length).fill(-1);
  let search = 0;

  return (start: Node, mode: Mode, byItselfOnly: boolean): readonly Move[] | null => {
    search++;
    const arrivals = new Map<number, Move>();
    /** One link for each list that somebody rewrites. */
    const rewriters: Link[] = [];
    const note = (node: Node) => {
      for (const link of links.endings(node)) {
        if (!isRewriting(link) || (mode === 'certain' && !link.isCertain)) continue;
        if (!rewriters.some(({ list }) => list === link.list)) rewriters.push(link);
      }
    };
    note(start);
    if (byItselfOnly && rewriters.length === 0) return null;
    const pathTo = (node: Node): readonly Move[] => {
      const moves: Move[] = [];
      for (let at = node; at !== start; ) {
        const move = arrivals.get(at.index);
        if (move === undefined) break;
        moves.unshift(move);
        at = move.link.from;
      }
      return moves;
    };
    const found = (node: Node): readonly Move[] | null => {
      for (const link of rewriters) {
        if (!links.has(link.list, node.index)) continue;
        const controlled = pathTo(node);
        const before = pathTo(link.from).filter((move) => !controlled.includes(move));
        return [...controlled, ...before, { link, to: node }];
      }
      return null;
    };

    let edge: readonly Node[] = [start];
    seen[start.index] = search;
    const reached: Node[] = [start];
    for (let hops = 0; hops < MAX_HOPS && edge.length > 0; hops++) {
      const beyond: Node[] = [];
      for (const node of edge) {
        for (const link of links.from(node)) {
          if ((mode === 'certain' && !link.isCertain) || seenLists[link.list.id] === search) continue;
          seenLists[link.list.id] = search;
          for (const member of link.list.members) {
            const to = graph.nodes[member];
            if (to === undefined || seen[member] === search) continue;
            seen[member] = search;
            arrivals.set(member, { link, to });
            beyond.push(to);
          }
        }
      }
      for (const node of beyond) {
        const moves = found(node);
        if (moves !== null) return moves;
        if (!byItselfOnly) {
          const before = rewriters.length;
          note(node);
          reached.push(node);
          if (rewriters.length > before) {
            const earlier = reached.map(found).find((each) => each !== null);
            if (earlier !== undefined && earlier !== null) return earlier;
          }
        }
      }
      edge = beyond;
    }
    return null;
  };
}
