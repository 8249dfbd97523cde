import { minus, perList } from '../lists.ts';
import type { Node } from '../node.ts';
import type { Proof } from '../step.ts';
import type { Reach, Target } from '../targets.ts';
import type { Taking } from './taking.ts';

/** Of things that are changed, the nodes that gain by it, and by which of them: the same whoever makes the change. */
export interface Gaining<Item> {
  nodesBy(items: readonly Item[]): readonly Node[];
  /** The thing that one of the nodes gains by. */
  itemOf(items: readonly Item[], node: Node): Item | undefined;
}

export function gainingBy<Item extends Target>(gainersOf: (item: Item) => readonly Node[]): Gaining<Item> {
  const known = new Map<Item, readonly Node[]>();
  const gains = (item: Item) => {
    const nodes = known.get(item) ?? gainersOf(item);
    known.set(item, nodes);
    return nodes;
  };
  return {
    nodesBy: perList((items: readonly Item[]) => [...new Set(items.flatMap(gains))]),
    itemOf: (items, node) => items.find((item) => gains(item).includes(node)),
  };
}

/** Of users and roles that are changed themselves. */
export function gainingItself(gains: (node: Node) => boolean): Gaining<Node> {
  return {
    nodesBy: perList((nodes: readonly Node[]) => nodes.filter(gains)),
    itemOf: (nodes, node) => (nodes.includes(node) && gains(node) ? node : undefined),
  };
}

/** Whoever gains by what can be changed. `why` is asked when a step is told. */
export function takingOf<Item extends Target>(
  { nodesBy, itemOf }: Gaining<Item>,
  { certain, possible }: Reach<Item>,
  why: (item: Item, node: Node) => Pick<Proof, 'permits' | 'revived'>,
): Taking {
  const sure = nodesBy(certain);
  return {
    certain: sure,
    possible: minus(nodesBy(possible), sure),
    prove: (node): Proof => {
      const item = itemOf(certain, node) ?? itemOf(possible, node);
      return { ...(item === undefined ? { permits: [] } : why(item, node)), trusts: [], doubts: [] };
    },
  };
}
