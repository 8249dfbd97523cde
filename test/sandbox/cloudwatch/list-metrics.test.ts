import { describe, expect, it } from 'vitest';
import { listMetrics } from '../../../lib/sandbox/cloudwatch/list-metrics.ts';
import { putMetricData } from '../../../lib/sandbox/cloudwatch/put-metric-data.ts';
import { callsTo, embeddedAccount, NOW } from '../calling.ts';

const account = { Name: 'AccountId', Value: '111122223333' };
const service = { Name: 'service', Value: 'account-auditor' };

function published() {
  const embedded = embeddedAccount();
  const call = callsTo(embedded);
  call(putMetricData, {
    Namespace: 'AccountAuditor',
    MetricData: [
      { MetricName: 'FindingsHigh', Dimensions: [service, account], Value: 1 },
      { MetricName: 'FindingsHigh', Value: 1 },
      { MetricName: 'Throttles', Dimensions: [account], Value: 1, Timestamp: new Date('2026-11-22T03:00:00Z') },
    ],
  });
  call(putMetricData, { Namespace: 'Other', MetricData: [{ MetricName: 'Throttles', Value: 1 }] });
  return { call, embedded };
}

describe('listMetrics', () => {
  it('lists each combination of namespace, name and dimensions once', () => {
    const { call } = published();
    expect(call(listMetrics, { Namespace: 'AccountAuditor' }).Metrics).toEqual([
      { Namespace: 'AccountAuditor', MetricName: 'FindingsHigh', Dimensions: [account, service] },
      { Namespace: 'AccountAuditor', MetricName: 'FindingsHigh', Dimensions: [] },
      { Namespace: 'AccountAuditor', MetricName: 'Throttles', Dimensions: [account] },
    ]);
  });

  it.each([
    ['name', { MetricName: 'Throttles' }, 2],
    ['a dimension of any value', { Dimensions: [{ Name: 'AccountId' }] }, 2],
    ['a dimension and its value', { Dimensions: [{ Name: 'AccountId', Value: '999988887777' }] }, 0],
    ['several dimensions', { Dimensions: [account, { Name: 'service' }] }, 1],
    ['data in the last three hours', { RecentlyActive: 'PT3H' as const }, 3],
  ])('filters by %s', (_, input, count) => {
    expect(published().call(listMetrics, input).Metrics).toHaveLength(count);
  });

  it('pages by 500', () => {
    const call = callsTo(embeddedAccount());
    const MetricData = Array.from({ length: 501 }, (_, index) => ({ MetricName: `m${index}`, Value: 1 }));
    call(putMetricData, { Namespace: 'Many', MetricData });
    const first = call(listMetrics, {});
    expect(first.Metrics).toHaveLength(500);
    expect(call(listMetrics, { NextToken: first.NextToken })).toMatchObject({ Metrics: [{}], NextToken: undefined });
  });

  it('lists those of the Region that is asked', () => {
    const { embedded } = published();
    expect(callsTo(embedded, { region: 'us-east-1', now: NOW })(listMetrics, {}).Metrics).toEqual([]);
  });
});
