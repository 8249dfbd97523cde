import {
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { operation, type ServiceDefinition } from '../service.ts';
import { getMetricData, getMetricStatistics } from './get-metrics.ts';
import { listMetrics } from './list-metrics.ts';
import { putMetricData } from './put-metric-data.ts';

/** CloudWatch metrics. No alarm can be made here, so none is ever listed. */
export const cloudwatch: ServiceDefinition = {
  signingName: 'monitoring',
  actionPrefix: 'cloudwatch',
  xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
  protocols: ['json1_0', 'rpcV2Cbor', 'query'],
  operations: [
    operation(PutMetricDataCommand, putMetricData),
    operation(ListMetricsCommand, listMetrics),
    operation(GetMetricStatisticsCommand, getMetricStatistics),
    operation(GetMetricDataCommand, getMetricData),
    operation(DescribeAlarmsCommand, () => ({ MetricAlarms: [], CompositeAlarms: [] })),
  ],
};
