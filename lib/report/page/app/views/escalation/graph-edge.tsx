import { curveBasis, line } from 'd3-shape';
import { labelSizeOf, type PlacedEdge } from './layout.ts';
import { useEscalation } from './use-escalation.ts';
import { techniquesText } from './words.ts';

const curve = line<{ readonly x: number; readonly y: number }>()
  .x(({ x }) => x)
  .y(({ y }) => y)
  .curve(curveBasis);

interface EdgeProps {
  readonly placed: PlacedEdge;
  readonly isChosen: boolean;
}

function classOf(name: string, { edge }: PlacedEdge, isChosen: boolean): string {
  const { isConditional, cut } = edge;
  return [name, isConditional && 'conditional', cut !== 'none' && `cut-${cut}`, isChosen && 'chosen']
    .filter(Boolean)
    .join(' ');
}

/** The line itself, in a drawing. */
export function EdgeLine({ placed, isChosen }: EdgeProps) {
  const { points } = placed;
  const [end, before] = [points.at(-1), points.at(-2)];
  return (
    <g class={classOf('graph-line', placed, isChosen)}>
      <path class="stroke" d={curve([...points]) ?? ''} />
      {end !== undefined && before !== undefined && (
        <path
          class="head"
          d="M0 0l-9 -4.5v9z"
          transform={`translate(${end.x} ${end.y}) rotate(${(Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI})`}
        />
      )}
    </g>
  );
}

/** What is written on a line, over the drawing. */
export function EdgeLabel({ placed, isChosen }: EdgeProps) {
  const { titleOf } = useEscalation();
  const { edge, x, y } = placed;
  const { width, height } = labelSizeOf(edge);
  const all = Array.from(edge.techniques.keys(), titleOf);
  return (
    <div
      class={classOf('graph-label', placed, isChosen)}
      aria-hidden="true"
      title={all.join('\n')}
      style={{
        left: `${x - width / 2}px`,
        top: `${y - height / 2}px`,
        width: `${width}px`,
        height: `${height}px`,
      }}
    >
      <span>
        {edge.cut === 'all' && <b>✕ </b>}
        {techniquesText(edge.techniques, titleOf)}
      </span>
    </div>
  );
}
