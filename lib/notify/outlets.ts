import { setTimeout as sleep } from 'node:timers/promises';
import type { Aws } from '../aws/aws.ts';
import { type Notifications, parseNotifications } from '../config/notifications.ts';
import { UsageError } from '../errors.ts';
import { oneLine } from '../one-line.ts';
import type { Log } from '../publish/log.ts';
import { createFindingsStore, type FindingsStore } from '../publish/store/findings-store.ts';
import { createParameters } from '../publish/store/parameters.ts';
import { channelsOf, readSecrets } from './channels.ts';
import type { Notice, Places } from './notice.ts';
import { placesOf } from './places.ts';
import type { Wire } from './post.ts';
import { sendMail } from './send-mail.ts';
import type { StoredAudit } from './stored-audit.ts';
import type { Ways } from './tell.ts';
import { tellChannels } from './tell-channels.ts';
import { createToldNews } from './told.ts';
import { within } from './within.ts';

/** Chats are given up after this long, and earlier when the function ends earlier. */
const CHATS_MS = 30_000;
/** Kept of the function's time for what comes after. */
const RESERVED_MS = 15_000;
/** For channels to say that they were given up. What takes longer hangs elsewhere. */
const MARGIN_MS = 1_000;

export interface OutletsOptions {
  /** Below which everything is in Parameter Store. */
  readonly prefix: string;
  /** Where people subscribe. */
  readonly topicArn: string | undefined;
  readonly kmsKeyId?: string | undefined;
  /** Bucket with the pages of the nights; left out, there are none to link to. */
  readonly archiveBucket?: string | undefined;
  /** Id of the invocation: equal when Lambda tries it again. */
  readonly invocation: string;
  /** What the function has left. */
  readonly remainingMs: () => number;
  readonly log: Log;
  readonly wire?: Wire;
}

/** How people are told, and what of: what the functions that tell them have in common. */
export interface Outlets extends Ways {
  readonly store: FindingsStore;
  readonly placesOf: (accountId: string, stored: StoredAudit) => Promise<Places>;
}

/** @throws UsageError when there is nobody to tell, or no Region */
export async function createOutlets(aws: Aws, options: OutletsOptions): Promise<Outlets> {
  const { prefix, topicArn, kmsKeyId, archiveBucket, invocation, remainingMs, log } = options;
  if (!topicArn) throw new UsageError('AUDITOR_NOTIFICATION_TOPIC_ARN is not set: there is nobody to tell');
  const region = await aws.region();
  const time = { clock: () => Date.now(), sleep: (ms: number) => sleep(ms) };
  const key = kmsKeyId ? { kmsKeyId } : {};
  const store = createFindingsStore({ ssm: aws.ssm(), prefix, ...key, runId: invocation, ...time, log });
  const parameters = createParameters({ ssm: aws.ssm(), ...key, time });

  const notifications = async (): Promise<Notifications> => {
    const stored = await store.readConfiguration();
    return stored === null ? {} : parseNotifications(stored.text, stored.name);
  };
  const tellAll = async (notice: Notice, signal: AbortSignal): Promise<number> => {
    const channels = channelsOf(await notifications(), prefix);
    if (channels.length === 0) return 0;
    const secrets = await readSecrets(aws.ssm(), channels);
    const wire = options.wire ? { wire: options.wire } : {};
    return await tellChannels(notice, channels, { secrets, now: new Date(), signal, log, ...wire });
  };

  return {
    store,
    told: createToldNews({ parameters, prefix, invocation, time, log }),
    placesOf: (accountId, stored) =>
      placesOf(accountId, stored, {
        aws,
        region,
        prefix,
        archiveBucket: archiveBucket || null,
        notifications,
        clock: time.clock,
        log,
      }),
    send: (mail) => sendMail(aws.sns(), topicArn, mail),
    async tellChats(notice) {
      const allowedMs = Math.max(0, Math.min(CHATS_MS, remainingMs() - RESERVED_MS));
      try {
        const telling = tellAll(notice, AbortSignal.timeout(allowedMs));
        const count = await within(allowedMs + MARGIN_MS, telling, null);
        if (count === null) log.warn('the chats were given up, because the time was over', { afterMs: allowedMs });
        return count ?? 0;
      } catch (error) {
        log.warn('the chats were not told', {
          reason: oneLine(error instanceof Error ? error.message : String(error)),
        });
        return 0;
      }
    },
  };
}
