import { type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import { withCoverage } from '../snapshot/coverage-records.ts';
import { globalEventsRegion } from '../snapshot/global-events.ts';
import { parseJson } from '../snapshot/json.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { required } from './answers.ts';
import type { CollectContext } from './context.ts';
import { cover, type Reading } from './reading.ts';

type RootEvent = NonNullable<Snapshot['rootEvents']>[number];

/** AWS answers two of these calls a second, for a whole account and Region. */
const MAX_PAGES = 2;
/** The most that AWS gives. */
const PAGE_EVENTS = 50;

/** The part of an event's record that is kept. Nobody has checked what a client calls itself. */
const eventRecord = z.object({
  sourceIPAddress: z.string().nullable().catch(null),
  userAgent: z.string().nullable().catch(null),
});
const noRecord: z.output<typeof eventRecord> = { sourceIPAddress: null, userAgent: null };

/** Adds to a snapshot what root did: its hundred newest events at the most, at one call or two. */
export async function collectRootEvents(context: CollectContext, snapshot: Snapshot): Promise<Snapshot> {
  const { partition } = snapshot.account;
  const { data, coverage } = await cover(context, 'root-events', () => readRootEvents(context, partition));
  return withCoverage({ ...snapshot, rootEvents: data }, coverage);
}

async function readRootEvents({ aws }: CollectContext, partition: string): Promise<Reading<readonly RootEvent[]>> {
  const region = globalEventsRegion(partition);
  if (region === undefined) throw new Error(`in which Region of ${partition} root's events are is not known`);
  const cloudTrail = aws.cloudTrail(region);
  const data: RootEvent[] = [];
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { Events = [], NextToken } = await cloudTrail.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: 'root' }],
        MaxResults: PAGE_EVENTS,
        ...(token === undefined ? {} : { NextToken: token }),
      }),
    );
    data.push(...Events.map(rootEvent));
    if (NextToken === undefined) break;
    token = NextToken;
  }
  return { data };
}

function rootEvent({ EventTime, EventName, EventId, CloudTrailEvent }: Event): RootEvent {
  const { sourceIPAddress, userAgent } = recordOf(CloudTrailEvent);
  return {
    at: required(EventTime, 'EventTime').toISOString(),
    name: required(EventName, 'EventName'),
    eventId: required(EventId, 'EventId'),
    sourceIp: sourceIPAddress,
    userAgent,
  };
}

function recordOf(text = ''): typeof noRecord {
  try {
    return eventRecord.catch(noRecord).parse(parseJson(text));
  } catch {
    // What happened, and when, is known without it.
    return noRecord;
  }
}
