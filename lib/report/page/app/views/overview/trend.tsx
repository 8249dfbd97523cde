import { scaleBand, scaleLinear } from 'd3-scale';
import { type SeriesPoint, stack } from 'd3-shape';
import { type Severity, severities } from '../../../../../findings/finding.ts';
import type { TrendNight } from '../../../page-data.ts';
import { useModel } from '../../model/model.ts';
import { Panel } from '../../parts/panel.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import { dayOf } from '../../parts/time.tsx';
import { TrendTable } from './trend-table.tsx';

/** In units of the drawing, which is stretched to the width that there is. */
const WIDTH = 640;
const HEIGHT = 150;

/** What stood night by night, gravest at the bottom; left out where there is only one night. */
export function Trend() {
  const { trend } = useModel().data;
  const [first, last] = [trend[0], trend.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const words = `From ${standing(first)} findings on ${dayOf(first.startedAt)} to ${standing(last)} on ${dayOf(last.startedAt)}`;
  return (
    <Panel title="Trend" aside={<span class="muted">{trend.length} nights</span>}>
      <Drawing trend={trend} words={words} />
      <ul class="legend">
        {severities.map((severity) => (
          <li key={severity}>
            <SeverityBadge severity={severity} />{' '}
            <span class="muted">
              {first.counts[severity].toLocaleString('en')} to {last.counts[severity].toLocaleString('en')}
            </span>
          </li>
        ))}
      </ul>
      <TrendTable trend={trend} />
    </Panel>
  );
}

function Drawing({ trend, words }: { readonly trend: readonly TrendNight[]; readonly words: string }) {
  const x = scaleBand<number>([...trend.keys()], [0, WIDTH]).paddingInner(0.15);
  const y = scaleLinear([0, Math.max(1, ...trend.map(standing))], [HEIGHT, 0]).nice(3);
  const layers = stack<TrendNight, Severity>()
    .keys(severities)
    .value(({ counts }, severity) => counts[severity])([...trend]);
  const ticks = y.ticks(3).filter(Number.isInteger);
  return (
    <div class="trend">
      <div class="trend-scale" aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick} style={{ insetBlockStart: `${(y(tick) / HEIGHT) * 100}%` }}>
            {tick.toLocaleString('en')}
          </span>
        ))}
      </div>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={words}>
        {ticks.map((tick) => (
          <line key={tick} class="tick" x1={0} x2={WIDTH} y1={y(tick)} y2={y(tick)} />
        ))}
        {layers.map((layer) => (
          <g key={layer.key} class={layer.key}>
            {layer.map((point, index) => (
              <Bar key={index} point={point} x={x(index) ?? 0} width={x.bandwidth()} y={y} />
            ))}
          </g>
        ))}
        {trend.map((night, index) => (
          <rect key={index} class="night" x={x(index)} y={0} width={x.bandwidth()} height={HEIGHT}>
            <title>{nightWords(night)}</title>
          </rect>
        ))}
      </svg>
      <div class="trend-days muted" aria-hidden="true">
        <span>{dayOf(trend[0]?.startedAt ?? '')}</span>
        <span>{dayOf(trend.at(-1)?.startedAt ?? '')}</span>
      </div>
    </div>
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

function nightWords({ startedAt, counts, coveragePercent }: TrendNight): string {
  const found = severities.map((severity) => `${counts[severity]} ${severity}`).join(', ');
  return `${dayOf(startedAt)}: ${found}; ${counts.new} new, ${counts.resolved} resolved; ${coveragePercent}% covered`;
}

function standing({ counts }: TrendNight): number {
  return severities.reduce((sum, severity) => sum + counts[severity], 0);
}
