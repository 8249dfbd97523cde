import { scaleBand, scaleLinear } from 'd3-scale';
import { type SeriesPoint, stack } from 'd3-shape';
import { severities } from '../../../../../findings/finding.ts';
import type { TrendNight } from '../../../page-data.ts';
import { useModel } from '../../model/model.ts';
import { Panel } from '../../parts/panel.tsx';
import { dayOf } from '../../parts/time.tsx';

const WIDTH = 640;
const HEIGHT = 120;

/** What stood night by night, gravest at the bottom; left out where there is only one night. */
export function Trend() {
  const { trend } = useModel().data;
  const [first, last] = [trend[0], trend.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const x = scaleBand<number>([...trend.keys()], [0, WIDTH]).paddingInner(0.15);
  const y = scaleLinear([0, Math.max(1, ...trend.map(standing))], [HEIGHT, 0]);
  const layers = stack<TrendNight, (typeof severities)[number]>()
    .keys(severities)
    .value(({ counts }, severity) => counts[severity])([...trend]);
  const words = `From ${standing(first)} findings on ${dayOf(first.startedAt)} to ${standing(last)} on ${dayOf(last.startedAt)}`;
  return (
    <Panel title="Trend" aside={<span class="muted">{trend.length} audits</span>}>
      <svg class="trend" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
        {layers.map((layer) => (
          <g key={layer.key} class={layer.key}>
            {layer.map((point, index) => (
              <Bar key={point.data.startedAt} point={point} x={x(index) ?? 0} width={x.bandwidth()} y={y} />
            ))}
          </g>
        ))}
      </svg>
      <p class="muted">{words}.</p>
    </Panel>
  );
}

interface BarProps {
  readonly point: SeriesPoint<TrendNight>;
  readonly x: number;
  readonly width: number;
  readonly y: (count: number) => number;
}

function Bar({ point: [from, to], x, width, y }: BarProps) {
  return <rect x={x} y={y(to)} width={width} height={y(from) - y(to)} />;
}

function standing({ counts }: TrendNight): number {
  return severities.reduce((sum, severity) => sum + counts[severity], 0);
}
