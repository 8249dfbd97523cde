import { z } from 'zod';
import type { AuditMetric } from '../../publish/metrics.ts';

const metricRecord = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Metrics: z.array(z.object({ Name: z.string(), Unit: z.enum(['Count', 'Percent', 'Milliseconds']) })),
      }),
    ),
  }),
});

/** The metrics that CloudWatch would take out of a function's log: lines in Embedded Metric Format, others are passed over. */
export function metricsInLog(log: string): readonly AuditMetric[] {
  return log.split('\n').flatMap((line) => {
    const record = metricRecord.safeParse(jsonOrNull(line));
    if (!record.success) return [];
    const { _aws, ...values } = record.data;
    return _aws.CloudWatchMetrics.flatMap(({ Metrics }) =>
      Metrics.map(({ Name, Unit }) => ({ name: Name, unit: Unit, value: Number(values[Name]) })),
    );
  });
}

function jsonOrNull(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
