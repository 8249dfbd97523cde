import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import { GetPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { describeAwsError } from '../../aws/describe-error.ts';
import type { BucketSettings, Snapshot } from '../../snapshot/snapshot.ts';
import type { CollectContext } from '../context.ts';
import type { Reading } from '../reading.ts';

type AccountBlock = NonNullable<Snapshot['accountPublicAccessBlock']>;
export type Block = NonNullable<BucketSettings['publicAccessBlock']>;

/** Which public access S3 refuses for all buckets of the account, in all Regions. */
export async function readAccountPublicAccessBlock(
  { aws }: CollectContext,
  accountId: string,
): Promise<Reading<AccountBlock>> {
  const block = await blockIn(aws.s3Control().send(new GetPublicAccessBlockCommand({ AccountId: accountId })));
  return { data: block === null ? { set: false } : { set: true, ...block } };
}

/** What is blocked, of an account or a bucket; null: nothing was ever said. What S3 leaves out is not blocked. */
export async function blockIn(
  answer: Promise<{ readonly PublicAccessBlockConfiguration?: PublicAccessBlockConfiguration | undefined }>,
): Promise<Block | null> {
  const said = await unless('NoSuchPublicAccessBlockConfiguration', answer);
  if (said === null) return null;
  const block = said.PublicAccessBlockConfiguration;
  return {
    blockPublicAcls: block?.BlockPublicAcls ?? false,
    ignorePublicAcls: block?.IgnorePublicAcls ?? false,
    blockPublicPolicy: block?.BlockPublicPolicy ?? false,
    restrictPublicBuckets: block?.RestrictPublicBuckets ?? false,
  };
}

/** Whether nobody gets in as one of everybody, whatever policies and ACLs say. */
export function refusesThePublic({ ignorePublicAcls, restrictPublicBuckets }: Block): boolean {
  return ignorePublicAcls && restrictPublicBuckets;
}

/** An answer; null where AWS has this error instead, which says that there is no such setting. */
export async function unless<Answer>(code: string, answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer;
  } catch (error) {
    if (describeAwsError(error).code === code) return null;
    throw error;
  }
}
