import type {
  GetObjectCommandInput,
  GetObjectOutput,
  HeadObjectCommandInput,
  HeadObjectOutput,
} from '@aws-sdk/client-s3';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { findBucket } from './buckets.ts';
import { isSameEtag, notImplemented, preconditionFailed } from './conditions.ts';
import type { Bucket, ObjectContent, StoredObject } from './state.ts';

type Properties = Omit<GetObjectOutput & HeadObjectOutput, 'Body'>;

/** GetObject, always whole: a request for a part is refused, so that nobody takes the whole for it. */
export function getObject(
  call: Call<HandlerInput<GetObjectCommandInput>>,
): Omit<GetObjectOutput, 'Body'> & { Body: Uint8Array } {
  const { input } = call;
  if (input.Range !== undefined || input.PartNumber !== undefined) {
    throw notImplemented();
  }
  const { version, content } = findContent(findBucket(call), input.Key, input.VersionId);
  checkConditions(input, content);
  return { ...propertiesOf(version, content), Body: content.bytes };
}

/** HeadObject: whatever is missing is `NotFound`, since an answer to HEAD has no body that could say more. */
export function headObject(call: Call<HandlerInput<HeadObjectCommandInput>>): HeadObjectOutput {
  const { input } = call;
  try {
    const { version, content } = findContent(findBucket(call), input.Key, input.VersionId);
    checkConditions(input, content);
    return propertiesOf(version, content);
  } catch (error) {
    if (error instanceof AwsError && error.status === 404) {
      throw new AwsError('NotFound', 'Not Found', 404);
    }
    throw error;
  }
}

function findContent(bucket: Bucket, key: string, versionId: string | undefined) {
  const versions = bucket.objects.get(key) ?? [];
  const version =
    versionId === undefined ? versions.at(-1) : versions.find((candidate) => candidate.versionId === versionId);
  if (versionId !== undefined && !version) {
    throw new AwsError('NoSuchVersion', 'The specified version does not exist.', 404);
  }
  if (versionId !== undefined && !version?.content) {
    throw new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405);
  }
  if (!version?.content) {
    throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
  }
  return { version, content: version.content };
}

function checkConditions(
  { IfMatch: ifMatch, IfNoneMatch: ifNoneMatch }: { IfMatch?: string | undefined; IfNoneMatch?: string | undefined },
  { etag }: ObjectContent,
): void {
  if (ifMatch !== undefined && !isSameEtag(ifMatch, etag)) {
    throw preconditionFailed();
  }
  if (ifNoneMatch !== undefined && isSameEtag(ifNoneMatch, etag)) {
    throw new AwsError('NotModified', 'Not Modified', 304);
  }
}

function propertiesOf({ versionId, modifiedAt }: StoredObject, content: ObjectContent): Properties {
  return {
    AcceptRanges: 'none',
    LastModified: modifiedAt,
    ContentLength: content.bytes.length,
    ETag: content.etag,
    VersionId: versionId,
    ContentType: content.contentType,
    ContentEncoding: content.contentEncoding,
    ContentDisposition: content.contentDisposition,
    CacheControl: content.cacheControl,
    ServerSideEncryption: content.encryption,
    SSEKMSKeyId: content.kmsKeyId,
    Metadata: content.metadata,
  };
}
