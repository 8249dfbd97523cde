import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { accountId } from '../calling.ts';
import { serving } from '../serving.ts';

const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::invoices', 'arn:aws:s3:::invoices/*'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ],
};
const everybody = 'http://acs.amazonaws.com/groups/global/AllUsers';

describe('the settings of buckets', () => {
  const connection = serving({
    buckets: [
      'made-today',
      {
        name: 'invoices',
        region: 'eu-west-1',
        created: '-400d',
        policy,
        encryption: { algorithm: 'aws:kms', kmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1' },
        publicAccessBlock: { restrictPublicBuckets: false },
      },
      { name: 'pictures', region: 'eu-west-1', created: '-400d', publicGrants: [{ permission: 'READ' }] },
      { name: 'far', region: 'us-east-1', created: '-400d' },
    ],
  });
  const s3 = () => new S3Client({ ...connection(), forcePathStyle: true });

  it('are its policy', async () => {
    const { Policy } = await s3().send(new GetBucketPolicyCommand({ Bucket: 'invoices' }));
    expect(JSON.parse(Policy ?? '')).toEqual(policy);
    await expect(s3().send(new GetBucketPolicyCommand({ Bucket: 'pictures' }))).rejects.toMatchObject({
      name: 'NoSuchBucketPolicy',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('are how objects are encrypted when a request says nothing', async () => {
    const rulesOf = async (Bucket: string) =>
      (await s3().send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration?.Rules;
    expect(await rulesOf('pictures')).toMatchObject([
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
    ]);
    expect(await rulesOf('invoices')).toMatchObject([
      {
        ApplyServerSideEncryptionByDefault: {
          SSEAlgorithm: 'aws:kms',
          KMSMasterKeyID: 'arn:aws:kms:eu-west-1:111122223333:key/1',
        },
      },
    ]);
  });

  it('are what public access is refused to it', async () => {
    const blockOf = async (Bucket: string) =>
      (await s3().send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration;
    const all = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
    expect(await blockOf('made-today')).toEqual(all);
    expect(await blockOf('invoices')).toEqual({ ...all, RestrictPublicBuckets: false });
    await expect(blockOf('pictures')).rejects.toMatchObject({ name: 'NoSuchPublicAccessBlockConfiguration' });
  });

  it('are whom its ACL names beside its owner', async () => {
    const { Grants } = await s3().send(new GetBucketAclCommand({ Bucket: 'pictures' }));
    expect(Grants).toEqual([
      { Grantee: { Type: 'CanonicalUser', ID: accountId }, Permission: 'FULL_CONTROL' },
      { Grantee: { Type: 'Group', URI: everybody }, Permission: 'READ' },
    ]);
    expect((await s3().send(new GetBucketAclCommand({ Bucket: 'invoices' }))).Grants).toHaveLength(1);
  });

  it('are told in the Region of the bucket alone', async () => {
    await expect(s3().send(new GetBucketPolicyCommand({ Bucket: 'far' }))).rejects.toMatchObject({
      name: 'PermanentRedirect',
      $metadata: { httpStatusCode: 301 },
    });
  });

  it('leave out where it is in a list that was asked for without any parameter', async () => {
    const bare = await s3().send(new ListBucketsCommand({}));
    expect(bare.Buckets?.map(({ BucketRegion }) => BucketRegion)).toEqual([undefined, undefined, undefined, undefined]);
    const inVirginia = await s3().send(new ListBucketsCommand({ BucketRegion: 'us-east-1' }));
    expect(inVirginia.Buckets).toMatchObject([{ Name: 'far', BucketRegion: 'us-east-1' }]);
  });
});
