import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describeAwsError } from '../aws/describe-error.ts';
import { type ArchiveBucket, encryptionOf } from './packed-objects.ts';

/** The night that a page shows. */
export interface PagedNight {
  readonly accountId: string;
  /** When the audit began (ISO 8601, UTC). */
  readonly startedAt: string;
  readonly runId: string;
}

/** **Contract**: where the archive bucket has the page of a night. It follows from the summary, so that nobody has to look for it. */
export function pageKey({ accountId, startedAt, runId }: PagedNight): string {
  return `pages/${accountId}/${startedAt.slice(0, 10)}/${runId}.html`;
}

/**
 * Keeps the page of a night that was stored, as a browser shows it, and gives its place. Never rejects: a page that cannot be
 * made or kept is said in the log, and the findings are stored without it.
 */
export async function keepPage(
  archive: ArchiveBucket,
  night: PagedNight,
  render: () => Promise<string>,
): Promise<string | null> {
  const { s3, bucket, owner, deadline, log } = archive;
  const key = pageKey(night);
  try {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: await render(),
        ContentType: 'text/html; charset=utf-8',
        ContentDisposition: 'inline',
        // Nothing of it stays in the browser of whoever looked at it.
        CacheControl: 'no-store',
        ExpectedBucketOwner: owner,
        ...encryptionOf(archive),
      }),
      deadline ? { abortSignal: deadline } : {},
    );
    return `s3://${bucket}/${key}`;
  } catch (error) {
    const reason = describeAwsError(error).message;
    log.warn('the page of this night was not kept; the findings do not depend on it', { bucket, key, reason });
    return null;
  }
}
