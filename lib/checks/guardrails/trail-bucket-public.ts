import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { textOf } from '../evidence.ts';
import { exposureOf } from '../serverless/bucket-exposure.ts';
import { partMissing, pass, unknown } from '../verdicts.ts';
import { eachTrail, type Trail, trailFinding, trailIn } from './trails.ts';

export const trailBucketPublic: Check = {
  id: 'trail-bucket-public',
  family: 'guardrails',
  title: 'Trail whose log everybody can read',
  flags:
    'A trail whose bucket is open to everybody, judged as by `bucket-public`. A bucket of another account cannot be looked at: it is ' +
    'unknown here, and judged by the audit of that account.',
  severity: 'critical',
  rationale:
    'The log names every principal, address, resource and mistake of the account: all that somebody needs who looks for a way in, and whoever ' +
    'can write to it takes out the traces.',
  remediation: 'Block public access to the bucket.',
  mappings: {
    cis: {},
    securityHub: ['CloudTrail.6'],
    prowler: ['cloudtrail_logs_s3_bucket_is_not_publicly_accessible'],
  },
  needs: ['trails', 'buckets'],
  uses: ['bucket-settings', 'account-public-access-block', 'analyzers', 'analyzer-findings'],

  evaluate: (context) => eachTrail(context, (trail) => judge(context, trail)),

  describe(facts) {
    const can = facts.evidence.canWrite === true ? 'change' : 'read from';
    return `${trailIn(facts)} writes to bucket ${textOf(facts.evidence, 's3BucketName')}, which everybody in the world can ${can}.`;
  },

  remediate({ evidence }) {
    return remediation(
      'Block public access at once: CloudTrail writes by a statement for its own service, which that leaves alone. Take out then what opened ' +
        'the bucket, see in its access log who read it, and replace the access keys and addresses that the log names.',
      [
        {
          call: 's3api put-public-access-block',
          options: {
            bucket: textOf(evidence, 's3BucketName') ?? '',
            'public-access-block-configuration':
              'BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
          },
        },
      ],
    );
  },
};

function judge(context: CheckContext, trail: Trail): Verdict {
  const { arn, s3BucketName } = trail;
  if (s3BucketName === null) {
    return unknown({ code: 'not-collected', reason: 'CloudTrail does not say which bucket it writes to.' }, arn);
  }
  const bucket = context.account.snapshot.buckets?.find(({ name }) => name === s3BucketName);
  if (bucket === undefined) {
    const reason = `Bucket ${s3BucketName} is not of this account, and only its own account can look at it.`;
    return unknown(partMissing(context, 'buckets') ?? { code: 'not-collected', reason }, arn);
  }
  const exposure = exposureOf(context)(bucket);
  if (exposure.status === 'not-public') return pass;
  if (exposure.status === 'unknown') return unknown(exposure, arn);
  return trailFinding(context, trail, { s3BucketName, canWrite: exposure.canWrite, ...exposure.evidence });
}
