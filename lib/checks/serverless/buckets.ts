import { policyOf } from '../../policy/document.ts';
import type { ContextValues } from '../../policy/evaluate/context.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { CheckContext, Verdict } from '../check.ts';
import { eachRead } from '../inventory.ts';
import { oncePer } from '../once.ts';
import { unreadReason } from '../permissions.ts';
import { resourceOf } from '../resources.ts';
import { notCollected, type Unknown, unknown } from '../verdicts.ts';
import { type Asked, unrefusedToEverybody } from './unrefused-to-everybody.ts';

export type Bucket = NonNullable<Snapshot['buckets']>[number];
export type BucketSettings = NonNullable<Snapshot['bucketSettings']>[number];

/** What was asked for the bucket by itself; undefined when that was not, or not answered. */
export function settingsOf({ account }: CheckContext, { name }: Bucket): BucketSettings | undefined {
  return settingsByBucket(account.snapshot).get(name);
}

const settingsByBucket = oncePer(
  ({ bucketSettings }: Snapshot) =>
    new Map(bucketSettings?.map((settings) => [settings.bucketName, settings] as const)),
);

export function bucketResource(context: CheckContext, { arn, name }: Bucket) {
  return resourceOf(context, 'AWS::S3::Bucket', arn, name);
}

/** The verdict on each bucket whose settings were read. */
export function eachBucket(
  context: CheckContext,
  judge: (bucket: Bucket, settings: BucketSettings) => Verdict,
): Iterable<Verdict> {
  return eachRead(context, 'buckets', context.account.snapshot.buckets ?? [], (bucket) => {
    const settings = settingsOf(context, bucket);
    return settings === undefined
      ? unknown(notCollected(context, 'bucket-settings'), bucket.arn)
      : judge(bucket, settings);
  });
}

/** The requests of these that a bucket's policy does not refuse to everybody. */
export type Unrefused =
  | { readonly status: 'read'; readonly requests: readonly Asked[] }
  | ({ readonly status: 'unknown' } & Unknown);

/** @param known see {@link unrefusedToEverybody} */
export function unrefused({ policy }: BucketSettings, asked: readonly Asked[], known: ContextValues): Unrefused {
  if (policy === null) return { status: 'read', requests: asked };
  const requests = unrefusedToEverybody(policyOf(policy), asked, known);
  const unread = requests.length === 0 ? null : unreadReason(policy);
  return unread === null ? { status: 'read', requests } : { status: 'unknown', ...unread };
}
