import type { Check } from '../check.ts';
import { textOf } from '../evidence.ts';
import { pass } from '../verdicts.ts';
import { eachTrail, trailFinding, trailFix, trailIn } from './trails.ts';

export const trailNotEncrypted: Check = {
  id: 'trail-not-encrypted',
  family: 'guardrails',
  title: 'Trail without a KMS key',
  flags:
    'A trail whose log files are encrypted with the key of S3 rather than with a KMS key of your own. Low, because S3 ' +
    'encrypts whatever it stores: what is missing is a second permission to read.',
  severity: 'low',
  rationale: 'With a KMS key, permission to read the bucket is not enough to read who does what in the account.',
  remediation: 'Give the trail a KMS key of the Region of its bucket.',
  mappings: {
    cis: { '3.0': '3.5', '5.0': '3.5', '6.0': '4.5', '7.0': '4.5' },
    securityHub: ['CloudTrail.2'],
    prowler: ['cloudtrail_kms_encryption_enabled'],
  },
  needs: ['trails'],

  evaluate: (context) =>
    eachTrail(context, (trail) =>
      trail.kmsKeyId === null ? trailFinding(context, trail, { s3BucketName: trail.s3BucketName }) : pass,
    ),

  describe(facts) {
    return `${trailIn(facts)} has no KMS key for its log files in bucket ${textOf(facts.evidence, 's3BucketName')}.`;
  },

  remediate(facts) {
    return trailFix(
      facts,
      'Take a key in the Region of the bucket whose policy lets cloudtrail.amazonaws.com call kms:GenerateDataKey* and ' +
        'kms:DescribeKey, and the readers of the log kms:Decrypt; then name it with `aws cloudtrail update-trail --kms-key-id`.',
    );
  },
};
