import type {
  PutEventsCommandInput,
  PutEventsRequestEntry,
  PutEventsResponse,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { checkListLength } from '../constraints.ts';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';

type Input = HandlerInput<PutEventsCommandInput>;

/** Of one request (API reference, PutEvents; User Guide, "Calculating PutEvents event entry size"). */
const maximumEntries = 10;
const maximumBytes = 256 * 1024;
const timeBytes = 14;

/** PutEvents to the default bus. Each entry is taken or refused by itself; what goes to another bus is dropped, as nobody listens. */
export function putEvents(call: Call<Input>): PutEventsResponse {
  const { Entries: entries } = call.input;
  checkListLength('entries', entries, maximumEntries);
  const bytes = entries.reduce((sum, entry) => sum + bytesOf(entry), 0);
  if (bytes > maximumBytes) {
    throw new AwsError('ValidationException', 'Total size of the entries in the request is over the limit.');
  }
  const results = entries.map((entry) => take(entry, call));
  return { FailedEntryCount: results.filter(({ ErrorCode }) => ErrorCode !== undefined).length, Entries: results };
}

function take(entry: PutEventsRequestEntry, { account, region, now }: Call<Input>): PutEventsResultEntry {
  const { Source: source = '', DetailType: detailType = '', Detail: detail = '' } = entry;
  for (const [name, value] of Object.entries({ Source: source, DetailType: detailType, Detail: detail })) {
    if (value === '') {
      return refused('InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
    }
  }
  if (source.startsWith('aws.')) {
    return refused('NotAuthorizedForSourceException', `Not authorized for the source ${source}.`);
  }
  const parsed = objectIn(detail);
  if (parsed === undefined) return refused('MalformedDetail', 'Detail is malformed.');
  const id = account.eventBridge.nextEventId();
  if (isDefaultBus(entry.EventBusName)) {
    const { Resources: resources = [], Time: time = now } = entry;
    account.eventBridge.inRegion(region).push({ id, source, detailType, detail: parsed, resources, time });
  }
  return { EventId: id };
}

function isDefaultBus(name: string | undefined): boolean {
  return name === undefined || name === 'default' || name.endsWith(':event-bus/default');
}

function objectIn(detail: string): object | undefined {
  try {
    const value: unknown = JSON.parse(detail);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function bytesOf({ Time, Source = '', DetailType = '', Detail = '', Resources = [] }: PutEventsRequestEntry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), Time === undefined ? 0 : timeBytes);
}

function refused(ErrorCode: string, ErrorMessage: string): PutEventsResultEntry {
  return { ErrorCode, ErrorMessage };
}
