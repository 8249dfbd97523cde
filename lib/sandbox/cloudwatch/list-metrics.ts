import type { DimensionFilter, ListMetricsCommandInput, ListMetricsOutput } from '@aws-sdk/client-cloudwatch';
import type { Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';
import { type Metric, metricKey } from './state.ts';

/** Fixed by CloudWatch (API reference, ListMetrics). */
const pageSize = 500;
const threeHoursMs = 3 * 60 * 60 * 1000;

/** ListMetrics. What AWS takes up to 15 minutes to list is here at once. */
export function listMetrics(call: Call<HandlerInput<ListMetricsCommandInput>>): ListMetricsOutput {
  const { input, account, region, now } = call;
  const isRecent = ({ points }: Metric) =>
    points.some(({ timestamp }) => now.getTime() - timestamp.getTime() <= threeHoursMs);
  const metrics = [...account.cloudwatch.inRegion(region).values()].filter(
    (metric) =>
      (input.Namespace === undefined || metric.namespace === input.Namespace) &&
      (input.MetricName === undefined || metric.name === input.MetricName) &&
      (input.Dimensions ?? []).every((filter) => hasDimension(metric, filter)) &&
      (input.RecentlyActive === undefined || isRecent(metric)),
  );
  const { items, nextToken } = pageOf({
    items: metrics,
    keyOf: metricKey,
    pageSize,
    pageLimit: account.behaviour.pageLimit,
    token: input.NextToken,
    invalidTokenCode: 'InvalidParameterValue',
  });
  return {
    Metrics: items.map(({ namespace, name, dimensions }) => ({
      Namespace: namespace,
      MetricName: name,
      Dimensions: dimensions.map((dimension) => ({ Name: dimension.name, Value: dimension.value })),
    })),
    NextToken: nextToken,
  };
}

/** A filter without a value asks for the dimension, whatever its value. */
function hasDimension({ dimensions }: Metric, { Name, Value }: DimensionFilter): boolean {
  return dimensions.some(({ name, value }) => name === Name && (Value === undefined || value === Value));
}
