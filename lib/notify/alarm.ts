import { z } from 'zod';
import { UsageError } from '../errors.ts';

/**
 * A change of a CloudWatch alarm's state, as it arrives through SNS
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html).
 */
export interface AlarmChange {
  readonly alarmName: string;
  readonly state: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA';
  readonly accountId: string;
  /** When the state changed, in AWS's format. */
  readonly changedAt: string;
  /** The metric that the alarm watches, for example `FindingsNewCritical`; null for a composite alarm. */
  readonly metricName: string | null;
  /** CloudWatch's own sentence about the data points. */
  readonly reason: string;
}

const alarmMessage = z.object({
  AlarmName: z.string(),
  AWSAccountId: z.string(),
  NewStateValue: z.enum(['ALARM', 'OK', 'INSUFFICIENT_DATA']),
  NewStateReason: z.string().default(''),
  StateChangeTime: z.string(),
  Trigger: z.object({ MetricName: z.string().optional() }).optional(),
});

const snsEvent = z.object({ Records: z.array(z.object({ Sns: z.object({ Message: z.string() }) })).min(1) });

/**
 * Reads the alarm changes out of an event that SNS invoked a function with, in the order they came.
 *
 * @throws UsageError in one line when the event is not from SNS, or a message is not an alarm's
 */
export function parseAlarmEvent(event: unknown): readonly AlarmChange[] {
  const envelope = snsEvent.safeParse(event);
  if (!envelope.success)
    throw new UsageError('event: not from SNS; accepted is { "Records": [{ "Sns": { "Message": "..." } }] }');
  return envelope.data.Records.map((record, index) => alarmChange(record.Sns.Message, `Records.${index}.Sns.Message`));
}

function alarmChange(text: string, field: string): AlarmChange {
  const message = alarmMessage.safeParse(jsonOf(text, field));
  if (!message.success) {
    const wrong = message.error.issues[0]?.path.join('.') || 'the message';
    throw new UsageError(`event: ${field}: ${wrong} is not as in a CloudWatch alarm's notification`);
  }
  const { AlarmName, AWSAccountId, NewStateValue, NewStateReason, StateChangeTime, Trigger } = message.data;
  return {
    alarmName: AlarmName,
    state: NewStateValue,
    accountId: AWSAccountId,
    changedAt: StateChangeTime,
    metricName: Trigger?.MetricName ?? null,
    reason: NewStateReason,
  };
}

function jsonOf(text: string, field: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`event: ${field}: not JSON; accepted is a CloudWatch alarm's notification`, { cause });
  }
}
