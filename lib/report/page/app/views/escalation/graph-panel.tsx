import { useMemo } from 'preact/hooks';
import { route } from '../../location.ts';
import { isNarrow } from '../../parts/narrow.ts';
import { isPrinting } from '../../parts/printing.ts';
import { hashOf, type Params } from '../../route.ts';
import { cutStatements } from './cuts.ts';
import { CutsPanel } from './cuts-panel.tsx';
import { type EscalationGraph, graphOf } from './graph.ts';
import { GraphList } from './graph-list.tsx';
import { GraphPicture } from './graph-picture.tsx';
import { NodeDetail } from './node-detail.tsx';
import { useEscalation } from './use-escalation.ts';
import type { Source } from './ways.ts';
import { countOf } from './words.ts';

/** The ways as a graph, or in words, with what to cut or the place that is open beside it. */
export function GraphPanel({ sources }: { readonly sources: readonly Source[] }) {
  const { cuts } = useEscalation();
  const { params } = route.value;
  const { cut, node: chosen } = params;
  const graph = useMemo(
    () => graphOf(sources, { gravest: new Set(cuts.map(({ key }) => key)), cut: cutStatements(cuts, params) }),
    [sources, cuts, cut],
  );
  const open = graph.nodes.find(({ id }) => id === chosen);
  const isInWords = params.as === 'list' || isNarrow.value || isPrinting.value;
  return (
    <div class={isInWords ? 'graph-panel in-words' : 'graph-panel'}>
      <div class="graph-side">
        <GraphHead graph={graph} params={params} />
        {!isInWords && <GraphPicture graph={graph} />}
        <div class={isInWords ? 'graph-words' : 'unseen'}>
          <GraphList graph={graph} />
        </div>
      </div>
      {open === undefined ? <CutsPanel /> : <NodeDetail key={open.id} graph={graph} node={open} />}
    </div>
  );
}

function GraphHead({
  graph: { grouping, drawn, all },
  params,
}: {
  readonly graph: EscalationGraph;
  readonly params: Params;
}) {
  const isInWords = params.as === 'list';
  return (
    <div class="graph-head">
      <p class="muted">
        {drawn.groups < all.groups &&
          `Drawn: ${drawn.groups} routes of ${all.groups}, with ${drawn.ways.toLocaleString('en')} of ${countOf(all.ways, 'way')}; filter to see the others. `}
        {grouping === 'by-route'
          ? 'Those with the same route are one place; somebody with several starts in several.'
          : 'Those who can do the same are one place.'}
      </p>
      {!isNarrow.value && (
        <a href={hashOf('escalation', { ...params, node: undefined, as: isInWords ? undefined : 'list' })}>
          {isInWords ? 'As a graph' : 'As a list'}
        </a>
      )}
    </div>
  );
}
