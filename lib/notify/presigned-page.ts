import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Presigned } from './links.ts';

/** Seconds that a link lives; less when the role's session, whose credentials sign it, ends sooner. */
const LIFE_SECONDS = 15 * 60;

/**
 * A link that opens an object for whoever has it. It is made here and asks AWS nothing, so it says nothing of whether the object
 * is there. Whoever logs it gives the object away.
 */
export async function presignedPage(s3: S3Client, bucket: string, key: string, now: Date): Promise<Presigned> {
  const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: LIFE_SECONDS });
  return { url, until: new Date(now.getTime() + LIFE_SECONDS * 1000) };
}
