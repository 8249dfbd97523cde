import { z } from 'zod';
import { document, name, time } from './words.ts';

/** Of an account or a bucket. What is left out is refused, as S3 sets up new buckets. */
export const publicAccessBlock = z.strictObject({
  blockPublicAcls: z.boolean().default(true),
  ignorePublicAcls: z.boolean().default(true),
  blockPublicPolicy: z.boolean().default(true),
  restrictPublicBuckets: z.boolean().default(true),
});

const bucketInFull = z.strictObject({
  name,
  region: name,
  created: time,
  policy: document.optional(),
  /** How objects are encrypted when a request says nothing. */
  encryption: z
    .strictObject({ algorithm: z.enum(['AES256', 'aws:kms', 'aws:kms:dsse']), kmsKeyId: name.optional() })
    .default({ algorithm: 'AES256' }),
  /** Left out: it has none of its own. */
  publicAccessBlock: publicAccessBlock.optional(),
  /** What its ACL grants to more than its owner. */
  publicGrants: z
    .array(
      z.strictObject({
        /** Everybody, or everybody with an AWS account. */
        to: z.enum(['AllUsers', 'AuthenticatedUsers']).default('AllUsers'),
        permission: z.enum(['READ', 'WRITE', 'READ_ACP', 'WRITE_ACP', 'FULL_CONTROL']),
      }),
    )
    .default([]),
});

/** A name alone: a bucket as S3 makes it today, in whatever Region it is asked for. */
export const bucket = z.union([name, bucketInFull]);
