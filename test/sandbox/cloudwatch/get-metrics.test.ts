import { describe, expect, it } from 'vitest';
import { getMetricData, getMetricStatistics } from '../../../lib/sandbox/cloudwatch/get-metrics.ts';
import { putMetricData } from '../../../lib/sandbox/cloudwatch/put-metric-data.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';

const Namespace = 'AccountAuditor';
const MetricName = 'FindingsNew';
const at = (time: string) => new Date(`2026-11-22T${time}:00Z`);

/** 5 and 1 in the hour from 12:00, 4 (twice) and 2 at 13:00 and 13:59. */
function published() {
  const call = callsTo(embeddedAccount());
  call(putMetricData, {
    Namespace,
    MetricData: [
      { MetricName, Timestamp: at('12:00'), Value: 5, Unit: 'Count' },
      { MetricName, Timestamp: at('12:31'), Value: 1, Unit: 'Count' },
      { MetricName, Timestamp: at('13:00'), Values: [4], Counts: [2], Unit: 'Count' },
      { MetricName, Timestamp: at('13:59'), Value: 2, Unit: 'Count' },
    ],
  });
  return call;
}

const statistics = { Namespace, MetricName, StartTime: at('12:00'), EndTime: at('14:00'), Period: 3600 };

describe('getMetricStatistics', () => {
  it('sums up what was published in each period', () => {
    const { Label, Datapoints } = published()(getMetricStatistics, {
      ...statistics,
      Statistics: ['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount'],
    });
    expect(Label).toBe(MetricName);
    expect(Datapoints).toEqual([
      { Timestamp: at('12:00'), Unit: 'Count', Sum: 6, Average: 3, Minimum: 1, Maximum: 5, SampleCount: 2 },
      { Timestamp: at('13:00'), Unit: 'Count', Sum: 10, Average: 10 / 3, Minimum: 2, Maximum: 4, SampleCount: 3 },
    ]);
  });

  it('counts periods from the start, which it rounds down to the minute, and leaves the end out', () => {
    const { Datapoints } = published()(getMetricStatistics, {
      ...statistics,
      StartTime: new Date('2026-11-22T12:31:40Z'),
      EndTime: at('13:59'),
      Statistics: ['Sum'],
    });
    expect(Datapoints).toEqual([{ Timestamp: at('12:31'), Unit: 'Count', Sum: 9 }]);
  });

  it('keeps units apart', () => {
    const call = published();
    call(putMetricData, { Namespace, MetricData: [{ MetricName, Timestamp: at('12:05'), Value: 7 }] });
    const sumsOf = (extra: object) =>
      call(getMetricStatistics, { ...statistics, EndTime: at('13:00'), Statistics: ['Sum'], ...extra }).Datapoints;
    expect(sumsOf({})).toMatchObject([
      { Unit: 'Count', Sum: 6 },
      { Unit: 'None', Sum: 7 },
    ]);
    expect(sumsOf({ Unit: 'None' })).toHaveLength(1);
    expect(sumsOf({ Unit: 'Seconds' })).toEqual([]);
  });

  it('has no data for other dimensions, names and Regions', () => {
    const call = published();
    const none = [
      { Dimensions: [{ Name: 'AccountId', Value: '111122223333' }] },
      { MetricName: 'Other' },
      { Namespace: 'Other' },
    ];
    for (const other of none) {
      expect(call(getMetricStatistics, { ...statistics, ...other, Statistics: ['Sum'] }).Datapoints).toEqual([]);
    }
  });

  it.each([
    ['a period of 90 seconds', { Period: 90 }, 'InvalidParameterValue'],
    ['an end before the start', { EndTime: at('11:00') }, 'InvalidParameterCombination'],
    [
      'more than 1,440 periods',
      { StartTime: new Date('2026-11-21T12:00:00Z'), Period: 60 },
      'InvalidParameterCombination',
    ],
    ['a statistic that is none', { Statistics: ['Median' as never] }, 'InvalidParameterValue'],
    ['percentiles', { Statistics: undefined, ExtendedStatistics: ['p99'] }, 'MissingParameter'],
  ])('refuses %s', (_, extra, code) => {
    expectAwsError(code, () => published()(getMetricStatistics, { ...statistics, Statistics: ['Sum'], ...extra }));
  });
});

describe('getMetricData', () => {
  const query = (Stat: string, extra = {}) => ({
    Id: 'q1',
    MetricStat: { Metric: { Namespace, MetricName }, Period: 3600, Stat },
    ...extra,
  });
  const range = { StartTime: at('12:10'), EndTime: at('14:00') };

  it.each([
    ['Sum', [10, 6]],
    ['Average', [10 / 3, 3]],
    ['Minimum', [2, 1]],
    ['Maximum', [4, 5]],
    ['SampleCount', [3, 2]],
  ])('answers %s by the periods of the clock, newest first', (stat, values) => {
    expect(published()(getMetricData, { ...range, MetricDataQueries: [query(stat)] }).MetricDataResults).toEqual([
      { Id: 'q1', Label: MetricName, Timestamps: [at('13:00'), at('12:00')], Values: values, StatusCode: 'Complete' },
    ]);
  });

  it('answers oldest first when it is asked to, and leaves out what is not to be returned', () => {
    const { MetricDataResults } = published()(getMetricData, {
      ...range,
      ScanBy: 'TimestampAscending',
      MetricDataQueries: [query('Sum', { Label: 'new' }), query('Sum', { Id: 'q2', ReturnData: false })],
    });
    expect(MetricDataResults).toMatchObject([{ Id: 'q1', Label: 'new', Values: [6, 10] }]);
  });

  it.each([
    ['an expression', [{ Id: 'e1', Expression: 'q1 * 2' }], 'ValidationError'],
    ['a percentile', [query('p99')], 'InvalidParameterValue'],
    ['501 queries', Array.from({ length: 501 }, () => query('Sum')), 'ValidationError'],
  ])('refuses %s', (_, MetricDataQueries, code) => {
    expectAwsError(code, () => published()(getMetricData, { ...range, MetricDataQueries }));
  });

  it('never gives out a token, and so knows none', () => {
    expectAwsError('InvalidNextToken', () =>
      published()(getMetricData, { ...range, MetricDataQueries: [], NextToken: 'x' }),
    );
  });
});
