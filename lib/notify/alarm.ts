import { z } from 'zod';
import { UsageError } from '../errors.ts';
import { METRIC_NAMESPACE } from '../publish/metrics.ts';

/** What an alarm of this stack is about; `other` is an alarm that somebody else has sent here. */
export type AlarmSubject = 'new-critical' | 'new-high' | 'failed' | 'missed' | 'coverage' | 'other';

type AlarmState = 'ALARM' | 'OK' | 'INSUFFICIENT_DATA';

/** A change of a CloudWatch alarm's state. */
export interface AlarmChange {
  readonly alarmName: string;
  readonly about: AlarmSubject;
  readonly state: AlarmState;
  /** The state before; null when CloudWatch does not say. */
  readonly previousState: AlarmState | null;
  readonly accountId: string;
  /** When the state changed: ISO 8601 in UTC, or the text as it came when it is no date. */
  readonly changedAt: string;
  /** CloudWatch's own sentence about the data points. */
  readonly reason: string;
  /** The Lambda function that the alarm watches; null when it watches something else. */
  readonly functionName: string | null;
}

/** Alarms by the metric they watch: names of alarms are the operator's, names of metrics are a contract. */
const subjects: Readonly<Record<string, AlarmSubject>> = {
  [`${METRIC_NAMESPACE}/FindingsNewCritical`]: 'new-critical',
  [`${METRIC_NAMESPACE}/FindingsNewHigh`]: 'new-high',
  [`${METRIC_NAMESPACE}/AuditCompleted`]: 'missed',
  [`${METRIC_NAMESPACE}/CoveragePercent`]: 'coverage',
  'AWS/Lambda/Errors': 'failed',
  'AWS/States/ExecutionsFailed': 'failed',
};

const state = z.enum(['ALARM', 'OK', 'INSUFFICIENT_DATA']);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html */
const alarmMessage = z.object({
  AlarmName: z.string(),
  // It becomes part of the names of parameters.
  AWSAccountId: z.string().regex(/^\d{12}$/),
  NewStateValue: state,
  OldStateValue: state.nullable().catch(null),
  NewStateReason: z.string().catch(''),
  StateChangeTime: z.string(),
  /** Composite alarms have none; those on expressions have metrics in another place. */
  Trigger: z
    .object({
      Namespace: z.string().catch(''),
      MetricName: z.string().catch(''),
      Dimensions: z.array(z.object({ name: z.string(), value: z.string() })).catch([]),
    })
    .catch({ Namespace: '', MetricName: '', Dimensions: [] }),
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

/**
 * Whether people should hear of a change. INSUFFICIENT_DATA is not worth waking anybody for: every alarm of this stack
 * says what missing data means to it, so that it is in that state only between its creation and its first evaluation.
 * The OK that follows says that nothing was ever wrong, and each deployment of a new stack would send five of them.
 */
export function isWorthAMessage({ state, previousState }: AlarmChange): boolean {
  if (state === 'INSUFFICIENT_DATA') return false;
  return state === 'ALARM' || previousState !== 'INSUFFICIENT_DATA';
}

function alarmChange(text: string, field: string): AlarmChange {
  const message = alarmMessage.safeParse(jsonOf(text, field));
  if (!message.success) {
    const wrong = message.error.issues[0]?.path.join('.') || 'the message';
    throw new UsageError(`event: ${field}: ${wrong} is not as in a CloudWatch alarm's notification`);
  }
  const { AlarmName, AWSAccountId, NewStateValue, OldStateValue, NewStateReason, StateChangeTime, Trigger } =
    message.data;
  return {
    alarmName: AlarmName,
    about: subjects[`${Trigger.Namespace}/${Trigger.MetricName}`] ?? 'other',
    state: NewStateValue,
    previousState: OldStateValue,
    accountId: AWSAccountId,
    changedAt: instantOf(StateChangeTime),
    reason: NewStateReason,
    functionName: Trigger.Dimensions.find(({ name }) => name === 'FunctionName')?.value ?? null,
  };
}

/** CloudWatch writes `2026-11-23T02:20:14.123+0000`. */
function instantOf(text: string): string {
  const instant = new Date(text.replace(/\+0000$/, 'Z'));
  return Number.isNaN(instant.getTime()) ? text : instant.toISOString();
}

function jsonOf(text: string, field: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`event: ${field}: not JSON; accepted is a CloudWatch alarm's notification`, { cause });
  }
}
