import type {
  CreateBucketCommandInput,
  CreateBucketOutput,
  HeadBucketCommandInput,
  HeadBucketOutput,
  ListBucketsCommandInput,
  ListBucketsOutput,
} from '@aws-sdk/client-s3';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';
import { type Bucket, newBucketSettings } from './state.ts';

const listPageSize = 10_000;

/** What every request to a bucket says of it. */
interface BucketRequest {
  readonly Bucket: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

/**
 * The bucket that a request names. Throws NoSuchBucket, AccessDenied when it should be somebody else's, and
 * PermanentRedirect when it is in another Region than the one that is asked.
 */
export function findBucket({
  input,
  account,
  region,
}: Pick<Call<BucketRequest>, 'input' | 'account' | 'region'>): Bucket {
  const bucket = account.s3.buckets.get(input.Bucket ?? '');
  if (!bucket) {
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  }
  if (bucket.region !== undefined && bucket.region !== region) {
    throw new AwsError(
      'PermanentRedirect',
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
      301,
    );
  }
  if (input.ExpectedBucketOwner !== undefined && input.ExpectedBucketOwner !== account.accountId) {
    throw new AwsError('AccessDenied', 'Access Denied', 403);
  }
  return bucket;
}

/** HeadBucket: a missing bucket is `NotFound`, since an answer to HEAD has no body that could say more. */
export function headBucket(call: Call<HandlerInput<HeadBucketCommandInput>>): HeadBucketOutput {
  const { input, account, region } = call;
  if (!account.s3.buckets.has(input.Bucket)) {
    throw new AwsError('NotFound', 'Not Found', 404);
  }
  const bucket = findBucket(call);
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
  account.s3.buckets.set(name, { name, createdAt: now, region, settings: newBucketSettings, objects: new Map() });
  return { Location: `/${name}`, BucketArn: `arn:${account.partition}:s3:::${name}` };
}

/** ListBuckets. Where a bucket is, S3 says only to a request that has a parameter (API reference, Bucket). */
export function listBuckets(call: Call<HandlerInput<ListBucketsCommandInput>>): ListBucketsOutput {
  const { input, account, region } = call;
  const { Prefix: prefix = '', BucketRegion: onlyIn } = input;
  const buckets = [...account.s3.buckets.values()].map((bucket) => ({ ...bucket, region: bucket.region ?? region }));
  const { items, nextToken } = pageOf({
    items: buckets.filter((each) => each.name.startsWith(prefix) && (onlyIn === undefined || each.region === onlyIn)),
    keyOf: ({ name }) => name,
    pageSize: input.MaxBuckets ?? listPageSize,
    pageLimit: account.behaviour.pageLimit,
    token: input.ContinuationToken,
    invalidTokenCode: 'InvalidArgument',
  });
  const saysWhere = Object.values(input).some((value) => value !== undefined);
  return {
    Buckets: items.map((bucket) => ({
      Name: bucket.name,
      CreationDate: bucket.createdAt,
      BucketRegion: saysWhere ? bucket.region : undefined,
    })),
    Owner: { ID: account.accountId },
    Prefix: input.Prefix,
    ContinuationToken: nextToken,
  };
}
