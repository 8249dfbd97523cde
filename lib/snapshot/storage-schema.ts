import { z } from 'zod';
import { storedDocument } from './documents-schema.ts';
import { instant } from './instant-schema.ts';

/*
 * S3 buckets and KMS keys.
 */

/** Of an account or a bucket: which public access S3 refuses whatever policies and ACLs say. */
export const publicAccessBlock = z.strictObject({
  blockPublicAcls: z.boolean(),
  ignorePublicAcls: z.boolean(),
  blockPublicPolicy: z.boolean(),
  restrictPublicBuckets: z.boolean(),
});

export const bucket = z.strictObject({
  arn: z.string(),
  name: z.string(),
  /** null: AWS did not say. */
  region: z.string().nullable(),
  /** A later day, where AWS counts a change of the bucket's policy. */
  createdAt: instant,
});

/** What has to be asked for each bucket by itself. A member that is left out was not asked for. */
export const bucketSettings = z.strictObject({
  bucketName: z.string(),
  /** Of the bucket when this was read: one that was deleted and made anew is another one. */
  bucketCreatedAt: instant,
  readAt: instant,
  /** null: it has none. */
  policy: storedDocument.nullable(),
  /** How objects are encrypted when a request says nothing: `AES256`, `aws:kms` or `aws:kms:dsse`. */
  encryption: z.strictObject({ algorithm: z.string(), kmsKeyId: z.string().nullable() }).nullable(),
  /** null: it has none of its own. */
  publicAccessBlock: publicAccessBlock.nullable().optional(),
  /** Permissions that its ACL gives to everybody, or to everybody with an AWS account: `READ`, `WRITE` .. */
  publicGrants: z.array(z.string()).optional(),
});

export const kmsKey = z.strictObject({
  arn: z.string(),
  id: z.string(),
  region: z.string(),
  aliases: z.array(z.string()),
});

/** Whether KMS makes new material for a customer key by itself. */
export const keyRotation = z.strictObject({
  keyArn: z.string(),
  readAt: instant,
  isOn: z.boolean(),
  /** null: it is off. */
  periodDays: z.int().nullable(),
  /** Why KMS cannot rotate it, for example `it is asymmetric (RSA_2048)`; null: it can. */
  exempt: z.string().nullable(),
});
