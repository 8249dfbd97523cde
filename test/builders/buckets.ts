import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { LONG_AGO } from './credential-rows.ts';
import type { DocumentSpec } from './specs.ts';
import { NOW } from './time.ts';

type Settings = NonNullable<Snapshot['bucketSettings']>[number];

export interface BucketSpec {
  /** eu-west-1 unless told otherwise; null: AWS did not say. */
  readonly region?: string | null;
  readonly policy?: DocumentSpec;
  /** AES256 unless told otherwise. */
  readonly algorithm?: string;
  /** Left out: everything is blocked. null: nothing is. `'not-asked'`: nobody asked. */
  readonly block?: Partial<Block> | null | 'not-asked';
  /** Left out: none. `'not-asked'`: nobody asked. */
  readonly publicGrants?: readonly string[] | 'not-asked';
  /** The bucket is known, and nothing was asked of it. */
  readonly isUnread?: boolean;
}

type Block = NonNullable<Settings['publicAccessBlock']>;

const EVERYTHING_BLOCKED: Block = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

const NOTHING_BLOCKED: Block = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};

export function bucketArn(name: string): string {
  return `arn:aws:s3:::${name}`;
}

/** Buckets and what was asked of each, as parts of a snapshot. */
export function buckets(specs: Readonly<Record<string, BucketSpec>>): Pick<Snapshot, 'buckets' | 'bucketSettings'> {
  const all = Object.entries(specs);
  return {
    buckets: all.map(([name, { region }]) => ({
      arn: bucketArn(name),
      name,
      region: region === undefined ? 'eu-west-1' : region,
      createdAt: LONG_AGO,
    })),
    bucketSettings: all.filter(([, { isUnread }]) => !isUnread).map(([name, spec]) => settings(name, spec)),
  };
}

function settings(bucketName: string, { policy, algorithm, block, publicGrants }: BucketSpec): Settings {
  return {
    bucketName,
    bucketCreatedAt: LONG_AGO,
    readAt: NOW.toISOString(),
    policy: policy === undefined ? null : typeof policy === 'string' ? { unreadable: policy } : { json: policy },
    encryption: { algorithm: algorithm ?? 'AES256', kmsKeyId: null },
    ...(block === 'not-asked' ? {} : { publicAccessBlock: blockOf(block) }),
    ...(publicGrants === 'not-asked' ? {} : { publicGrants: [...(publicGrants ?? [])] }),
  };
}

function blockOf(block: Partial<Block> | null | undefined): Block | null {
  if (block === undefined) return EVERYTHING_BLOCKED;
  return block === null ? null : { ...NOTHING_BLOCKED, ...block };
}
