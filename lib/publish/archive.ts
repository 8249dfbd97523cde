import { describeAwsError } from '../aws/describe-error.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type ArchiveBucket, putPacked } from './packed-objects.ts';

/** What became of the copy: where it is, or why there is none. */
export type Archived =
  | { readonly status: 'archived'; readonly location: string }
  | { readonly status: 'failed'; readonly location: null; readonly reason: string };

/**
 * Keeps a snapshot, as packed JSON, under `snapshots/{accountId}/{date}/{runId}.json.gz`. Findings don't depend on it:
 * when it fails, that is logged and said in the result, and the audit goes on.
 */
export async function archiveSnapshot(archive: ArchiveBucket, snapshot: Snapshot, runId: string): Promise<Archived> {
  const { bucket, log } = archive;
  const key = `snapshots/${snapshot.account.accountId}/${snapshot.takenAt.slice(0, 10)}/${runId}.json.gz`;
  try {
    await putPacked(archive, key, JSON.stringify(snapshot));
    return { status: 'archived', location: `s3://${bucket}/${key}` };
  } catch (error) {
    const reason = describeAwsError(error).message;
    log.warn('the snapshot was not archived; the findings do not depend on it', { bucket, key, reason });
    return { status: 'failed', location: null, reason };
  }
}
