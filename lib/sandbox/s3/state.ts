import type { ServerSideEncryption } from '@aws-sdk/client-s3';
import type { AccountSpec } from '../account-file.ts';
import { resolveTime } from '../time.ts';

type BucketSpec = Exclude<AccountSpec['buckets'][number], string>;
export type PublicAccessBlock = NonNullable<AccountSpec['accountPublicAccessBlock']>;

/** Who may do what with a bucket, and how its objects are encrypted when a request says nothing. */
export interface BucketSettings extends Pick<BucketSpec, 'encryption' | 'publicGrants'> {
  /** Its text. Left out: it has none. */
  readonly policy?: string;
  /** Left out: it has none of its own. */
  readonly publicAccessBlock?: PublicAccessBlock;
}

export interface StoredObject {
  readonly versionId: string;
  readonly modifiedAt: Date;
  /** Left out: a delete marker. */
  readonly content?: ObjectContent;
}

export interface ObjectContent {
  readonly bytes: Uint8Array;
  /** In double quotes, as the header carries it. */
  readonly etag: string;
  readonly contentType: string;
  readonly contentEncoding: string | undefined;
  readonly contentDisposition: string | undefined;
  readonly cacheControl: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  readonly encryption: ServerSideEncryption;
  readonly kmsKeyId?: string;
}

/** A versioned bucket: deleting leaves a marker, and every version can be read until it is deleted by its id. */
export interface Bucket {
  readonly name: string;
  readonly createdAt: Date;
  /** Left out: it answers in whatever Region it is asked for. */
  readonly region?: string;
  readonly settings: BucketSettings;
  /** Versions by key, oldest first, never an empty list. */
  readonly objects: Map<string, readonly StoredObject[]>;
}

/** The buckets of one account. */
export interface S3State {
  readonly buckets: Map<string, Bucket>;
  /** Of the account. Left out: it has none. */
  readonly publicAccessBlock?: PublicAccessBlock;
  /** Bytes that all versions in all buckets may hold together: the sandbox keeps them in memory. */
  readonly capacityBytes: number;
  /** An id that no version of this account has had. */
  nextVersionId(): string;
}

export interface S3Seed {
  readonly buckets: AccountSpec['buckets'];
  readonly publicAccessBlock?: PublicAccessBlock | undefined;
  readonly now: Date;
  readonly capacityBytes?: number;
}

const defaultCapacityBytes = 256 * 1024 * 1024;

/** What S3 gives a new bucket (S3 user guide, "Default settings for new S3 buckets FAQ"). */
export const newBucketSettings: BucketSettings = {
  encryption: { algorithm: 'AES256' },
  publicAccessBlock: {
    blockPublicAcls: true,
    ignorePublicAcls: true,
    blockPublicPolicy: true,
    restrictPublicBuckets: true,
  },
  publicGrants: [],
};

export function createS3State(seed: S3Seed): S3State {
  let versions = 0;
  return {
    buckets: new Map(seed.buckets.map((spec) => bucketOf(spec, seed.now)).map((bucket) => [bucket.name, bucket])),
    ...(seed.publicAccessBlock && { publicAccessBlock: seed.publicAccessBlock }),
    capacityBytes: seed.capacityBytes ?? defaultCapacityBytes,
    nextVersionId() {
      versions += 1;
      return `v${String(versions).padStart(31, '0')}`;
    },
  };
}

function bucketOf(spec: AccountSpec['buckets'][number], now: Date): Bucket {
  if (typeof spec === 'string') {
    return { name: spec, createdAt: now, settings: newBucketSettings, objects: new Map() };
  }
  const { name, region, created, policy, encryption, publicAccessBlock, publicGrants } = spec;
  const settings: BucketSettings = {
    encryption,
    publicGrants,
    ...(policy !== undefined && { policy: typeof policy === 'string' ? policy : JSON.stringify(policy) }),
    ...(publicAccessBlock && { publicAccessBlock }),
  };
  return { name, region, createdAt: resolveTime(created, now), settings, objects: new Map() };
}
