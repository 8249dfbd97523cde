import { route } from '../../location.ts';
import { useModel } from '../../model/model.ts';
import { DetailPanel } from '../../parts/detail-panel.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { hashOf } from '../../route.ts';
import { ITSELF } from './filter-ways.ts';
import type { EscalationGraph, GraphEdge, GraphNode } from './graph.ts';
import { EdgeTechniques } from './graph-list.tsx';
import { kindOf, nameOf, wordsOfNode } from './words.ts';

/** More than anybody looks through here; the list has them all. */
const MAX_MEMBERS = 100;

/** A place of the graph, opened: who stands there, and where it leads to by what. */
export function NodeDetail({ graph, node }: { readonly graph: EscalationGraph; readonly node: GraphNode }) {
  const model = useModel();
  const { title, isName, about } = wordsOfNode(model, node);
  return (
    <DetailPanel
      about={<span class="muted">{roles[node.kind]}</span>}
      title={isName ? <Foreign text={title} /> : title}
      param="node"
      openedFrom='.graph-node[aria-pressed="true"]'
    >
      <p class="muted">{about}</p>
      <Narrowing node={node} />
      {node.members.length > 0 && <Members node={node} />}
      <Lines title="Leads to" edges={graph.edges.filter(({ from }) => from === node.id)} end="to" graph={graph} />
      <Lines title="Reached from" edges={graph.edges.filter(({ to }) => to === node.id)} end="from" graph={graph} />
    </DetailPanel>
  );
}

const roles: Readonly<Record<GraphNode['kind'], string>> = {
  start: 'Can become administrator',
  via: 'On the way',
  target: 'Administrator at the end',
  itself: 'Administrator at the end',
};

/** Leads to the ways of this place alone. */
function Narrowing({ node: { kind, members } }: { readonly node: GraphNode }) {
  const [arn] = members;
  const filter = { start: 'from', via: 'through', target: 'to', itself: 'to' }[kind];
  const value = kind === 'itself' ? ITSELF : arn;
  if (value === undefined || members.length > 1) return null;
  const { node: _, ...params } = route.value.params;
  return (
    <p>
      <a href={hashOf('escalation', { ...params, [filter]: value })}>Show only these ways</a>
    </p>
  );
}

function Members({ node: { kind, members } }: { readonly node: GraphNode }) {
  const model = useModel();
  const more = members.length - MAX_MEMBERS;
  const { params } = route.value;
  return (
    <section class="finding-section">
      <h3>{members.length === 1 ? 'Who' : `Who (${members.length.toLocaleString('en')})`}</h3>
      <ul class="plain-list">
        {members.slice(0, MAX_MEMBERS).map((arn) => (
          <li key={arn}>
            {kind === 'start' ? (
              <a href={hashOf('escalation', { ...params, node: undefined, show: 'who', open: arn })} title={arn}>
                <Foreign text={nameOf(model, arn)} />
              </a>
            ) : (
              <a href={hashOf('principals', { arn })} title={arn}>
                <Foreign text={nameOf(model, arn)} />
              </a>
            )}{' '}
            <span class="muted">{kindOf(model, arn)}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p class="muted">And {more.toLocaleString('en')} more, in the list of who can.</p>}
    </section>
  );
}

interface LinesProps {
  readonly title: string;
  readonly edges: readonly GraphEdge[];
  readonly end: 'from' | 'to';
  readonly graph: EscalationGraph;
}

function Lines({ title, edges, end, graph }: LinesProps) {
  const model = useModel();
  if (edges.length === 0) return null;
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return (
    <section class="finding-section">
      <h3>{title}</h3>
      <ul class="plain-list">
        {edges.map((edge) => {
          const other = nodes.get(edge[end]);
          if (other === undefined) return null;
          const words = wordsOfNode(model, other);
          return (
            <li key={other.id}>
              <a href={hashOf('escalation', { ...route.value.params, node: other.id })}>
                {words.isName ? <Foreign text={words.title} /> : words.title}
              </a>
              {edge.isConditional && <span class="muted">, under conditions</span>}
              <EdgeTechniques edge={edge} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
