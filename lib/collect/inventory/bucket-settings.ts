import { isDeepStrictEqual } from 'node:util';
import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
  type Grant,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { PublicAccess } from '../../snapshot/public-access.ts';
import type { Bucket, BucketSettings, Snapshot } from '../../snapshot/snapshot.ts';
import { storedDocument } from '../../snapshot/stored-document.ts';
import { required } from '../answers.ts';
import type { CollectContext } from '../context.ts';
import type { Reading } from '../reading.ts';
import { blockIn, refusesThePublic, unless } from './account-public-access-block.ts';
import { bucketReuse } from './bucket-reuse.ts';
import { readEach } from './read-each.ts';

export interface BucketsToAsk {
  readonly buckets: readonly Bucket[];
  readonly accountBlock: Snapshot['accountPublicAccessBlock'];
  readonly publicAccess: PublicAccess;
  /** Of an earlier night; null: nothing is known. */
  readonly kept: readonly BucketSettings[] | null;
}

type LocatedBucket = Bucket & { readonly region: string };

/**
 * Policies and encryption of all buckets, each asked in its own Region: S3 lists those of every Region, and one that was forgotten
 * somewhere is as open to the world as any. Where nothing else says whether a bucket is public,
 * neither an analyzer nor the account's block of public access, also what decides it: the bucket's own block, and its ACL.
 */
export async function readBucketSettings(
  context: CollectContext,
  { buckets, accountBlock, publicAccess, kept }: BucketsToAsk,
): Promise<Reading<readonly BucketSettings[]>> {
  const items = buckets.filter((bucket): bucket is LocatedBucket => bucket.region !== null);
  const isShutForAll = accountBlock?.set === true && refusesThePublic(accountBlock);
  const isShut = ({ arn, region }: LocatedBucket) =>
    isShutForAll || (publicAccess.covers(region) && !publicAccess.inQuestion.has(arn));
  const now = context.clock();
  const reuse = bucketReuse<LocatedBucket>({ kept: kept ?? [], isShut, now });
  const readAt = now.toISOString();
  const reading = await readEach(context, {
    source: 'bucket-settings',
    noun: 'buckets',
    items,
    takeOver: reuse.takeOver,
    ask: async (bucket) => {
      const s3 = context.aws.s3(bucket.region);
      const policy = await policyOf(s3, bucket);
      const before = reuse.unlessPolicyChanged(bucket);
      if (before !== null && isDeepStrictEqual(before.policy, policy)) return before;
      return {
        bucketName: bucket.name,
        bucketCreatedAt: bucket.createdAt,
        readAt,
        policy,
        encryption: await encryptionOf(s3, bucket),
        ...(isShut(bucket)
          ? {}
          : { publicAccessBlock: await blockOf(s3, bucket), publicGrants: await grantsOf(s3, bucket) }),
      };
    },
  });
  const lost = buckets.length - items.length;
  const unlocated = lost === 0 ? [] : [`S3 does not say where ${lost} of ${buckets.length} buckets are`];
  return { ...reading, gaps: [...(reading.gaps ?? []), ...unlocated] };
}

async function policyOf(s3: S3Client, { name }: Bucket): Promise<BucketSettings['policy']> {
  const answer = await unless('NoSuchBucketPolicy', s3.send(new GetBucketPolicyCommand({ Bucket: name })));
  return answer === null ? null : storedDocument(required(answer.Policy, 'Policy'));
}

/** What S3 encrypts with is the default of the first rule: there is no second (API reference, ServerSideEncryptionConfiguration). */
async function encryptionOf(s3: S3Client, { name }: Bucket): Promise<BucketSettings['encryption']> {
  const answer = await unless(
    'ServerSideEncryptionConfigurationNotFoundError',
    s3.send(new GetBucketEncryptionCommand({ Bucket: name })),
  );
  const [rule] = answer?.ServerSideEncryptionConfiguration?.Rules ?? [];
  const encryption = rule?.ApplyServerSideEncryptionByDefault;
  if (encryption === undefined) return null;
  return {
    algorithm: required(encryption.SSEAlgorithm, 'SSEAlgorithm'),
    kmsKeyId: encryption.KMSMasterKeyID ?? null,
  };
}

async function blockOf(s3: S3Client, { name }: Bucket): Promise<BucketSettings['publicAccessBlock']> {
  return blockIn(s3.send(new GetPublicAccessBlockCommand({ Bucket: name })));
}

/** Everybody, and everybody with an AWS account, as ACLs name them (S3 User Guide, "Access control list overview"). */
const PUBLIC_GROUPS: ReadonlySet<string | undefined> = new Set([
  'http://acs.amazonaws.com/groups/global/AllUsers',
  'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
]);

async function grantsOf(s3: S3Client, { name }: Bucket): Promise<readonly string[]> {
  const { Grants = [] } = await s3.send(new GetBucketAclCommand({ Bucket: name }));
  const isPublic = ({ Grantee }: Grant) => PUBLIC_GROUPS.has(Grantee?.URI);
  return [...new Set(Grants.filter(isPublic).map(({ Permission }) => required(Permission, 'Permission')))];
}
