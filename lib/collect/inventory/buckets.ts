import { paginateListBuckets } from '@aws-sdk/client-s3';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { required } from '../answers.ts';
import type { CollectContext } from '../context.ts';
import type { Reading } from '../reading.ts';

type Buckets = NonNullable<Snapshot['buckets']>;

/** Buckets on a page. S3 says where each is only to those who ask for pages (API reference, ListBuckets). */
const PAGE_BUCKETS = 1000;

/** The account's buckets, in all Regions: one list holds them all. */
export async function readBuckets({ aws }: CollectContext, partition: string): Promise<Reading<Buckets>> {
  const pages = paginateListBuckets({ client: aws.s3(), pageSize: PAGE_BUCKETS }, {});
  const answers = await Array.fromAsync(pages);
  return {
    data: answers
      .flatMap((page) => page.Buckets ?? [])
      .map((bucket) => {
        const name = required(bucket.Name, 'Name');
        return {
          arn: `arn:${partition}:s3:::${name}`,
          name,
          region: bucket.BucketRegion ?? null,
          createdAt: required(bucket.CreationDate, 'CreationDate').toISOString(),
        };
      }),
  };
}
