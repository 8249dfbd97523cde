import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { describeAwsError } from '../aws/describe-error.ts';
import type { Log } from './log.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** What is read of an object at most, packed and unpacked: whoever can write to the bucket must not fill the memory. */
const MAX_PACKED_BYTES = 64 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

/** The archive bucket of an account. */
export interface ArchiveBucket {
  readonly s3: S3Client;
  readonly bucket: string;
  /** The account that the bucket must belong to, so that nobody else's of the same name is used. */
  readonly owner: string;
  /** Key of the encryption; without one, the bucket's own default. */
  readonly kmsKeyId?: string;
  readonly log: Log;
  /** Fires when the process is about to be ended: what is under way then is given up. */
  readonly deadline?: AbortSignal;
}

/** How an object is encrypted, as PutObject takes it. */
export function encryptionOf({ kmsKeyId }: Pick<ArchiveBucket, 'kmsKeyId'>) {
  return kmsKeyId === undefined
    ? {}
    : ({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyId, BucketKeyEnabled: true } as const);
}

/** Writes text, packed. Rejects with what AWS says. */
export async function putPacked(archive: ArchiveBucket, key: string, text: string) {
  const { s3, bucket, owner, deadline } = archive;
  await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: await pack(text),
      ContentType: 'application/gzip',
      ExpectedBucketOwner: owner,
      ...encryptionOf(archive),
    }),
    deadline ? { abortSignal: deadline } : {},
  );
}

/**
 * Reads text that was written packed; null when there is no such object.
 *
 * @throws Error when it is larger than anything this program writes, or not packed; otherwise what AWS says
 */
export async function getPacked({ s3, bucket, owner, deadline }: ArchiveBucket, key: string): Promise<string | null> {
  try {
    const command = new GetObjectCommand({ Bucket: bucket, Key: key, ExpectedBucketOwner: owner });
    const { Body: body, ContentLength: bytes } = await s3.send(command, deadline ? { abortSignal: deadline } : {});
    if (body === undefined || bytes === undefined || bytes > MAX_PACKED_BYTES) {
      throw new RangeError(`${bytes ?? 'an unknown number of'} bytes are more than this program writes`);
    }
    const unpacked = await unpack(await body.transformToByteArray(), { maxOutputLength: MAX_UNPACKED_BYTES });
    return unpacked.toString('utf8');
  } catch (error) {
    if (describeAwsError(error).code === 'NoSuchKey') return null;
    throw error;
  }
}

export async function removeObject({ s3, bucket, owner, deadline }: ArchiveBucket, key: string): Promise<void> {
  const command = new DeleteObjectCommand({ Bucket: bucket, Key: key, ExpectedBucketOwner: owner });
  await s3.send(command, deadline ? { abortSignal: deadline } : {});
}
