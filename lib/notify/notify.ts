import type { Log } from '../publish/log.ts';
import type { FindingsStore } from '../publish/store/findings-store.ts';
import { isWorthAMessage, parseAlarmEvent } from './alarm.ts';
import { composeMessage, type Message } from './message.ts';
import { readStoredAudit } from './stored-audit.ts';

/** What is left for sending when reading takes long is the rest of the function's time (serverless.yml: two minutes). */
const READ_TIMEOUT_MS = 45_000;

export interface NotifyOptions {
  readonly store: Pick<FindingsStore, 'readNight'>;
  /** Sends a message; answers its id. */
  readonly send: (message: Message) => Promise<string>;
  readonly log: Log;
  readonly readTimeoutMs?: number;
}

/** What has been sent, for the log of whoever invoked the function. */
export interface Notified {
  readonly sent: readonly { readonly alarm: string; readonly subject: string; readonly messageId: string }[];
  /** Names of alarms whose change is no news. */
  readonly passedOver: readonly string[];
}

/**
 * Tells people of alarms: one message for each change in the event, with what the findings store knows about it.
 *
 * @throws UsageError when the event is not an alarm's notification
 * @throws CannotRunError when a message could not be sent; the invocation is then tried again as a whole
 */
export async function notify(
  event: unknown,
  { store, send, log, readTimeoutMs = READ_TIMEOUT_MS }: NotifyOptions,
): Promise<Notified> {
  const sent: Notified['sent'][number][] = [];
  const passedOver: string[] = [];
  for (const change of parseAlarmEvent(event)) {
    if (!isWorthAMessage(change)) {
      passedOver.push(change.alarmName);
      continue;
    }
    const stored = await readStoredAudit(store, change.accountId, readTimeoutMs);
    if (stored.status === 'unreadable') log.warn('the stored findings could not be read', { reason: stored.reason });
    const message = composeMessage(change, stored);
    sent.push({ alarm: change.alarmName, subject: message.subject, messageId: await send(message) });
  }
  log.info('alarms told', { sent: sent.length, passedOver: passedOver.length });
  return { sent, passedOver };
}
