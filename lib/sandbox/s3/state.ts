import type { ServerSideEncryption } from '@aws-sdk/client-s3';

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
  /** Versions by key, oldest first, never an empty list. */
  readonly objects: Map<string, readonly StoredObject[]>;
}

/** The buckets of one account. */
export interface S3State {
  readonly buckets: Map<string, Bucket>;
  /** Bytes that all versions in all buckets may hold together: the sandbox keeps them in memory. */
  readonly capacityBytes: number;
  /** An id that no version of this account has had. */
  nextVersionId(): string;
}

export interface S3Seed {
  readonly buckets: readonly string[];
  readonly createdAt: Date;
  readonly capacityBytes?: number;
}

const defaultCapacityBytes = 256 * 1024 * 1024;

export function createS3State({ buckets, createdAt, capacityBytes = defaultCapacityBytes }: S3Seed): S3State {
  let versions = 0;
  return {
    buckets: new Map(buckets.map((name) => [name, { name, createdAt, objects: new Map() }])),
    capacityBytes,
    nextVersionId() {
      versions += 1;
      return `v${String(versions).padStart(31, '0')}`;
    },
  };
}
