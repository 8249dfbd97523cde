import {
  DescribeKeyCommand,
  GetKeyRotationStatusCommand,
  ListAliasesCommand,
  ListKeysCommand,
} from '@aws-sdk/client-kms';
import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
} from '@aws-sdk/client-s3';
import { GetPublicAccessBlockCommand as GetAccountPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import type { Aws } from '../aws/aws.ts';
import { type Found, type Trial, trial, trialOn } from './trial.ts';

const someone = { what: 'user or role', of: ({ principalArn }: Found) => principalArn };
const bucket = { what: "bucket in the audit's Region", of: ({ bucketName }: Found) => bucketName };
const key = { what: "key in the audit's Region", of: ({ keyId }: Found) => keyId };

/** Buckets and keys. Their own policies may say otherwise than IAM's, so what is asked of one is tried on one. */
export const storageTrials: readonly Trial[] = [
  trial(
    's3:ListAllMyBuckets',
    'buckets',
    async (aws, found) => {
      const region = await aws.region();
      const { Buckets = [] } = await aws.s3().send(new ListBucketsCommand({ MaxBuckets: 100 }));
      found.bucketName = Buckets.find(({ BucketRegion }) => BucketRegion === region)?.Name;
    },
    'inventory',
  ),
  trialOn(
    's3:GetAccountPublicAccessBlock',
    'which public access the account refuses',
    someone,
    (aws, principalArn) =>
      aws.s3Control().send(new GetAccountPublicAccessBlockCommand({ AccountId: principalArn.split(':')[4] })),
    'inventory',
  ),
  onBucket('s3:GetBucketPolicy', 'policies of buckets', (aws, Bucket) =>
    aws.s3().send(new GetBucketPolicyCommand({ Bucket })),
  ),
  onBucket('s3:GetEncryptionConfiguration', 'how buckets are encrypted', (aws, Bucket) =>
    aws.s3().send(new GetBucketEncryptionCommand({ Bucket })),
  ),
  onBucket('s3:GetBucketPublicAccessBlock', 'which public access buckets refuse', (aws, Bucket) =>
    aws.s3().send(new GetPublicAccessBlockCommand({ Bucket })),
  ),
  onBucket('s3:GetBucketAcl', 'whom the ACLs of buckets let in', (aws, Bucket) =>
    aws.s3().send(new GetBucketAclCommand({ Bucket })),
  ),
  trial(
    'kms:ListKeys',
    'keys',
    async (aws, found) => {
      found.keyId = (await aws.kms().send(new ListKeysCommand({ Limit: 1 }))).Keys?.[0]?.KeyId;
    },
    'inventory',
  ),
  trial('kms:ListAliases', 'names of keys', (aws) => aws.kms().send(new ListAliasesCommand({ Limit: 1 })), 'inventory'),
  trialOn(
    'kms:GetKeyRotationStatus',
    'whether keys are rotated',
    key,
    (aws, KeyId) => aws.kms().send(new GetKeyRotationStatusCommand({ KeyId })),
    'inventory',
  ),
  trialOn(
    'kms:DescribeKey',
    'why keys are not rotated',
    key,
    (aws, KeyId) => aws.kms().send(new DescribeKeyCommand({ KeyId })),
    'inventory',
  ),
];

function onBucket(action: string, purpose: string, call: (aws: Aws, name: string) => Promise<unknown>): Trial {
  return trialOn(action, purpose, bucket, call, 'inventory');
}
