import {
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { operation, type ServiceDefinition } from '../service.ts';
import { getBucketAcl, getBucketEncryption, getBucketPolicy, getPublicAccessBlock } from './bucket-settings.ts';
import { createBucket, headBucket, listBuckets } from './buckets.ts';
import { deleteObject, deleteObjects } from './delete-objects.ts';
import { getObject, headObject } from './get-object.ts';
import { listObjects } from './list-objects.ts';
import { putObject } from './put-object.ts';

export const s3: ServiceDefinition = {
  signingName: 's3',
  xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
  protocols: ['restXml'],
  operations: [
    operation(ListBucketsCommand, listBuckets),
    operation(CreateBucketCommand, createBucket),
    operation(HeadBucketCommand, headBucket),
    operation(GetBucketPolicyCommand, getBucketPolicy),
    operation(GetBucketEncryptionCommand, getBucketEncryption),
    operation(GetPublicAccessBlockCommand, getPublicAccessBlock),
    operation(GetBucketAclCommand, getBucketAcl),
    operation(PutObjectCommand, putObject),
    operation(GetObjectCommand, getObject),
    operation(HeadObjectCommand, headObject),
    operation(ListObjectsV2Command, listObjects),
    operation(DeleteObjectCommand, deleteObject),
    operation(DeleteObjectsCommand, deleteObjects),
  ],
};
