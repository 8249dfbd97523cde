import type { Graph } from './graph.ts';
import type { Node } from './node.ts';
import type { Step } from './step.ts';

/** A list of nodes that steps lead to; many steps lead to the same. */
export interface TargetList {
  readonly id: number;
  /** Indexes, ascending. */
  readonly members: Int32Array;
}

/** One principal's step to a list of targets, all certain or all in doubt. */
export interface Link {
  readonly from: Node;
  readonly step: Step;
  readonly isCertain: boolean;
  readonly list: TargetList;
}

/** The links of a graph, from principals and into nodes. */
export interface Links {
  readonly lists: readonly TargetList[];
  /** Links by which somebody becomes a target as it stands. */
  from(node: Node): readonly Link[];
  into(list: TargetList): readonly Link[];
  /** The lists that a node is in. */
  listsWith(node: number): readonly TargetList[];
  /** The other links, by which somebody makes a target an administrator. */
  endings(node: Node): readonly Link[];
  has(list: TargetList, node: number): boolean;
  /** Pairs of a principal and a target, for each technique. */
  readonly edgeCount: number;
}

export function linksOf(graph: Graph): Links {
  const lists: TargetList[] = [];
  const byArray = new Map<readonly Node[], TargetList>();
  const byContent = new Map<number, TargetList[]>();
  const listOf = (targets: readonly Node[]): TargetList => {
    let list = byArray.get(targets);
    if (list === undefined) {
      const members = Int32Array.from(targets, ({ index }) => index).sort();
      const alike = byContent.get(digest(members)) ?? [];
      byContent.set(digest(members), alike);
      list = alike.find((other) => isSame(other.members, members));
      if (list === undefined) {
        list = { id: lists.length, members };
        lists.push(list);
        alike.push(list);
      }
      byArray.set(targets, list);
    }
    return list;
  };

  const becoming: Link[][] = [];
  const endings: Link[][] = [];
  const into: Link[][] = [];
  let edgeCount = 0;
  for (const node of graph.nodes) {
    const become: Link[] = [];
    const end: Link[] = [];
    for (const step of graph.stepsOf(node)) {
      for (const targets of [step.certain, step.possible]) {
        if (targets.length === 0) continue;
        const list = listOf(targets);
        const link: Link = { from: node, step, isCertain: targets === step.certain, list };
        edgeCount += list.members.length;
        if (step.effect === 'become') {
          become.push(link);
          const entering = into[list.id] ?? [];
          into[list.id] = entering;
          entering.push(link);
        } else end.push(link);
      }
    }
    becoming[node.index] = become;
    endings[node.index] = end;
  }

  const containing: TargetList[][] = [];
  for (const list of lists) {
    if (into[list.id] === undefined) continue;
    for (const member of list.members) {
      const those = containing[member];
      if (those) those.push(list);
      else containing[member] = [list];
    }
  }
  return {
    lists,
    edgeCount,
    from: ({ index }) => becoming[index] ?? [],
    into: ({ id }) => into[id] ?? [],
    listsWith: (node) => containing[node] ?? [],
    endings: ({ index }) => endings[index] ?? [],
    has: ({ members }, node) => isAmong(members, node),
  };
}

/** FNV-1a over whole numbers: lists with other contents rarely have the same. */
function digest(members: Int32Array): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < members.length; at++) sum = Math.imul(sum ^ (members[at] ?? 0), 0x01000193);
  return sum ^ members.length;
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((member, at) => member === b[at]);
}

function isAmong(members: Int32Array, wanted: number): boolean {
  let low = 0;
  let high = members.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const member = members[middle] ?? 0;
    if (member === wanted) return true;
    if (member < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
