import { graphlib, layout } from '@dagrejs/dagre';
import type { EscalationGraph, GraphEdge, GraphNode } from './graph.ts';

/** Where everything of the graph is, in pixels of its own, from the left upper corner on. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** In reading order: layer by layer, from above. */
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** `x` and `y` are of its middle. */
export interface PlacedNode extends Point {
  readonly node: GraphNode;
  readonly width: number;
  readonly height: number;
}

/** `x` and `y` are of the middle of its label. */
export interface PlacedEdge extends Point {
  readonly edge: GraphEdge;
  readonly points: readonly Point[];
}

export const NODE_WIDTH = 190;

/** Two lines for a technique by its title, one for several by their count. */
export function labelSizeOf({ techniques }: GraphEdge): { readonly width: number; readonly height: number } {
  return { width: 130, height: techniques.size === 1 ? 32 : 18 };
}

/** Starts are kept in the first layer and administrators in the last, by lines to two places that are not drawn. */
const [FIRST, LAST] = ['before the first', 'after the last'];
const KEEPING = { weight: 50, minlen: 1 };
const NOWHERE = { width: 0, height: 0 };

/**
 * Layers from left to right: who starts, who is passed, who is an administrator at the end.
 *
 * @param heightOf how much room a place needs, in pixels
 */
export function layoutOf({ nodes, edges }: EscalationGraph, heightOf: (node: GraphNode) => number): Layout {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 12, edgesep: 6, ranksep: 20 });
  for (const place of [FIRST, LAST]) graph.setNode(place, { ...NOWHERE });
  for (const node of nodes) {
    const { id, kind } = node;
    graph.setNode(id, { width: NODE_WIDTH, height: heightOf(node) });
    if (kind === 'start') graph.setEdge(FIRST, id, { ...KEEPING });
    else if (kind !== 'via') graph.setEdge(id, LAST, { ...KEEPING });
  }
  for (const edge of edges) graph.setEdge(edge.from, edge.to, { ...labelSizeOf(edge), labelpos: 'c' });
  layout(graph);
  return cropped(
    nodes.map((node) => {
      const { x, y } = graph.node(node.id);
      return { node, x, y, width: NODE_WIDTH, height: heightOf(node) };
    }),
    edges.map((edge) => {
      const { points, x, y } = graph.edge(edge.from, edge.to);
      return { edge, points, x, y };
    }),
  );
}

/** Room around everything, in pixels. */
const MARGIN = 12;

/** Without the room that the places take that are not drawn. */
function cropped(nodes: readonly PlacedNode[], edges: readonly PlacedEdge[]): Layout {
  const boxes = [
    ...nodes,
    ...edges.map((edge) => ({ ...edge, ...labelSizeOf(edge.edge) })),
    ...edges.flatMap(({ points }) => points.map((point) => ({ ...point, width: 0, height: 0 }))),
  ];
  const left = Math.min(...boxes.map(({ x, width }) => x - width / 2)) - MARGIN;
  const right = Math.max(...boxes.map(({ x, width }) => x + width / 2)) + MARGIN;
  const top = Math.min(...boxes.map(({ y, height }) => y - height / 2)) - MARGIN;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height / 2)) + MARGIN;
  // What matters most is first in the list, and belongs to the top.
  const isUpsideDown = (nodes[0]?.y ?? 0) > (top + bottom) / 2;
  const shifted = ({ x, y }: Point): Point => ({ x: x - left, y: isUpsideDown ? bottom - y : y - top });
  return {
    width: right - left,
    height: bottom - top,
    nodes: nodes.map((node) => ({ ...node, ...shifted(node) })).toSorted((a, b) => a.x - b.x || a.y - b.y),
    edges: edges.map((edge) => ({ ...edge, ...shifted(edge), points: edge.points.map(shifted) })),
  };
}
