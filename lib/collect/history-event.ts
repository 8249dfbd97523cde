import type { Event } from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import type { HistoryEvent } from '../findings/attribution.ts';
import { parseJson } from '../snapshot/json.ts';
import { required } from './answers.ts';

const text = z.string().min(1).nullable().catch(null);

/** The parts of an event's record that are kept (CloudTrail User Guide, "CloudTrail userIdentity element"). */
const eventRecord = z.object({
  sourceIPAddress: text,
  errorCode: text,
  /** Of a sign-in that failed, which has no code. */
  errorMessage: text,
  requestParameters: z.record(z.string(), z.unknown()).nullable().catch(null),
  userIdentity: z
    .object({
      type: text,
      arn: text,
      invokedBy: text,
      sessionContext: z
        .object({ sourceIdentity: text, sessionIssuer: z.object({ arn: text }).nullable().catch(null) })
        .nullable()
        .catch(null),
    })
    .nullable()
    .catch(null),
});
type EventRecord = z.output<typeof eventRecord>;

/** An event of LookupEvents as attribution needs it. */
export function historyEvent({ EventId, EventName, EventTime, EventSource, CloudTrailEvent }: Event): HistoryEvent {
  const record = recordOf(CloudTrailEvent);
  const identity = record?.userIdentity ?? null;
  const parameters = Object.entries(record?.requestParameters ?? {}).flatMap(([key, value]) =>
    isText(value) || (Array.isArray(value) && value.every(isText)) ? [[key, value] as const] : [],
  );
  return {
    eventId: required(EventId, 'EventId'),
    name: required(EventName, 'EventName'),
    at: required(EventTime, 'EventTime').toISOString(),
    source: EventSource ?? '',
    parameters: Object.fromEntries(parameters),
    hasFailed: record === null || record.errorCode !== null || record.errorMessage !== null,
    isRoot: identity?.type === 'Root',
    actor: identity?.arn ?? identity?.invokedBy ?? null,
    sourceIdentity: identity?.sessionContext?.sourceIdentity ?? null,
    sessionIssuer: identity?.sessionContext?.sessionIssuer?.arn ?? null,
    sourceIp: record?.sourceIPAddress ?? null,
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Null when it cannot be read: then nobody knows what the event did. */
function recordOf(json = ''): EventRecord | null {
  try {
    return eventRecord.parse(parseJson(json));
  } catch {
    return null;
  }
}
