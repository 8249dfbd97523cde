import { LookupEventsCommand, type LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import type { Aws } from '../aws/aws.ts';
import { Pace } from '../aws/pace.ts';
import type { AskHistory, HistoryAnswer, HistoryEvent, Window } from '../findings/attribution.ts';
import type { EventLookup } from '../findings/causes.ts';
import { unlessInterrupted } from '../interruption.ts';
import { globalEventsRegion } from '../snapshot/global-events.ts';
import { Asking } from './asking.ts';
import { historyEvent } from './history-event.ts';

/** CloudTrail answers two LookupEvents a second, for a whole account and Region, and takes no more on request. */
const CALLS_PER_SECOND = 1.9;
/** Of one lookup. What is older than a hundred events of one resource since the audit before is not read. */
const MAX_PAGES = 2;
/** The most that AWS gives. */
const PAGE_EVENTS = 50;
/** How far back the event history goes. */
export const HISTORY_DAYS = 90;

const MS_PER_DAY = 86_400_000;

export interface EventHistoryOptions {
  readonly aws: Pick<Aws, 'cloudTrail'>;
  readonly partition: string;
  /** Calls that may be made in all. */
  readonly maxLookups: number;
  readonly clock: () => Date;
  readonly sleep: (ms: number) => Promise<unknown>;
  /** When it fires, nothing is asked any more, and what is under way is given up. */
  readonly signal: AbortSignal;
}

/** CloudTrail's event history of management events, asked at its pace and no more often than the bound says. */
export function eventHistory(options: EventHistoryOptions): AskHistory {
  const { aws, partition, clock, sleep, signal } = options;
  const pace = new Pace({ nowMs: () => clock().getTime(), sleep });
  pace.limitTo(CALLS_PER_SECOND);
  const asking = new Asking();
  const answers = new Map<string, Promise<HistoryAnswer>>();
  const left = { lookups: options.maxLookups };

  const page = async (query: LookupEventsCommandInput, region: string | undefined) => {
    if (left.lookups === 0 && asking.stopped === undefined) return 'bound';
    const outcome = await asking.ask(async () => {
      left.lookups -= 1;
      await unlessInterrupted(pace.take(), signal);
      const cloudTrail = aws.cloudTrail(region);
      const answer = await unlessInterrupted(
        cloudTrail.send(new LookupEventsCommand(query), { abortSignal: signal }),
        signal,
      );
      return { events: (answer.Events ?? []).map(historyEvent), next: answer.NextToken };
    });
    if (outcome.status === 'read') return outcome.data;
    if (signal.aborted) return 'out-of-time';
    return outcome.status === 'denied' ? 'denied' : 'failed';
  };

  const answer = async (lookup: EventLookup, window: Window): Promise<HistoryAnswer> => {
    const region = lookup.region === 'global' ? globalEventsRegion(partition) : (lookup.region ?? undefined);
    if (lookup.region === 'global' && region === undefined) return { status: 'failed' };
    const query = queryFor(lookup, window, clock());
    const events: HistoryEvent[] = [];
    let token: string | undefined;
    for (let pages = 0; pages < MAX_PAGES; pages += 1) {
      const read = await page({ ...query, ...(token === undefined ? {} : { NextToken: token }) }, region);
      if (typeof read === 'string') return { status: read };
      events.push(...read.events);
      token = read.next;
      if (token === undefined) break;
    }
    return { status: 'read', events, isWhole: token === undefined };
  };

  return (lookup, window) => {
    const key = JSON.stringify([lookup, window]);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const asked = answer(lookup, window);
    answers.set(key, asked);
    return asked;
  };
}

/** The history refuses to be asked for what is older than itself. */
function queryFor({ attribute, value }: EventLookup, { after, until }: Window, now: Date): LookupEventsCommandInput {
  const oldestMs = now.getTime() - HISTORY_DAYS * MS_PER_DAY;
  return {
    LookupAttributes: [{ AttributeKey: attribute, AttributeValue: value }],
    ...(after !== null && Date.parse(after) > oldestMs ? { StartTime: new Date(after) } : {}),
    EndTime: new Date(until),
    MaxResults: PAGE_EVENTS,
  };
}
