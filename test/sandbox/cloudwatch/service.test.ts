import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  PutMetricDataCommand,
  paginateListMetrics,
} from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { NOW } from '../calling.ts';
import { serving } from '../serving.ts';

const Namespace = 'AccountAuditor';
const Dimensions = [{ Name: 'AccountId', Value: '111122223333' }];

describe('cloudwatch', () => {
  const connection = serving({}, { now: () => NOW });

  it('takes metrics and answers their statistics', async () => {
    const cloudwatch = new CloudWatchClient(connection());
    const MetricData = [
      { MetricName: 'FindingsHigh', Dimensions, Value: 3.5, Unit: 'Count' as const },
      { MetricName: 'FindingsHigh', Dimensions, Values: [1, 2], Counts: [2, 1], Unit: 'Count' as const },
    ];
    await cloudwatch.send(new PutMetricDataCommand({ Namespace, MetricData }));
    const range = { StartTime: new Date(NOW.getTime() - 3_600_000), EndTime: new Date(NOW.getTime() + 1000) };
    const metric = { Namespace, MetricName: 'FindingsHigh', Dimensions };
    const { Datapoints } = await cloudwatch.send(
      new GetMetricStatisticsCommand({
        ...metric,
        ...range,
        Period: 7200,
        Statistics: ['Sum', 'Maximum', 'SampleCount'],
      }),
    );
    expect(Datapoints).toMatchObject([{ Sum: 7.5, Maximum: 3.5, SampleCount: 4, Unit: 'Count' }]);
    const MetricDataQueries = [{ Id: 'high', MetricStat: { Metric: metric, Period: 60, Stat: 'Minimum' } }];
    const { MetricDataResults } = await cloudwatch.send(new GetMetricDataCommand({ ...range, MetricDataQueries }));
    expect(MetricDataResults).toMatchObject([{ Id: 'high', Timestamps: [NOW], Values: [1] }]);
  });

  it('lists metrics and no alarms', async () => {
    const client = new CloudWatchClient(connection('us-west-2'));
    await client.send(new PutMetricDataCommand({ Namespace, MetricData: [{ MetricName: 'Throttles', Value: 0 }] }));
    const names: (string | undefined)[] = [];
    for await (const { Metrics = [] } of paginateListMetrics({ client }, { Namespace })) {
      names.push(...Metrics.map(({ MetricName }) => MetricName));
    }
    expect(names).toEqual(['Throttles']);
    expect(await client.send(new DescribeAlarmsCommand({}))).toMatchObject({ MetricAlarms: [], CompositeAlarms: [] });
  });

  it('answers errors that the SDK knows', async () => {
    const cloudwatch = new CloudWatchClient(connection());
    const put = (Value: number) =>
      cloudwatch.send(new PutMetricDataCommand({ Namespace, MetricData: [{ MetricName: 'CoveragePercent', Value }] }));
    await expect(put(2 ** 361)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringMatching(/^The value .* for parameter MetricData.member.1.Value is invalid.$/),
    });
    await expect(put(Number.NaN)).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
  });
});
