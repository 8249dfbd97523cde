import type { StandardUnit } from '@aws-sdk/client-cloudwatch';

export interface Dimension {
  readonly name: string;
  readonly value: string;
}

/** What one PutMetricData datum says about one instant: AWS, too, keeps statistic sets and not the values. */
export interface DataPoint {
  readonly timestamp: Date;
  readonly unit: StandardUnit;
  readonly sampleCount: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** One metric: a namespace, a name and exactly these dimensions (sorted by name). */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly Dimension[];
  /** In order of arrival. */
  readonly points: DataPoint[];
}

/** Metrics by identity; read and write through {@link findMetric} and {@link recordPoint}. */
export type MetricStore = Map<string, Metric>;

/** The metrics of one account: a store for each Region, as in AWS. */
export interface CloudwatchState {
  inRegion(region: string): MetricStore;
}

export type MetricIdentity = Pick<Metric, 'namespace' | 'name' | 'dimensions'>;

export function createCloudwatchState(): CloudwatchState {
  const stores = new Map<string, MetricStore>();
  return {
    inRegion(region) {
      const store = stores.get(region) ?? new Map<string, Metric>();
      stores.set(region, store);
      return store;
    },
  };
}

export function findMetric(store: MetricStore, identity: MetricIdentity): Metric | undefined {
  return store.get(metricKey(identity));
}

export function recordPoint(store: MetricStore, identity: MetricIdentity, point: DataPoint): void {
  const metric = store.get(metricKey(identity));
  if (metric) {
    metric.points.push(point);
    return;
  }
  store.set(metricKey(identity), { ...identity, dimensions: sorted(identity.dimensions), points: [point] });
}

/** The same for the same metric, in whatever order its dimensions are written. */
export function metricKey({ namespace, name, dimensions }: MetricIdentity): string {
  return JSON.stringify([namespace, name, sorted(dimensions).map((dimension) => [dimension.name, dimension.value])]);
}

function sorted(dimensions: readonly Dimension[]): Dimension[] {
  return dimensions.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
