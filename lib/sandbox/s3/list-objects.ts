import type { ListObjectsV2CommandInput, ListObjectsV2Output } from '@aws-sdk/client-s3';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';
import { findBucket } from './buckets.ts';
import type { Bucket, ObjectContent } from './state.ts';

const maximumKeys = 1000;

/** What a listing counts as one key: an object, or all objects that share a prefix up to the delimiter. */
type Entry = { readonly key: string } & (
  | { readonly modifiedAt: Date; readonly content: ObjectContent }
  | { readonly content?: never }
);

/** ListObjectsV2, in order of key: current versions only, without those under a delete marker. */
export function listObjects(call: Call<HandlerInput<ListObjectsV2CommandInput>>): ListObjectsV2Output {
  const { input, account } = call;
  const bucket = findBucket(call);
  const maxKeys = input.MaxKeys ?? maximumKeys;
  if (maxKeys < 0) {
    throw new AwsError('InvalidArgument', 'Argument maxKeys must be an integer between 0 and 2147483647');
  }
  const { items, nextToken } = pageOf<Entry>({
    items: maxKeys === 0 ? [] : entriesOf(bucket, input),
    keyOf: ({ key }) => key,
    pageSize: Math.min(maxKeys, maximumKeys),
    pageLimit: account.behaviour.pageLimit,
    token: input.ContinuationToken,
    invalidTokenCode: 'InvalidArgument',
  });
  const encode = input.EncodingType === 'url' ? encodeKey : (key: string) => key;
  return {
    Name: bucket.name,
    Prefix: encode(input.Prefix ?? ''),
    Delimiter: input.Delimiter === undefined ? undefined : encode(input.Delimiter),
    StartAfter: input.StartAfter === undefined ? undefined : encode(input.StartAfter),
    EncodingType: input.EncodingType,
    MaxKeys: maxKeys,
    KeyCount: items.length,
    IsTruncated: nextToken !== undefined,
    ContinuationToken: input.ContinuationToken,
    NextContinuationToken: nextToken,
    Contents: items.flatMap((entry) =>
      entry.content
        ? [
            {
              Key: encode(entry.key),
              LastModified: entry.modifiedAt,
              ETag: entry.content.etag,
              Size: entry.content.bytes.length,
              StorageClass: 'STANDARD' as const,
            },
          ]
        : [],
    ),
    CommonPrefixes: items.flatMap((entry) => (entry.content ? [] : [{ Prefix: encode(entry.key) }])),
  };
}

function entriesOf(bucket: Bucket, request: HandlerInput<ListObjectsV2CommandInput>): Entry[] {
  const { Prefix: prefix = '', Delimiter: delimiter = '', StartAfter: startAfter = '' } = request;
  const entries = new Map<string, Entry>();
  for (const [key, versions] of bucket.objects) {
    const current = versions.at(-1);
    if (!current?.content || !key.startsWith(prefix) || key <= startAfter) {
      continue;
    }
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const commonPrefix = key.slice(0, end + delimiter.length);
    const entry =
      end === -1 ? { key, modifiedAt: current.modifiedAt, content: current.content } : { key: commonPrefix };
    entries.set(entry.key, entry);
  }
  return [...entries.values()];
}

/** `EncodingType: url`: everything but the slashes, so that a key with characters that XML cannot hold arrives. */
function encodeKey(key: string): string {
  return encodeURIComponent(key).replaceAll('%2F', '/');
}
