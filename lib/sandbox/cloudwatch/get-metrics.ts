import type {
  GetMetricDataCommandInput,
  GetMetricDataOutput,
  GetMetricStatisticsCommandInput,
  GetMetricStatisticsOutput,
  MetricDataQuery,
  MetricDataResult,
  Statistic,
} from '@aws-sdk/client-cloudwatch';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { aggregate, roundDown, statistic } from './aggregate.ts';
import { checkDimensions, invalidValue } from './metric-names.ts';
import { findMetric, type MetricStore } from './state.ts';

/** Of one answer (API reference, GetMetricStatistics and GetMetricData). */
const maximumDatapoints = 1440;
const maximumQueries = 500;

const statistics = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'] as const satisfies Statistic[];

/** GetMetricStatistics without percentiles: a list of periods for each unit that data was published in. */
export function getMetricStatistics(
  call: Call<HandlerInput<GetMetricStatisticsCommandInput>>,
): GetMetricStatisticsOutput {
  const { input, account, region } = call;
  checkPeriod('Period', input.Period);
  checkRange(input.StartTime, input.EndTime);
  if (!input.Statistics?.length) {
    throw new AwsError(
      'MissingParameter',
      'The parameter Statistics is required: the sandbox keeps no data for percentiles.',
    );
  }
  const wanted = input.Statistics.map((name) => checkStatistic('Statistics', name));
  const requested = (input.EndTime.getTime() - input.StartTime.getTime()) / (input.Period * 1000);
  if (requested > maximumDatapoints) {
    throw new AwsError(
      'InvalidParameterCombination',
      `You have requested up to ${Math.ceil(requested)} datapoints, which exceeds the limit of ${maximumDatapoints}. ` +
        'You may reduce the datapoints requested by increasing Period, or decreasing the time range.',
    );
  }
  const metric = findMetric(account.cloudwatch.inRegion(region), {
    namespace: input.Namespace,
    name: input.MetricName,
    dimensions: checkDimensions('Dimensions', input.Dimensions),
  });
  const points = (metric?.points ?? []).filter(({ unit }) => input.Unit === undefined || unit === input.Unit);
  const window = { start: roundDown(input.StartTime, 60), end: input.EndTime, periodSeconds: input.Period };
  const periods = [...Map.groupBy(points, ({ unit }) => unit).values()].flatMap((ofUnit) => aggregate(ofUnit, window));
  return {
    Label: input.MetricName,
    Datapoints: periods.map((point) => ({
      Timestamp: point.timestamp,
      Unit: point.unit,
      ...Object.fromEntries(wanted.map((name) => [name, statistic(point, name)])),
    })),
  };
}

/** GetMetricData for queries that name a metric and one of the five statistics; expressions are refused. Always one page. */
export function getMetricData(call: Call<HandlerInput<GetMetricDataCommandInput>>): GetMetricDataOutput {
  const { input, account, region } = call;
  checkRange(input.StartTime, input.EndTime);
  if (input.NextToken !== undefined) {
    throw new AwsError('InvalidNextToken', 'The specified token is not valid.');
  }
  if (input.MetricDataQueries.length > maximumQueries) {
    throw new AwsError(
      'ValidationError',
      `The collection MetricDataQueries must not have a size greater than ${maximumQueries}.`,
    );
  }
  const store = account.cloudwatch.inRegion(region);
  const results = input.MetricDataQueries.map((query) => ({ query, result: answerQuery(store, query, input) }));
  return {
    MetricDataResults: results.flatMap(({ query, result }) => (query.ReturnData === false ? [] : [result])),
    Messages: [],
  };
}

function answerQuery(
  store: MetricStore,
  query: MetricDataQuery,
  { StartTime, EndTime, ScanBy }: HandlerInput<GetMetricDataCommandInput>,
): MetricDataResult {
  if (!query.MetricStat) {
    throw new AwsError('ValidationError', `The sandbox answers queries with a MetricStat only; ${query.Id} has none.`);
  }
  const { Metric: metric, Period: periodSeconds, Stat, Unit: unit } = query.MetricStat;
  checkPeriod('MetricStat.Period', periodSeconds);
  const name = checkStatistic('MetricStat.Stat', Stat);
  const found = findMetric(store, {
    namespace: metric?.Namespace ?? '',
    name: metric?.MetricName ?? '',
    dimensions: checkDimensions('MetricStat.Metric.Dimensions', metric?.Dimensions),
  });
  const points = (found?.points ?? []).filter((point) => unit === undefined || point.unit === unit);
  const ascending = aggregate(points, { start: roundDown(StartTime, periodSeconds), end: EndTime, periodSeconds });
  const ordered = ScanBy === 'TimestampAscending' ? ascending : ascending.toReversed();
  return {
    Id: query.Id,
    Label: query.Label ?? metric?.MetricName,
    Timestamps: ordered.map(({ timestamp }) => timestamp),
    Values: ordered.map((point) => statistic(point, name)),
    StatusCode: 'Complete',
  };
}

function checkStatistic(parameter: string, requested: string | undefined): Statistic {
  const known = statistics.find((name) => name === requested);
  if (known === undefined) {
    throw invalidValue(parameter, requested ?? '');
  }
  return known;
}

/** 1, 5, 10, 20 or 30 seconds, or whole minutes. */
function checkPeriod(parameter: string, seconds: number | undefined): asserts seconds is number {
  if (seconds === undefined || seconds < 1 || !([1, 5, 10, 20, 30].includes(seconds) || seconds % 60 === 0)) {
    throw invalidValue(parameter, seconds ?? '');
  }
}

function checkRange(start: Date, end: Date): void {
  if (start >= end) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter StartTime must be less than the parameter EndTime.',
    );
  }
}
