import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { describeAwsError } from '../aws/describe-error.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Log } from './log.ts';

const pack = promisify(gzip);

/** What became of the copy: where it is, or why there is none. */
export type Archived =
  | { readonly status: 'archived'; readonly location: string }
  | { readonly status: 'failed'; readonly location: null; readonly reason: string };

export interface ArchiveOptions {
  readonly s3: S3Client;
  readonly bucket: string;
  /** The account that the bucket must belong to, so that nobody else's of the same name is written to. */
  readonly bucketOwner?: string;
  readonly snapshot: Snapshot;
  readonly runId: string;
  /** Key of the encryption; without one, the bucket's own default. */
  readonly kmsKeyId?: string;
  readonly log: Log;
}

/**
 * Keeps a snapshot, as packed JSON, under `snapshots/{accountId}/{date}/{runId}.json.gz`. Findings don't depend on it:
 * when it fails, that is logged and said in the result, and the audit goes on.
 */
export async function archiveSnapshot(options: ArchiveOptions): Promise<Archived> {
  const { snapshot, bucket, kmsKeyId } = options;
  const { accountId } = snapshot.account;
  const key = `snapshots/${accountId}/${snapshot.takenAt.slice(0, 10)}/${options.runId}.json.gz`;
  try {
    await options.s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: await pack(JSON.stringify(snapshot)),
        ContentType: 'application/gzip',
        ExpectedBucketOwner: options.bucketOwner ?? accountId,
        ...(kmsKeyId === undefined
          ? {}
          : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyId, BucketKeyEnabled: true }),
      }),
    );
    return { status: 'archived', location: `s3://${bucket}/${key}` };
  } catch (error) {
    const reason = describeAwsError(error).message;
    options.log.warn('the snapshot was not archived; the findings do not depend on it', { bucket, key, reason });
    return { status: 'failed', location: null, reason };
  }
}
