import type { Log } from '../publish/log.ts';
import type { FindingsStore } from '../publish/store/findings-store.ts';
import { isWorthAMessage, parseAlarmEvent } from './alarm.ts';
import { composeNotice, type Places } from './notice.ts';
import { readStoredAudit, type StoredAudit } from './stored-audit.ts';
import { type Sent, tell, type Ways } from './tell.ts';

/** What is left for sending when reading takes long is the rest of the function's time (serverless.yml: two minutes). */
const READ_TIMEOUT_MS = 45_000;

export interface NotifyOptions extends Ways {
  readonly store: Pick<FindingsStore, 'readNight'>;
  readonly placesOf: (accountId: string, stored: StoredAudit) => Promise<Places>;
  readonly log: Log;
  readonly readTimeoutMs?: number;
}

/** What has been sent, for the log of whoever invoked the function. */
export interface Notified {
  readonly sent: readonly ({ readonly alarm: string } & Sent)[];
  /** Names of alarms whose change is no news, or news that were told already. */
  readonly passedOver: readonly string[];
}

/**
 * Tells people of alarms, with what the findings store knows about them. Alarms about one night are one message, however
 * many go off, and whoever is invoked with them at the same time.
 *
 * @throws UsageError when the event is not an alarm's notification
 * @throws CannotRunError when a mail could not be sent; the invocation is then tried again as a whole
 */
export async function notify(event: unknown, options: NotifyOptions): Promise<Notified> {
  const { store, told, placesOf, log, readTimeoutMs = READ_TIMEOUT_MS } = options;
  const sent: Notified['sent'][number][] = [];
  const passedOver: string[] = [];
  const changes = parseAlarmEvent(event);
  for (const change of changes) {
    if (!isWorthAMessage(change)) {
      passedOver.push(change.alarmName);
      continue;
    }
    const { accountId, alarmName, changedAt } = change;
    const stored = await readStoredAudit(store, accountId, readTimeoutMs);
    if (stored.status === 'unreadable') log.warn('the stored findings could not be read', { reason: stored.reason });
    const notice = composeNotice(change, stored, await placesOf(accountId, stored));
    const done = await tell(notice, changedAt, options);
    if (done === null) passedOver.push(alarmName);
    else sent.push({ alarm: alarmName, ...done });
  }
  for (const accountId of new Set(changes.map((change) => change.accountId))) await told.sweep(accountId);
  log.info('alarms told', { sent: sent.length, passedOver: passedOver.length });
  return { sent, passedOver };
}
