import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { listMetrics } from '../../../lib/sandbox/cloudwatch/list-metrics.ts';
import { putMetricData } from '../../../lib/sandbox/cloudwatch/put-metric-data.ts';
import { findMetric } from '../../../lib/sandbox/cloudwatch/state.ts';
import { callsTo, embeddedAccount, expectAwsError, NOW } from '../calling.ts';

const Namespace = 'AccountAuditor';
const dimensions = [
  { Name: 'service', Value: 'account-auditor' },
  { Name: 'AccountId', Value: '111122223333' },
];

function put(...MetricData: MetricDatum[]) {
  const account = embeddedAccount();
  callsTo(account)(putMetricData, { Namespace, MetricData });
  return account.cloudwatch.inRegion('eu-west-1');
}

function pointsOf(datum: Omit<MetricDatum, 'MetricName'>) {
  return findMetric(put({ MetricName: 'FindingsNew', ...datum }), {
    namespace: Namespace,
    name: 'FindingsNew',
    dimensions: [],
  })?.points;
}

describe('putMetricData', () => {
  it('keeps one value, dated by the clock unless the datum is dated', () => {
    const yesterday = new Date('2026-11-22T03:00:00Z');
    expect(pointsOf({ Value: 3, Unit: 'Count' })).toEqual([
      { timestamp: NOW, unit: 'Count', sampleCount: 1, sum: 3, minimum: 3, maximum: 3 },
    ]);
    expect(pointsOf({ Value: 0, Timestamp: yesterday })).toMatchObject([
      { timestamp: yesterday, unit: 'None', sum: 0 },
    ]);
  });

  it('sums up values with their counts', () => {
    expect(pointsOf({ Values: [1, 10, -2], Counts: [3, 1, 2] })).toMatchObject([
      { sampleCount: 6, sum: 9, minimum: -2, maximum: 10 },
    ]);
    expect(pointsOf({ Values: [1, 10] })).toMatchObject([{ sampleCount: 2, sum: 11 }]);
  });

  it('takes a statistic set as it is', () => {
    const StatisticValues = { SampleCount: 4, Sum: 10, Minimum: 1, Maximum: 5 };
    expect(pointsOf({ StatisticValues })).toMatchObject([{ sampleCount: 4, sum: 10, minimum: 1, maximum: 5 }]);
  });

  it('knows a metric by its dimensions, in whatever order they come', () => {
    const store = put(
      { MetricName: 'FindingsHigh', Dimensions: dimensions, Value: 1 },
      { MetricName: 'FindingsHigh', Dimensions: dimensions.toReversed(), Value: 2 },
      { MetricName: 'FindingsHigh', Value: 4 },
    );
    expect([...store.values()].map(({ points }) => points.map(({ sum }) => sum))).toEqual([[1, 2], [4]]);
  });

  it('takes the metrics of entities too', () => {
    const account = embeddedAccount();
    const call = callsTo(account);
    call(putMetricData, { Namespace, EntityMetricData: [{ MetricData: [{ MetricName: 'Throttles', Value: 1 }] }] });
    expect(call(listMetrics, {}).Metrics).toMatchObject([{ Namespace, MetricName: 'Throttles' }]);
  });

  const many = <Item>(count: number, make: (index: number) => Item) =>
    Array.from({ length: count }, (_, index) => make(index));

  it('takes as much as AWS does', () => {
    expect(put(...many(1000, (index) => ({ MetricName: `m${index}`, Value: 1 }))).size).toBe(1000);
    expect(pointsOf({ Values: many(150, (index) => index) })).toMatchObject([{ sampleCount: 150 }]);
    const Dimensions = many(30, (index) => ({ Name: `d${index}`, Value: 'x'.repeat(1024) }));
    expect(put({ MetricName: 'm'.repeat(255), Dimensions, Value: 2 ** 360 }).size).toBe(1);
  });

  it('refuses more than 1,000 metrics and keeps none of them', () => {
    const account = embeddedAccount();
    const MetricData = many(1001, (index) => ({ MetricName: `m${index}`, Value: 1 }));
    expectAwsError('InvalidParameterValue', () => callsTo(account)(putMetricData, { Namespace, MetricData }));
    expect(account.cloudwatch.inRegion('eu-west-1').size).toBe(0);
  });

  const valid = { MetricName: 'FindingsNew', Value: 1 };

  it.each<[string, MetricDatum, string]>([
    ['NaN', { ...valid, Value: Number.NaN }, 'InvalidParameterValue'],
    ['infinity', { ...valid, Value: Number.POSITIVE_INFINITY }, 'InvalidParameterValue'],
    ['a value beyond 2^360', { ...valid, Value: -(2 ** 361) }, 'InvalidParameterValue'],
    ['NaN among values', { MetricName: 'x', Values: [1, Number.NaN] }, 'InvalidParameterValue'],
    ['151 values', { MetricName: 'x', Values: many(151, (index) => index) }, 'InvalidParameterValue'],
    ['counts that do not match', { MetricName: 'x', Values: [1, 2], Counts: [1] }, 'InvalidParameterValue'],
    ['no values', { MetricName: 'x', Values: [] }, 'MissingParameter'],
    ['no value at all', { MetricName: 'x' }, 'MissingParameter'],
    ['a value and values', { ...valid, Values: [1] }, 'InvalidParameterCombination'],
    [
      'a statistic set of no samples',
      { MetricName: 'x', StatisticValues: { SampleCount: 0, Sum: 0, Minimum: 0, Maximum: 0 } },
      'InvalidParameterValue',
    ],
    [
      '31 dimensions',
      { ...valid, Dimensions: many(31, (n) => ({ Name: `d${n}`, Value: 'x' })) },
      'InvalidParameterValue',
    ],
    ['a dimension twice', { ...valid, Dimensions: [...dimensions, ...dimensions] }, 'InvalidParameterValue'],
    ['a dimension without a value', { ...valid, Dimensions: [{ Name: 'd', Value: '' }] }, 'MissingParameter'],
    ['a blank dimension', { ...valid, Dimensions: [{ Name: 'd', Value: ' ' }] }, 'InvalidParameterValue'],
    [
      'a dimension beginning with a colon',
      { ...valid, Dimensions: [{ Name: ':d', Value: 'x' }] },
      'InvalidParameterValue',
    ],
    [
      'a dimension of 1,025 characters',
      { ...valid, Dimensions: [{ Name: 'd', Value: 'x'.repeat(1025) }] },
      'InvalidParameterValue',
    ],
    ['a name of 256 characters', { ...valid, MetricName: 'm'.repeat(256) }, 'InvalidParameterValue'],
    ['a name that is not ASCII', { ...valid, MetricName: 'Prüfung' }, 'InvalidParameterValue'],
    ['a unit that is none', { ...valid, Unit: 'Findings' as never }, 'InvalidParameterValue'],
    [
      'a time more than two weeks ago',
      { ...valid, Timestamp: new Date('2026-11-09T02:59:59Z') },
      'InvalidParameterValue',
    ],
    [
      'a time more than two hours ahead',
      { ...valid, Timestamp: new Date('2026-11-23T05:00:01Z') },
      'InvalidParameterValue',
    ],
  ])('refuses %s', (_, datum, code) => {
    expectAwsError(code, () => put(datum));
  });

  it.each(['AWS/Lambda', ':private', 'n'.repeat(256)])('refuses the namespace %s', (namespace) => {
    expectAwsError('InvalidParameterValue', () =>
      callsTo(embeddedAccount())(putMetricData, { Namespace: namespace, MetricData: [valid] }),
    );
  });

  it('refuses to publish nothing', () => {
    expectAwsError('MissingParameter', () => put());
  });
});
