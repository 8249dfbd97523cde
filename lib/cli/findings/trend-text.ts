import { severities } from '../../findings/finding.ts';
import type { NightSummary } from '../../publish/store/summary.ts';
import { renderRows } from '../../report/rows.ts';

const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** A line of bars for each severity, then a row for each night, newest last: what the terminal shows without scrolling. */
export function trendText(nights: readonly NightSummary[], columns: number): string {
  const rows = nights.map(({ startedAt, status, coveragePercent, counts }) => [
    startedAt.slice(0, 16).replace('T', ' '),
    ...[...severities, 'new', 'resolved', 'suppressed'].map((name) => String(counts[name as keyof typeof counts])),
    `${coveragePercent} %`,
    status,
  ]);
  const header = ['NIGHT (UTC)', ...severities, 'new', 'resolved', 'accepted', 'coverage', 'status'];
  const bars = severities.map((severity) => {
    const counts = nights.map((night) => night.counts[severity]);
    return [severity, barsOf(counts), `${counts[0]} to ${counts.at(-1)}`];
  });
  return `${renderRows(['FINDINGS', '', ''], bars, columns)}\n\n${renderRows(header, rows, columns)}\n`;
}

/** A bar for each number, from nought to the highest. */
export function barsOf(numbers: readonly number[]): string {
  const most = Math.max(1, ...numbers);
  return numbers.map((number) => BARS[Math.round((number / most) * (BARS.length - 1))]).join('');
}
