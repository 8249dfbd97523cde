import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  InvalidParameterValueException,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../lib/sandbox/server.ts';
import { operation } from '../../../lib/sandbox/service.ts';
import { connectionTo } from '../a-sandbox.ts';
import { awkward, failing, instant, serving } from './one-service.ts';

describe('protocolOf', () => {
  const datum = {
    MetricName: awkward,
    Timestamp: instant,
    Values: [1.5, 2e10],
    Dimensions: [{ Name: 'AccountId', Value: '1' }],
  };
  const series = { Id: 'm1', Timestamps: [instant], Values: [0.25], StatusCode: 'Complete' as const };

  async function cloudwatch(seen: unknown[]): Promise<Sandbox> {
    return serving(
      { signingName: 'monitoring', actionPrefix: 'cloudwatch', protocols: ['json1_0', 'rpcV2Cbor', 'query'] },
      operation(PutMetricDataCommand, ({ input }) => {
        seen.push(input);
      }),
      operation(GetMetricDataCommand, () => ({ MetricDataResults: [series] })),
      operation(DescribeAlarmsCommand, failing('InvalidParameterValue')),
    );
  }

  const defaultNamespace = 'com.amazonaws.cloudwatch';
  const xmlNamespace = 'http://monitoring.amazonaws.com/doc/2010-08-01/';

  it.each([
    ['JSON, as the SDK asks', {}],
    [
      'CBOR',
      { protocol: AwsSmithyRpcV2CborProtocol, protocolSettings: { defaultNamespace, awsQueryCompatible: true } },
    ],
    [
      'query',
      { protocol: AwsQueryProtocol, protocolSettings: { defaultNamespace, xmlNamespace, version: '2010-08-01' } },
    ],
  ])('tells %s by its headers', async (_name, spoken) => {
    const seen: unknown[] = [];
    const sandbox = await cloudwatch(seen);
    const client = new CloudWatchClient({ ...connectionTo(sandbox), ...spoken });
    const input = { Namespace: 'AccountAuditor', MetricData: [datum] };
    await client.send(new PutMetricDataCommand(input));
    expect(seen).toEqual([input]);
    const { MetricDataResults } = await client.send(
      new GetMetricDataCommand({ MetricDataQueries: [], StartTime: instant, EndTime: instant }),
    );
    expect(MetricDataResults).toMatchObject([series]);
    await expect(client.send(new DescribeAlarmsCommand({}))).rejects.toMatchObject({ message: 'It went wrong.' });
    expect(sandbox.ledger.counts()).toMatchObject({ 'cloudwatch:PutMetricData': 1 });
  });

  it('keeps the codes that it had in query', async () => {
    const client = new CloudWatchClient(connectionTo(await cloudwatch([])));
    await expect(client.send(new DescribeAlarmsCommand({}))).rejects.toThrow(InvalidParameterValueException);
  });

  it('reads the gzip that the SDK makes of many metrics', async () => {
    const seen: unknown[] = [];
    const client = new CloudWatchClient(connectionTo(await cloudwatch(seen)));
    const MetricData = Array.from({ length: 300 }, (_, index) => ({ ...datum, MetricName: `Metric${index}` }));
    await client.send(new PutMetricDataCommand({ Namespace: 'AccountAuditor', MetricData }));
    expect(seen).toEqual([{ Namespace: 'AccountAuditor', MetricData }]);
  });
});
