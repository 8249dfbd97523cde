import './graph-list.css';
import { useModel } from '../../model/model.ts';
import { Foreign } from '../../parts/foreign.tsx';
import type { EscalationGraph, GraphEdge, GraphNode } from './graph.ts';
import { useEscalation } from './use-escalation.ts';
import { countOf, nameOf, wordsOfNode } from './words.ts';

/** Of those who start alike, how many are named. */
const NAMED = 5;

/** The graph in words: place by place, where each leads to and by what. Nothing in it takes the focus. */
export function GraphList({ graph }: { readonly graph: EscalationGraph }) {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const leaving = Map.groupBy(graph.edges, ({ from }) => from);
  return (
    <ol class="graph-list">
      {graph.nodes
        .filter(({ id }) => leaving.has(id))
        .map((node) => (
          <li key={node.id}>
            <NodeText node={node} />
            <ul>
              {(leaving.get(node.id) ?? []).map((edge) => {
                const to = nodes.get(edge.to);
                return to === undefined ? null : (
                  <li key={edge.to}>
                    to <NodeText node={to} />
                    {edge.cut === 'all' && <strong class="cut"> - cut</strong>}
                    {edge.isConditional && <span> - under conditions</span>}
                    <EdgeTechniques edge={edge} />
                  </li>
                );
              })}
            </ul>
          </li>
        ))}
    </ol>
  );
}

function NodeText({ node }: { readonly node: GraphNode }) {
  const model = useModel();
  const { title, isName, about } = wordsOfNode(model, node);
  const named = node.members.slice(0, NAMED);
  const more = node.members.length - named.length;
  return (
    <>
      <strong>{isName ? <Foreign text={title} /> : title}</strong> <span class="muted">({about})</span>
      {!isName && named.length > 0 && (
        <>
          {': '}
          {named.map((arn, index) => (
            <span key={arn}>
              {index > 0 && ', '}
              <Foreign text={nameOf(model, arn)} />
            </span>
          ))}
          {more > 0 && ` and ${more.toLocaleString('en')} more`}
        </>
      )}
    </>
  );
}

/** By what a line leads on, with how many ways take it so. */
export function EdgeTechniques({ edge }: { readonly edge: GraphEdge }) {
  const { titleOf } = useEscalation();
  return (
    <ul>
      {Array.from(edge.techniques, ([id, ways]) => (
        <li key={id}>
          {titleOf(id)}{' '}
          <span class="muted">
            ({id}, {countOf(ways, 'way')})
          </span>
        </li>
      ))}
    </ul>
  );
}
