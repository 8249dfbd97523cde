import type {
  DeleteObjectCommandInput,
  DeleteObjectOutput,
  DeleteObjectsCommandInput,
  DeleteObjectsOutput,
} from '@aws-sdk/client-s3';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { findBucket } from './buckets.ts';
import { isSameEtag, preconditionFailed } from './conditions.ts';
import type { Bucket, S3State } from './state.ts';

const maximumKeys = 1000;

/** DeleteObject: without a version id a marker is put on top, with one that version is gone. What was never there is no error, unless it is asked for. */
export function deleteObject(call: Call<HandlerInput<DeleteObjectCommandInput>>): DeleteObjectOutput {
  const { input, account, now } = call;
  const bucket = findBucket(call);
  const current = bucket.objects.get(input.Key)?.at(-1)?.content;
  if (input.IfMatch !== undefined && !(current && isSameEtag(input.IfMatch, current.etag))) throw preconditionFailed();
  if (input.VersionId === undefined) {
    return { DeleteMarker: true, VersionId: addMarker(account.s3, bucket, input.Key, now) };
  }
  const wasMarker = removeVersion(bucket, input.Key, input.VersionId);
  return { DeleteMarker: wasMarker ? true : undefined, VersionId: input.VersionId };
}

export function deleteObjects(call: Call<HandlerInput<DeleteObjectsCommandInput>>): DeleteObjectsOutput {
  const { input, account, now } = call;
  const bucket = findBucket(call);
  const objects = input.Delete.Objects ?? [];
  if (objects.length === 0 || objects.length > maximumKeys) {
    throw new AwsError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  }
  const deleted = objects.map(({ Key: key = '', VersionId: versionId }) => {
    if (versionId === undefined) {
      return { Key: key, DeleteMarker: true, DeleteMarkerVersionId: addMarker(account.s3, bucket, key, now) };
    }
    const wasMarker = removeVersion(bucket, key, versionId);
    return {
      Key: key,
      VersionId: versionId,
      ...(wasMarker ? { DeleteMarker: true, DeleteMarkerVersionId: versionId } : {}),
    };
  });
  return input.Delete.Quiet ? {} : { Deleted: deleted };
}

function addMarker(state: S3State, bucket: Bucket, key: string, now: Date): string {
  const versionId = state.nextVersionId();
  bucket.objects.set(key, [...(bucket.objects.get(key) ?? []), { versionId, modifiedAt: now }]);
  return versionId;
}

/** Takes one version away and says whether it was a delete marker. */
function removeVersion(bucket: Bucket, key: string, versionId: string): boolean {
  const versions = bucket.objects.get(key) ?? [];
  const removed = versions.find((version) => version.versionId === versionId);
  const kept = versions.filter((version) => version !== removed);
  if (kept.length === 0) {
    bucket.objects.delete(key);
  } else {
    bucket.objects.set(key, kept);
  }
  return removed !== undefined && !removed.content;
}
