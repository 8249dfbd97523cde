import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { someOf, textOf, textsOf } from '../evidence.ts';
import { pass, unknown } from '../verdicts.ts';
import { type Bucket, type BucketSettings, bucketResource, eachBucket, unrefused } from './buckets.ts';

/** What stands for all requests: of each kind one, on the bucket and on any object. */
const REQUESTS = [
  { action: 's3:ListBucket', on: '' },
  { action: 's3:PutBucketPolicy', on: '' },
  { action: 's3:GetObject', on: '/*' },
  { action: 's3:PutObject', on: '/*' },
  { action: 's3:DeleteObject', on: '/*' },
];

/** Over plain HTTP there is no version of TLS: CIS takes a policy that asks for a later one as one that asks for TLS. */
const PLAIN_HTTP = { 'aws:SecureTransport': 'false', 's3:TlsVersion': '0' };

export const bucketNoTlsOnly: Check = {
  id: 'bucket-no-tls-only',
  family: 'serverless',
  title: 'Bucket that answers without TLS',
  flags:
    'A bucket whose policy does not refuse plain HTTP to everybody, on the bucket and all of its objects: by a Deny for every principal ' +
    'where aws:SecureTransport is false, or where s3:TlsVersion is below a version. A Deny that leaves out a principal, an action or a ' +
    'part of the bucket is none. What a resource control policy of the organisation refuses is not seen: suppress the check then.',
  severity: 'medium',
  rationale:
    'S3 answers HTTP as well as HTTPS. A client with the wrong address in it sends names, contents and signatures that the network can read, ' +
    'and nothing else will ever show it.',
  remediation: 'Deny everything where aws:SecureTransport is false.',
  mappings: {
    cis: { '3.0': '2.1.1', '5.0': '2.1.1', '6.0': '3.1.1', '7.0': '3.1.1' },
    securityHub: ['S3.5'],
    prowler: ['s3_bucket_secure_transport_policy'],
  },
  needs: ['buckets', 'bucket-settings'],

  evaluate: (context) => eachBucket(context, (bucket, settings) => judge(context, bucket, settings)),

  describe({ resource, evidence }) {
    const actions = textsOf(evidence, 'allowedActions');
    if (evidence.hasPolicy !== true) return `Bucket ${resource.name} has no policy that refuses plain HTTP.`;
    return `The policy of bucket ${resource.name} does not refuse plain HTTP to everybody: not for ${someOf(actions)}.`;
  },

  remediate({ resource, evidence }) {
    const statement = JSON.stringify({
      Sid: 'TlsOnly',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [resource.arn, `${resource.arn}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    const bucket = { bucket: resource.name, ...regionIn(textOf(evidence, 'region')) };
    return remediation(
      `The first line prints the policy. Put it into policy.json with this statement added, and set it by the second: ${statement}. See in the ` +
        'access log first whether anybody still comes without TLS.',
      [
        ...(evidence.hasPolicy === true ? [{ call: 's3api get-bucket-policy', options: bucket }] : []),
        { call: 's3api put-bucket-policy', options: bucket, files: { policy: 'policy.json' } },
      ],
    );
  },
};

function regionIn(region: string | null): { readonly region?: string } {
  return region === null ? {} : { region };
}

function judge(context: CheckContext, bucket: Bucket, settings: BucketSettings): Verdict {
  const requests = REQUESTS.map(({ action, on }) => ({ action, resource: `${bucket.arn}${on}` }));
  const open = unrefused(settings, requests, PLAIN_HTTP);
  if (open.status === 'unknown') return unknown(open, bucket.arn);
  if (open.requests.length === 0) return pass;
  return {
    verdict: 'finding',
    resource: bucketResource(context, bucket),
    evidence: {
      region: bucket.region,
      hasPolicy: settings.policy !== null,
      allowedActions: open.requests.map(({ action }) => action),
    },
  };
}
