import {
  LookupAttributeKey,
  type LookupEventsCommandInput,
  type LookupEventsResponse,
  type Event as WireEvent,
} from '@aws-sdk/client-cloudtrail';
import type { Account } from '../account.ts';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';

type Event = Account['events'][number];
type Attribute = NonNullable<LookupEventsCommandInput['LookupAttributes']>[number];

const maximumResults = 50;

/** How long the event history goes back. */
const keptMs = 90 * 24 * 60 * 60 * 1000;

/**
 * LookupEvents: the events of this Region, newest first. The account file does not know of an event with which access key it
 * was made, nor of which types its resources are; what is looked up by these is not found.
 */
export function lookupEvents(call: Call<HandlerInput<LookupEventsCommandInput>>): LookupEventsResponse {
  const { input, account, region, now } = call;
  checkInput(input);
  const [attribute] = input.LookupAttributes ?? [];
  const since = input.StartTime?.getTime() ?? Number.NEGATIVE_INFINITY;
  const until = input.EndTime?.getTime() ?? Number.POSITIVE_INFINITY;
  const found = account.events
    .filter((event) => event.region === region && event.at.getTime() >= now.getTime() - keptMs)
    .filter(({ at }) => at.getTime() >= since && at.getTime() <= until)
    .filter((event) => attribute === undefined || hasAttribute(event, attribute));
  const { items, nextToken } = pageOf({
    items: input.EventCategory === 'insight' ? [] : found,
    keyOf: newestFirst,
    pageSize: input.MaxResults ?? maximumResults,
    pageLimit: account.behaviour.pageLimit,
    token: input.NextToken,
    invalidTokenCode: 'InvalidNextTokenException',
  });
  return { Events: items.map((event) => toEvent(account, event)), NextToken: nextToken };
}

function checkInput(input: HandlerInput<LookupEventsCommandInput>): void {
  checkAttributes(input.LookupAttributes);
  if (input.StartTime && input.EndTime && input.StartTime > input.EndTime) {
    throw new AwsError('InvalidTimeRangeException', 'The start time must not be after the end time.');
  }
  if (input.MaxResults !== undefined && (input.MaxResults < 1 || input.MaxResults > maximumResults)) {
    throw new AwsError('InvalidMaxResultsException', `MaxResults must be between 1 and ${maximumResults}.`);
  }
  if (input.EventCategory !== undefined && input.EventCategory !== 'insight') {
    throw new AwsError('InvalidEventCategoryException', `${input.EventCategory} is not a valid event category.`);
  }
}

/** One attribute is all that a lookup may filter by. */
function checkAttributes(attributes: readonly Attribute[] = []): void {
  if (attributes.length > 1) {
    throw new AwsError('InvalidLookupAttributesException', 'You can only specify one lookup attribute.');
  }
  const unknown = attributes.find(
    ({ AttributeKey: key }) => !Object.values(LookupAttributeKey).some((known) => known === key),
  );
  if (unknown) {
    throw new AwsError('InvalidLookupAttributesException', `${unknown.AttributeKey} is not a valid lookup attribute.`);
  }
}

function hasAttribute(event: Event, { AttributeKey, AttributeValue = '' }: Attribute): boolean {
  const values: Partial<Record<LookupAttributeKey, readonly string[]>> = {
    EventId: [event.id],
    EventName: [event.name],
    EventSource: [event.source],
    ResourceName: event.resources,
    Username: [event.username],
  };
  return AttributeKey !== undefined && values[AttributeKey]?.includes(AttributeValue) === true;
}

/** Pages go by keys in rising order: the later an event is, the smaller the number before its id. */
function newestFirst({ at, id }: Event): string {
  const beforeTheEndOfTime = 8.64e15 - at.getTime();
  return `${String(beforeTheEndOfTime).padStart(16, '0')}/${id}`;
}

function toEvent({ accountId }: Account, event: Event): WireEvent {
  const { id, at, name, source, username, region, sourceIp, userAgent, resources } = event;
  return {
    EventId: id,
    EventName: name,
    EventTime: at,
    EventSource: source,
    Username: username,
    Resources: resources.map((ResourceName) => ({ ResourceName })),
    CloudTrailEvent: JSON.stringify({
      eventVersion: '1.11',
      userIdentity: event.identity,
      eventTime: at.toISOString().replace('.000Z', 'Z'),
      eventSource: source,
      eventName: name,
      awsRegion: region,
      sourceIPAddress: sourceIp,
      userAgent,
      errorCode: event.errorCode,
      errorMessage: event.errorMessage,
      requestParameters: event.parameters,
      eventID: id,
      recipientAccountId: accountId,
    }),
  };
}
