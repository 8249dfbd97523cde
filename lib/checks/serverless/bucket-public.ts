import { witnessCommands, witnessWords } from '../analyzer-findings.ts';
import type { Check, CheckContext, Facts, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { recordsOf, someOf, textOf, textsOf } from '../evidence.ts';
import { eachRead } from '../inventory.ts';
import { statementsIn } from '../trust/statement-evidence.ts';
import { pass, unknown } from '../verdicts.ts';
import { exposureOf } from './bucket-exposure.ts';
import { type Bucket, bucketResource } from './buckets.ts';

export const bucketPublic: Check = {
  id: 'bucket-public',
  family: 'serverless',
  title: 'Bucket that is open to everybody',
  flags:
    'A bucket of which everybody in the world can use something, objects included: by its policy, tried as a stranger would, or by its ACL, ' +
    'where neither the account nor the bucket blocks public access; or of which an external-access analyzer says so. Critical when ' +
    'everybody can change something. Conditions that strangers do not meet, such as an organisation, a VPC or a network, make a policy ' +
    'not public. Where no analyzer looks at the Region and the block of public access was not read, it is unknown.',
  severity: 'high',
  rationale:
    'Names of buckets are guessed and searched for around the clock, and what was public for an hour has been copied.',
  remediation: 'Block public access to the bucket, best to all buckets of the account.',
  mappings: {
    cis: { '3.0': '2.1.4', '5.0': '2.1.4', '6.0': '3.1.4', '7.0': '3.1.4' },
    securityHub: ['S3.1', 'S3.2', 'S3.3', 'S3.8'],
    prowler: [
      's3_bucket_public_access',
      's3_bucket_policy_public_write_access',
      's3_bucket_public_list_acl',
      's3_bucket_public_write_acl',
    ],
  },
  needs: ['buckets'],
  uses: ['bucket-settings', 'account-public-access-block', 'analyzers', 'analyzer-findings'],

  evaluate: (context) =>
    eachRead(context, 'buckets', context.account.snapshot.buckets ?? [], (bucket) => judge(context, bucket)),

  describe(facts) {
    const can = facts.evidence.canWrite === true ? 'change' : 'read from';
    return `Everybody in the world can ${can} bucket ${facts.resource.name}${waysIn(facts)}.${witnessed(facts)}`;
  },

  remediate({ resource, evidence }) {
    const region = textOf(evidence, 'region');
    return remediation(
      'See in the access log, or in data events of CloudTrail, who reads it without credentials. What is meant for everybody, publish by ' +
        'CloudFront with origin access control, and block public access then; `aws s3api delete-public-access-block` is the way back. ' +
        'The statements and grants that opened it stay, and are better taken out.',
      [
        ...witnessCommands(evidence),
        {
          call: 's3api put-public-access-block',
          options: {
            bucket: resource.name,
            'public-access-block-configuration':
              'BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
            ...(region === null ? {} : { region }),
          },
        },
      ],
    );
  },
};

function waysIn({ evidence }: Facts): string {
  const grants = textsOf(evidence, 'publicGrants');
  const ways = [
    ...(recordsOf(evidence, 'statements').length === 0 ? [] : [`by ${statementsIn(evidence)} of its policy`]),
    ...(grants.length === 0 ? [] : [`by its ACL (${someOf(grants)})`]),
  ];
  return ways.length === 0 ? '' : `, ${ways.join(' and ')}`;
}

function witnessed({ evidence }: Facts): string {
  return recordsOf(evidence, 'witnesses').length === 0 ? '' : ` ${witnessWords(evidence)}`;
}

function judge(context: CheckContext, bucket: Bucket): Verdict {
  const exposure = exposureOf(context)(bucket);
  if (exposure.status === 'not-public') return pass;
  if (exposure.status === 'unknown') return unknown(exposure, bucket.arn);
  const { canWrite, evidence } = exposure;
  return {
    verdict: 'finding',
    resource: bucketResource(context, bucket),
    severity: canWrite ? 'critical' : 'high',
    evidence: { region: bucket.region, canWrite, ...evidence },
  };
}
