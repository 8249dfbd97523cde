import type {
  CreateBucketCommandInput,
  CreateBucketOutput,
  HeadBucketCommandInput,
  HeadBucketOutput,
  ListBucketsCommandInput,
  ListBucketsOutput,
} from '@aws-sdk/client-s3';
import type { Account } from '../account.ts';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';
import type { Bucket } from './state.ts';

const listPageSize = 10_000;

/** What every request to a bucket says of it. */
interface BucketRequest {
  readonly Bucket: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

/** The bucket that a request names; throws NoSuchBucket, or AccessDenied when it should be somebody else's. */
export function findBucket(account: Account, { Bucket: name = '', ExpectedBucketOwner: owner }: BucketRequest): Bucket {
  const bucket = account.s3.buckets.get(name);
  if (!bucket) {
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  }
  if (owner !== undefined && owner !== account.accountId) {
    throw new AwsError('AccessDenied', 'Access Denied', 403);
  }
  return bucket;
}

/** HeadBucket: a missing bucket is `NotFound`, since an answer to HEAD has no body that could say more. */
export function headBucket({ input, account, region }: Call<HandlerInput<HeadBucketCommandInput>>): HeadBucketOutput {
  if (!account.s3.buckets.has(input.Bucket)) {
    throw new AwsError('NotFound', 'Not Found', 404);
  }
  const bucket = findBucket(account, input);
  return {
    BucketRegion: bucket.region ?? region,
    BucketArn: `arn:${account.partition}:s3:::${bucket.name}`,
    AccessPointAlias: false,
  };
}

export function createBucket(call: Call<HandlerInput<CreateBucketCommandInput>>): CreateBucketOutput {
  const { input, account, region, now } = call;
  const name = input.Bucket;
  if (!/^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) || /^\d+(\.\d+){3}$/.test(name)) {
    throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.');
  }
  if (account.s3.buckets.has(name)) {
    throw new AwsError(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      409,
    );
  }
  account.s3.buckets.set(name, { name, createdAt: now, region, objects: new Map() });
  return { Location: `/${name}`, BucketArn: `arn:${account.partition}:s3:::${name}` };
}

export function listBuckets(call: Call<HandlerInput<ListBucketsCommandInput>>): ListBucketsOutput {
  const { input, account, region } = call;
  const { items, nextToken } = pageOf({
    items: [...account.s3.buckets.values()].filter(({ name }) => name.startsWith(input.Prefix ?? '')),
    keyOf: ({ name }) => name,
    pageSize: input.MaxBuckets ?? listPageSize,
    pageLimit: account.behaviour.pageLimit,
    token: input.ContinuationToken,
    invalidTokenCode: 'InvalidArgument',
  });
  return {
    Buckets: items.map((bucket) => ({
      Name: bucket.name,
      CreationDate: bucket.createdAt,
      BucketRegion: bucket.region ?? region,
      BucketArn: `arn:${account.partition}:s3:::${bucket.name}`,
    })),
    Owner: { ID: account.accountId },
    Prefix: input.Prefix,
    ContinuationToken: nextToken,
  };
}
