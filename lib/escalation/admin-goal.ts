import type { Graph } from './graph.ts';
import type { Link, Links, TargetList } from './links.ts';
import type { Node } from './node.ts';
import { COST_OF_HOP, costOfMove, type Goal, MAX_HOPS, type Mode, type Move } from './search.ts';

/** To be an administrator, by whatever name. */
export function adminGoal(graph: Graph, links: Links): Goal {
  const reachFrom = reachIn(graph, links);
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
      const isEditor = links.endings(node).some(({ step }) => step.effect === 'rewrite');
      if (!isEditor && known !== Number.POSITIVE_INFINITY) return null;
      if (!isEditor && links.from(node).length === 0) return null;
      return reachFrom(node, mode, isEditor && known !== Number.POSITIVE_INFINITY);
    },
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
    const rewriters = new Map<TargetList, Link>();
    const note = (node: Node) => {
      for (const link of links.endings(node)) {
        if (link.step.effect !== 'rewrite' || (mode === 'certain' && !link.isCertain)) continue;
        if (!rewriters.has(link.list)) rewriters.set(link.list, link);
      }
    };
    note(start);
    if (byItselfOnly && rewriters.size === 0) return null;
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
      for (const [list, link] of rewriters) {
        if (!links.has(list, node.index)) continue;
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
          const before = rewriters.size;
          note(node);
          reached.push(node);
          if (rewriters.size > before) {
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
