import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { PutObjectCommandInput, PutObjectOutput } from '@aws-sdk/client-s3';
import { isKnownKey, kmsKeyArn } from '../kms-keys.ts';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { findBucket } from './buckets.ts';
import { isSameEtag, notImplemented, preconditionFailed } from './conditions.ts';
import type { Bucket, ObjectContent, S3State } from './state.ts';

/** Bytes of UTF-8 in a key, and in the names and values of user-defined metadata (S3 user guide, "Object keys", "Object metadata"). */
const maximumKeyBytes = 1024;
const maximumMetadataBytes = 2048;

const defaultKey = 'alias/aws/s3';

type Input = HandlerInput<PutObjectCommandInput>;
type Encryption = Pick<ObjectContent, 'encryption' | 'kmsKeyId'>;

/** PutObject. Every put makes a version; the conditions look at the current one. */
export function putObject(call: Call<Input>): PutObjectOutput {
  const { input, account, now } = call;
  const bucket = findBucket(call);
  const bytes = input.Body ?? new Uint8Array();
  const encryption = chooseEncryption(call);
  checkNames(input);
  checkDigests(input, bytes);
  checkConditions(input, bucket);
  checkCapacity(account.s3, bytes.length);

  const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
  const versionId = account.s3.nextVersionId();
  const content: ObjectContent = {
    bytes,
    etag,
    contentType: input.ContentType ?? 'binary/octet-stream',
    contentEncoding: input.ContentEncoding,
    contentDisposition: input.ContentDisposition,
    cacheControl: input.CacheControl,
    metadata: { ...input.Metadata },
    ...encryption,
  };
  const versions = bucket.objects.get(input.Key) ?? [];
  bucket.objects.set(input.Key, [...versions, { versionId, modifiedAt: now, content }]);
  return {
    ETag: etag,
    VersionId: versionId,
    ServerSideEncryption: encryption.encryption,
    SSEKMSKeyId: encryption.kmsKeyId,
    ChecksumCRC32: input.ChecksumCRC32,
    ChecksumType: input.ChecksumCRC32 === undefined ? undefined : 'FULL_OBJECT',
  };
}

function chooseEncryption({ input, account, region }: Call<Input>): Encryption {
  const encryption = input.ServerSideEncryption ?? 'AES256';
  if (encryption === 'AES256') {
    if (input.SSEKMSKeyId !== undefined) {
      throw new AwsError(
        'InvalidArgument',
        'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
      );
    }
    return { encryption };
  }
  if (encryption !== 'aws:kms' && encryption !== 'aws:kms:dsse') {
    throw new AwsError('InvalidArgument', 'The encryption method specified is not supported');
  }
  const keyId = input.SSEKMSKeyId ?? defaultKey;
  const arn = kmsKeyArn(keyId, { ...account, region });
  if (!isKnownKey(keyId, account.kmsKeys, defaultKey)) {
    throw new AwsError('KMS.NotFoundException', `Key '${arn}' does not exist`);
  }
  return { encryption, kmsKeyId: arn };
}

function checkNames({ Key: key, Metadata: metadata = {} }: Input): void {
  if (Buffer.byteLength(key) > maximumKeyBytes) {
    throw new AwsError('KeyTooLongError', 'Your key is too long');
  }
  if (Buffer.byteLength(Object.entries(metadata).flat().join('')) > maximumMetadataBytes) {
    throw new AwsError('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size');
  }
}

function checkDigests({ ContentMD5: md5, ChecksumCRC32: crc }: Input, bytes: Uint8Array): void {
  if (md5 !== undefined && md5 !== createHash('md5').update(bytes).digest('base64')) {
    throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  if (crc !== undefined && crc !== crc32InBase64(bytes)) {
    throw new AwsError('BadDigest', 'The CRC32 you specified did not match the calculated checksum.');
  }
}

function crc32InBase64(bytes: Uint8Array): string {
  const digest = Buffer.alloc(4);
  digest.writeUInt32BE(crc32(bytes));
  return digest.toString('base64');
}

/** Conditional writes: `IfNoneMatch: *` wants no object there, `IfMatch` wants the one with this ETag. */
function checkConditions({ Key: key, IfMatch: ifMatch, IfNoneMatch: ifNoneMatch }: Input, bucket: Bucket): void {
  const current = bucket.objects.get(key)?.at(-1)?.content;
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw notImplemented();
  }
  if (ifNoneMatch !== undefined && current) {
    throw preconditionFailed();
  }
  if (ifMatch !== undefined && !current) {
    throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
  }
  if (ifMatch !== undefined && !isSameEtag(ifMatch, current?.etag)) {
    throw preconditionFailed();
  }
}

function checkCapacity({ buckets, capacityBytes }: S3State, added: number): void {
  const held = [...buckets.values()]
    .flatMap(({ objects }) => [...objects.values()].flat())
    .reduce((bytes, { content }) => bytes + (content?.bytes.length ?? 0), 0);
  if (held + added > capacityBytes) {
    throw new AwsError('EntityTooLarge', `The sandbox keeps objects in memory, ${capacityBytes} bytes of them at most`);
  }
}
