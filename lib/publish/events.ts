import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
  type PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { describeAwsError } from '../aws/describe-error.ts';
import { throttledWaitMs } from '../aws/retry.ts';
import type { Finding } from '../findings/finding.ts';
import { unlessInterrupted } from '../interruption.ts';
import { oneLine } from '../one-line.ts';
import type { Announcement } from './announcement.ts';
import { batchesOf } from './batches.ts';
import { SERVICE_NAME } from './metrics.ts';
import { fitFinding } from './store/fit-finding.ts';

/** Entries of one request (EventBridge API Reference, PutEvents). */
const MAX_ENTRIES = 10;

/** Bytes of one finding, so that ten of them, with all that is around them, are less than the 256 KB of a request. */
const MAX_DETAIL_BYTES = 22 * 1024;

/** Attempts for an entry that EventBridge refuses in an answer that is otherwise good, which the SDK does not try again. */
const MAX_ATTEMPTS = 5;

/** **Contract**: what an event says happened to its finding. What is there again is new to whoever waits for events. */
const detailTypes = { appeared: 'Finding New', resolved: 'Finding Resolved' } as const;

/**
 * Puts an event on the default bus for each finding that is there tonight and was not last night, and for each that is gone.
 * Never rejects: what EventBridge does not take is said in the log.
 */
export async function publishEvents(client: EventBridgeClient, announcement: Announcement): Promise<void> {
  const { log, signal } = announcement;
  const entries = entriesOf(announcement);
  let taken = 0;
  let reason: string | undefined;
  try {
    for (const batch of batchesOf(entries, MAX_ENTRIES)) {
      const refused = await putAll(client, batch, announcement);
      taken += batch.length - refused.length;
      reason ??= refused[0] && oneLine(`${refused[0].ErrorCode}: ${refused[0].ErrorMessage}`);
    }
  } catch (error) {
    reason = signal.aborted ? 'it took too long' : describeAwsError(error).message;
  }
  if (reason === undefined) log.info('EventBridge has the events of this night', { events: taken });
  else
    log.warn(`EventBridge did not take all events: ${reason}; the findings are stored`, {
      missing: entries.length - taken,
    });
}

/** Puts up to ten events, those that are refused again after a while; answers what was refused to the end. */
async function putAll(
  client: EventBridgeClient,
  entries: readonly PutEventsRequestEntry[],
  { sleep, signal }: Announcement,
): Promise<readonly PutEventsResultEntry[]> {
  let left = entries;
  for (let attempt = 1; ; attempt += 1) {
    const { Entries: results = [] } = await unlessInterrupted(
      client.send(new PutEventsCommand({ Entries: [...left] }), { abortSignal: signal }),
      signal,
    );
    const isRefused = (_: unknown, index: number) => results[index]?.ErrorCode !== undefined;
    left = left.filter(isRefused);
    if (left.length === 0 || attempt === MAX_ATTEMPTS) return results.filter(isRefused);
    await unlessInterrupted(sleep(throttledWaitMs(attempt)), signal);
  }
}

function entriesOf({ report, reconciled }: Announcement): readonly PutEventsRequestEntry[] {
  const appeared = new Set([...reconciled.newIds, ...reconciled.reopenedIds]);
  const resolved = new Set(reconciled.resolvedIds);
  const entry = (detailType: string, finding: Finding): PutEventsRequestEntry => ({
    Source: SERVICE_NAME,
    DetailType: detailType,
    Time: new Date(report.snapshotTakenAt),
    Resources: [finding.resource.arn],
    Detail: JSON.stringify(
      fitFinding(finding, (fitted) => Buffer.byteLength(JSON.stringify(fitted)) <= MAX_DETAIL_BYTES),
    ),
  });
  return report.findings.flatMap((finding) => {
    if (appeared.has(finding.id)) return [entry(detailTypes.appeared, finding)];
    return resolved.has(finding.id) ? [entry(detailTypes.resolved, finding)] : [];
  });
}
