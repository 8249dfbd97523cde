import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Aws } from '../aws/aws.ts';
import { type Found, type Trial, trialOn } from './trial.ts';

/** An object that is never there, below the part of the archive that may be read, written and deleted. */
const NOWHERE = 'unfinished/account-auditor-doctor';

/** No object has it, so that nothing is ever overwritten, or written at all. */
const NO_ETAG = '"00000000000000000000000000000000"';

const archive = { what: 'archive bucket', of: ({ archiveBucket }: Found) => archiveBucket };

/** S3 denies whoever may not list a bucket what is not in it: of the others nothing can be learnt then. */
const open = {
  what: 'bucket that may be listed',
  of: ({ openBucket }: Found) => openBucket,
};

/**
 * What the archive of a stack needs, tried on an object that is not there: on conditions that cannot hold, which S3 looks at
 * after the permission (S3 User Guide, "Add preconditions to S3 operations with conditional requests").
 */
export const archiveTrials: readonly Trial[] = [
  trialOn(
    's3:ListBucket',
    'telling what is not there from what is denied; without it a first night looks like one whose archive is closed',
    archive,
    async (aws, Bucket, found) => {
      await aws.s3().send(new ListObjectsV2Command({ Bucket, Prefix: NOWHERE, MaxKeys: 1 }));
      found.openBucket = Bucket;
    },
    'archive',
  ),
  onNowhere(
    's3:GetObject',
    'what earlier nights and an earlier invocation read; without it everybody is asked about every night, and an audit that takes more than one invocation starts over',
    (aws, object) => aws.s3().send(new GetObjectCommand(object)),
  ),
  onNowhere(
    's3:PutObject',
    'snapshots, pages and reports of each night; without it none is kept, and an audit has one invocation',
    (aws, object) => aws.s3().send(new PutObjectCommand({ ...object, Body: new Uint8Array(), IfMatch: NO_ETAG })),
  ),
  onNowhere(
    's3:DeleteObject',
    'clearing away what an audit of several invocations kept; without it that stays until it is too old',
    (aws, object) => aws.s3().send(new DeleteObjectCommand({ ...object, IfMatch: '*' })),
  ),
];

function onNowhere(
  action: string,
  purpose: string,
  call: (aws: Aws, object: { readonly Bucket: string; readonly Key: string }) => Promise<unknown>,
): Trial {
  return trialOn(action, purpose, open, (aws, Bucket) => call(aws, { Bucket, Key: NOWHERE }), 'archive');
}
