import './graph-picture.css';
import { useMemo, useRef } from 'preact/hooks';
import { route, setParams } from '../../location.ts';
import { type Model, useModel } from '../../model/model.ts';
import { Foreign } from '../../parts/foreign.tsx';
import type { EscalationGraph, GraphEdge, GraphNode } from './graph.ts';
import { EdgeLabel, EdgeLine } from './graph-edge.tsx';
import { layoutOf, type PlacedEdge, type PlacedNode } from './layout.ts';
import { usePanZoom } from './use-pan-zoom.ts';
import { wordsOfNode } from './words.ts';

/** The graph, to be looked at, moved and opened place by place. The same stands beside it as a list. */
export function GraphPicture({ graph }: { readonly graph: EscalationGraph }) {
  const frame = useRef<HTMLDivElement>(null);
  const model = useModel();
  const placed = useMemo(() => layoutOf(graph, (node) => heightOf(model, node)), [model, graph]);
  const { width, height, nodes, edges } = placed;
  const { view, zoom, fit, reveal, handlers } = usePanZoom(frame, placed);
  const chosen = route.value.params.node;
  // Moving the graph draws none of it again.
  const content = useMemo(
    () => (
      <>
        <svg width={width} height={height} aria-hidden="true">
          {edges.map((each) => (
            <EdgeLine key={keyOf(each)} placed={each} isChosen={touches(each.edge, chosen)} />
          ))}
        </svg>
        {edges.map((each) => (
          <EdgeLabel key={keyOf(each)} placed={each} isChosen={touches(each.edge, chosen)} />
        ))}
        {nodes.map((each) => (
          <Place
            key={each.node.id}
            placed={each}
            isChosen={each.node.id === chosen}
            onFocus={() => reveal(boxOf(each))}
          />
        ))}
      </>
    ),
    [placed, chosen],
  );
  return (
    <div class="graph">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div
        ref={frame}
        class="graph-frame"
        role="group"
        aria-label="Graph of the ways to become an administrator. Arrow keys move it, plus and minus change its size, 0 shows all of it."
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer moves the graph by keys
        tabIndex={0}
        {...handlers}
      >
        <div
          class="graph-content"
          style={{
            width: `${width}px`,
            height: `${height}px`,
            transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
          }}
        >
          {content}
        </div>
      </div>
      <div class="graph-foot">
        <Legend hasCut={edges.some(({ edge }) => edge.cut !== 'none')} />
        <fieldset class="graph-buttons">
          <legend class="unseen">Size of the graph</legend>
          <button type="button" onClick={() => zoom(1)} aria-label="Larger">
            +
          </button>
          <button type="button" onClick={() => zoom(-1)} aria-label="Smaller">
            −
          </button>
          <button type="button" onClick={fit}>
            Fit
          </button>
        </fieldset>
      </div>
    </div>
  );
}

function Legend({ hasCut }: { readonly hasCut: boolean }) {
  return (
    <p class="graph-legend muted" aria-hidden="true">
      <Sample name="" /> certain <Sample name="conditional" /> under conditions
      {hasCut && (
        <>
          {' '}
          <Sample name="cut-all" /> cut
        </>
      )}
    </p>
  );
}

function Sample({ name }: { readonly name: string }) {
  return (
    <svg class={`graph-line ${name}`} width="28" height="10" viewBox="0 0 28 10" aria-hidden="true">
      <path class="stroke" d="M0 5h28" />
    </svg>
  );
}

/** Characters of a title that one line has room for; a longer one gets two. */
const LINE_LENGTH = 19;

function heightOf(model: Model, node: GraphNode): number {
  return isLong(wordsOfNode(model, node).title) ? 62 : 46;
}

function isLong(title: string): boolean {
  return title.length > LINE_LENGTH;
}

function keyOf({ edge }: PlacedEdge): string {
  return `${edge.from}\n${edge.to}`;
}

function touches({ from, to }: GraphEdge, node: string | undefined): boolean {
  return node !== undefined && (from === node || to === node);
}

function boxOf({ x, y, width, height }: PlacedNode) {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

interface PlaceProps {
  readonly placed: PlacedNode;
  readonly isChosen: boolean;
  readonly onFocus: () => void;
}

function Place({ placed, isChosen, onFocus }: PlaceProps) {
  const model = useModel();
  const { node } = placed;
  const { title, isName, about } = wordsOfNode(model, node);
  const { x, y, width, height } = boxOf(placed);
  return (
    <button
      type="button"
      class={`graph-node ${node.kind}${node.members.length > 1 ? ' several' : ''}`}
      style={{ left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` }}
      aria-pressed={isChosen}
      title={node.members.length === 1 ? node.members[0] : undefined}
      onFocus={onFocus}
      onClick={() => setParams({ node: isChosen ? undefined : node.id })}
    >
      <span class={isLong(title) ? 'title long' : 'title'}>{isName ? <Foreign text={title} /> : title}</span>
      <span class="unseen">, </span>
      <span class="about">{about}</span>
    </button>
  );
}
