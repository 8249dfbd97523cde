import type {
  GetBucketAclCommandInput,
  GetBucketAclOutput,
  GetBucketEncryptionCommandInput,
  GetBucketEncryptionOutput,
  GetBucketPolicyCommandInput,
  GetBucketPolicyOutput,
  GetPublicAccessBlockCommandInput,
  GetPublicAccessBlockOutput,
} from '@aws-sdk/client-s3';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { findBucket } from './buckets.ts';
import type { PublicAccessBlock } from './state.ts';

export function getBucketPolicy(call: Call<HandlerInput<GetBucketPolicyCommandInput>>): GetBucketPolicyOutput {
  const { policy } = findBucket(call).settings;
  if (policy === undefined) {
    throw new AwsError('NoSuchBucketPolicy', 'The bucket policy does not exist', 404);
  }
  return { Policy: policy };
}

/** GetBucketEncryption: every bucket has a rule since January 2023, `AES256` where nobody has made another one. */
export function getBucketEncryption(
  call: Call<HandlerInput<GetBucketEncryptionCommandInput>>,
): GetBucketEncryptionOutput {
  const { algorithm, kmsKeyId } = findBucket(call).settings.encryption;
  return {
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: algorithm, KMSMasterKeyID: kmsKeyId },
          BucketKeyEnabled: kmsKeyId !== undefined,
        },
      ],
    },
  };
}

/** GetPublicAccessBlock of a bucket; what the account refuses beside it, S3 Control says. */
export function getPublicAccessBlock(
  call: Call<HandlerInput<GetPublicAccessBlockCommandInput>>,
): GetPublicAccessBlockOutput {
  return { PublicAccessBlockConfiguration: configurationOf(findBucket(call).settings.publicAccessBlock) };
}

/** As S3 and S3 Control answer it. Throws NoSuchPublicAccessBlockConfiguration where there is none. */
export function configurationOf(block: PublicAccessBlock | undefined) {
  if (!block) {
    throw new AwsError(
      'NoSuchPublicAccessBlockConfiguration',
      'The public access block configuration was not found',
      404,
    );
  }
  return {
    BlockPublicAcls: block.blockPublicAcls,
    IgnorePublicAcls: block.ignorePublicAcls,
    BlockPublicPolicy: block.blockPublicPolicy,
    RestrictPublicBuckets: block.restrictPublicBuckets,
  };
}

/** GetBucketAcl: its owner, who may do everything, and whom else the account file names. */
export function getBucketAcl(call: Call<HandlerInput<GetBucketAclCommandInput>>): GetBucketAclOutput {
  const owner = call.account.accountId;
  return {
    Owner: { ID: owner },
    Grants: [
      { Grantee: { Type: 'CanonicalUser', ID: owner }, Permission: 'FULL_CONTROL' },
      ...findBucket(call).settings.publicGrants.map(({ to, permission }) => ({
        Grantee: { Type: 'Group' as const, URI: `http://acs.amazonaws.com/groups/global/${to}` },
        Permission: permission,
      })),
    ],
  };
}
