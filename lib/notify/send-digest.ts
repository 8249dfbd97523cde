import { z } from 'zod';
import type { Log } from '../publish/log.ts';
import type { FindingsStore } from '../publish/store/findings-store.ts';
import { composeDigest } from './digest.ts';
import type { Places } from './notice.ts';
import type { StoredAudit } from './stored-audit.ts';
import { type Sent, tell, type Ways } from './tell.ts';
import { readWeek } from './week.ts';

/** Of the two minutes that the function has. */
const READ_TIMEOUT_MS = 45_000;

/** An event of EventBridge Scheduler says for when it was; whoever invokes the function by hand need say nothing. */
const eventSchema = z.object({ time: z.iso.datetime() });

export interface SendDigestOptions extends Ways {
  readonly store: Pick<FindingsStore, 'readNight' | 'history' | 'readExceptions'>;
  readonly placesOf: (accountId: string, stored: StoredAudit) => Promise<Places>;
  readonly accountId: string;
  /** Id of the invocation: equal when Lambda tries it again. */
  readonly invocation: string;
  readonly now: Date;
  readonly log: Log;
}

/**
 * Sums the week up and tells people; null when that was done already: a schedule may fire twice for one time.
 *
 * @throws CannotRunError when the mail could not be sent
 */
export async function sendDigest(event: unknown, options: SendDigestOptions): Promise<Sent | null> {
  const { store, placesOf, accountId, invocation, now, log } = options;
  const occasion = eventSchema.safeParse(event).data?.time ?? invocation;
  const week = await readWeek(store, accountId, { now, timeoutMs: READ_TIMEOUT_MS });
  const key = `digest_${occasion}`.replace(/[^\w.-]/g, '-');
  const places = await placesOf(accountId, week.stored);
  const notice = composeDigest(week, { key, accountId, now, places });
  const sent = await tell(notice, now.toISOString(), options);
  log.info('digest told', { sent: sent === null ? 0 : 1 });
  return sent;
}
