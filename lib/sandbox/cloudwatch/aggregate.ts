import type { StandardUnit, Statistic } from '@aws-sdk/client-cloudwatch';
import type { DataPoint } from './state.ts';

/** From `start` (included) to `end` (left out), cut into periods that begin at `start`. */
export interface Window {
  readonly start: Date;
  readonly end: Date;
  readonly periodSeconds: number;
}

/** What was published in each period that has data, in order of time; each `timestamp` is the beginning of its period. */
export function aggregate(points: readonly DataPoint[], { start, end, periodSeconds }: Window): DataPoint[] {
  const inWindow = points.filter(({ timestamp }) => timestamp >= start && timestamp < end);
  const periods = Map.groupBy(inWindow, ({ timestamp }) =>
    Math.floor((timestamp.getTime() - start.getTime()) / (periodSeconds * 1000)),
  );
  return [...periods]
    .toSorted(([a], [b]) => a - b)
    .map(([period, members]) => ({
      timestamp: new Date(start.getTime() + period * periodSeconds * 1000),
      unit: commonUnit(members),
      sampleCount: members.reduce((total, { sampleCount }) => total + sampleCount, 0),
      sum: members.reduce((total, { sum }) => total + sum, 0),
      minimum: members.reduce((least, { minimum }) => Math.min(least, minimum), Number.POSITIVE_INFINITY),
      maximum: members.reduce((most, { maximum }) => Math.max(most, maximum), Number.NEGATIVE_INFINITY),
    }));
}

export function statistic(point: DataPoint, name: Statistic): number {
  switch (name) {
    case 'Average':
      return point.sum / point.sampleCount;
    case 'Sum':
      return point.sum;
    case 'SampleCount':
      return point.sampleCount;
    case 'Minimum':
      return point.minimum;
    case 'Maximum':
      return point.maximum;
  }
}

/** An instant rounded down to a whole number of seconds since the epoch that `seconds` divides: the clock's minutes, hours, days. */
export function roundDown(time: Date, seconds: number): Date {
  return new Date(Math.floor(time.getTime() / (seconds * 1000)) * seconds * 1000);
}

function commonUnit(points: readonly DataPoint[]): StandardUnit {
  const [unit = 'None', ...others] = new Set(points.map((point) => point.unit));
  return others.length === 0 ? unit : 'None';
}
