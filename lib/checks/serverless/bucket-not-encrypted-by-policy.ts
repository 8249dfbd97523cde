import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { textOf } from '../evidence.ts';
import { pass, unknown } from '../verdicts.ts';
import { type Bucket, type BucketSettings, bucketResource, eachBucket, unrefused } from './buckets.ts';

const ENCRYPTION = 's3:x-amz-server-side-encryption';

/** What an upload says when the key of S3 is to encrypt it: nothing, for it is the default here, or so. */
const UPLOADS_WITHOUT_KMS = [null, 'AES256'].map((algorithm) => ({
  [ENCRYPTION]: algorithm,
  [`${ENCRYPTION}-aws-kms-key-id`]: null,
}));

export const bucketNotEncryptedByPolicy: Check = {
  id: 'bucket-not-encrypted-by-policy',
  family: 'serverless',
  title: 'Bucket without a KMS key',
  flags:
    'A bucket that encrypts by default with the key of S3 (AES256), not with one of KMS, and whose policy does not refuse uploads that ask ' +
    'for no other. S3 has encrypted every new object with a key of its own since 2023-01-05, so that this is not about whether, but ' +
    'about who holds the key. Buckets that take the access logs of S3 or of load balancers cannot have another one: accept them as exceptions.',
  severity: 'medium',
  rationale:
    'With the key of S3, permission to read the bucket is enough to read what is in it. A KMS key is a second permission, its use is in ' +
    'CloudTrail, and who holds it can take it away from everybody at once.',
  remediation: 'Make a KMS key the default of the bucket.',
  mappings: { cis: {}, securityHub: ['S3.17'], prowler: ['s3_bucket_kms_encryption'] },
  needs: ['buckets', 'bucket-settings'],

  evaluate: (context) => eachBucket(context, (bucket, settings) => judge(context, bucket, settings)),

  describe({ resource, evidence }) {
    const policy = evidence.hasPolicy === true ? 'its policy does not refuse' : 'it has no policy to refuse';
    return (
      `Bucket ${resource.name} encrypts by default with ${textOf(evidence, 'algorithm') ?? 'no key of KMS'}, and ${policy} uploads ` +
      'that are not encrypted with a KMS key.'
    );
  },

  remediate({ resource, evidence }) {
    const region = textOf(evidence, 'region');
    const rules = {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: true }],
    };
    return remediation(
      'The line takes the key that AWS manages for S3; name one of your own with KMSMasterKeyID, and let those who read and write the bucket ' +
        'use it first. Objects that are there keep their encryption until they are copied onto themselves.',
      [
        {
          call: 's3api put-bucket-encryption',
          options: {
            bucket: resource.name,
            'server-side-encryption-configuration': JSON.stringify(rules),
            ...(region === null ? {} : { region }),
          },
        },
      ],
    );
  },
};

function judge(context: CheckContext, bucket: Bucket, settings: BucketSettings): Verdict {
  const algorithm = settings.encryption?.algorithm ?? null;
  if (algorithm !== null && algorithm !== 'AES256') return pass;
  const upload = [{ action: 's3:PutObject', resource: `${bucket.arn}/*` }];
  const answers = UPLOADS_WITHOUT_KMS.map((known) => unrefused(settings, upload, known));
  const unread = answers.find((answer) => answer.status === 'unknown');
  if (unread !== undefined) return unknown(unread, bucket.arn);
  if (answers.every((answer) => answer.status === 'read' && answer.requests.length === 0)) return pass;
  return {
    verdict: 'finding',
    resource: bucketResource(context, bucket),
    evidence: { region: bucket.region, algorithm, hasPolicy: settings.policy !== null },
  };
}
