import type { Aws } from '../aws/aws.ts';
import type { Notifications } from '../config/notifications.ts';
import { oneLine } from '../one-line.ts';
import type { Log } from '../publish/log.ts';
import { linksOf } from './links.ts';
import type { Places } from './notice.ts';
import { presignedPage } from './presigned-page.ts';
import type { StoredAudit } from './stored-audit.ts';
import { within } from './within.ts';

/** The prefix that the command line looks below unless it is told otherwise. */
const USUAL_PREFIX = '/account-auditor';

/** How long people wait for their link, beyond which they get one that needs nothing to be asked. */
const ANSWER_MS = 10_000;

export interface PlacesOptions {
  readonly aws: Pick<Aws, 's3'>;
  readonly region: string;
  readonly prefix: string;
  /** Where pages are; null: there are none. */
  readonly archiveBucket: string | null;
  readonly notifications: () => Promise<Notifications>;
  readonly clock: () => number;
  readonly log: Log;
}

/**
 * Where an account's findings are: what messages link to, as the operator wants it, and what the commands need to find it. Neither
 * rejects nor makes a message wait for long: settings that cannot be read are as none.
 */
export async function placesOf(accountId: string, stored: StoredAudit, options: PlacesOptions): Promise<Places> {
  const { aws, region, prefix, archiveBucket, notifications, clock, log } = options;
  const flags = prefix === USUAL_PREFIX ? '' : ` --prefix ${prefix}`;
  const orElse = async <Value>(what: string, value: Promise<Value>, fallback: Value): Promise<Value> => {
    try {
      return await within(ANSWER_MS, value, fallback);
    } catch (error) {
      log.warn(what, { reason: oneLine(error instanceof Error ? error.message : String(error)) });
      return fallback;
    }
  };
  const { link = 'console' } = await orElse('which links people want could not be read', notifications(), {});
  if (link === 'none') return { links: [], flags };
  const night =
    stored.status === 'read' ? { accountId, startedAt: stored.summary.startedAt, runId: stored.summary.runId } : null;
  const presign = (bucket: string, key: string) =>
    orElse(
      'no link could be made that opens without a sign-in',
      presignedPage(aws.s3(), bucket, key, new Date(clock())),
      null,
    );
  const links = await linksOf({
    region,
    prefix,
    accountId,
    archiveBucket,
    night,
    ...(link === 'presigned' ? { presign } : {}),
  });
  return { links, flags };
}
