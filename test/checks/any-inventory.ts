import fc from 'fast-check';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { anAnalyzer, anAnalyzerFinding, analysedBy } from '../builders/analyzers.ts';
import { type BucketSpec, bucketArn, buckets } from '../builders/buckets.ts';
import { aLaunchTemplate, anInstance, instances, launchTemplates, metadataDefaults } from '../builders/instances.ts';
import { kmsKeys } from '../builders/keys.ts';
import type { DocumentSpec } from '../builders/specs.ts';
import { daysAgo } from '../builders/time.ts';
import { aTrail } from './guardrails/a-trail.ts';

/*
 * What an account has beside identities, in which everything can be the case that the checks of it tell apart.
 */

const region = fc.constantFrom('eu-west-1', 'us-east-1');
const tokens = fc.constantFrom('optional', 'required', null);

const bucketNames = ['b0', 'b1'];

const bucketPolicy = (name: string): fc.Arbitrary<DocumentSpec> => {
  const statement = fc.record({
    Effect: fc.constantFrom('Allow', 'Deny'),
    Principal: fc.constantFrom<DocumentSpec>('*', { AWS: '444455556666' }),
    Action: fc.constantFrom('s3:*', 's3:GetObject', 's3:PutObject'),
    Resource: fc.constantFrom(bucketArn(name), `${bucketArn(name)}/*`, '*'),
    Condition: fc.constantFrom<DocumentSpec>(
      {},
      { Bool: { 'aws:SecureTransport': 'false' } },
      { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
      { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
    ),
  });
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.array(statement, { maxLength: 3 }).map((Statement) => ({ Version: '2012-10-17', Statement })),
    },
    { weight: 1, arbitrary: fc.constant('not json') },
  );
};

const bucket = (name: string): fc.Arbitrary<BucketSpec> =>
  fc.record(
    {
      region: fc.constantFrom('eu-west-1', 'us-east-1', null),
      policy: bucketPolicy(name),
      algorithm: fc.constantFrom('AES256', 'aws:kms'),
      block: fc.constantFrom<NonNullable<BucketSpec['block']>[]>({}, { restrictPublicBuckets: true }, 'not-asked'),
      publicGrants: fc.constantFrom<NonNullable<BucketSpec['publicGrants']>[]>([], ['READ'], ['WRITE'], 'not-asked'),
      isUnread: fc.boolean(),
    },
    { requiredKeys: [] },
  );

const accountBlock = fc.constantFrom<Partial<Snapshot>>(
  { accountPublicAccessBlock: { set: false } },
  {
    accountPublicAccessBlock: {
      set: true,
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: true,
      restrictPublicBuckets: true,
    },
  },
);

const byThemselves = fc
  .tuple(fc.record({ b0: bucket('b0'), b1: bucket('b1') }), accountBlock)
  .map(([specs, block]) => ({ ...buckets(specs), ...block }));

/** Where an analyzer looks, what it knows is not asked of each bucket. */
const analysed = fc
  .tuple(fc.record({ b0: bucket('b0'), b1: bucket('b1') }), fc.subarray(bucketNames))
  .map(([specs, open]) => {
    const notAsked = { region: 'eu-west-1', block: 'not-asked', publicGrants: 'not-asked' } as const;
    const findings = open.map((name) =>
      anAnalyzerFinding(`f-${name}`, bucketArn(name), { resourceType: 'AWS::S3::Bucket', isPublic: true }),
    );
    return {
      ...buckets({ b0: { ...specs.b0, ...notAsked }, b1: { ...specs.b1, ...notAsked } }),
      ...analysedBy([anAnalyzer('external'), findings]),
    };
  });

const keys = fc
  .array(
    fc.record({ region, isOn: fc.constantFrom(true, false, null), exempt: fc.constantFrom('asymmetric', undefined) }),
  )
  .map((specs) =>
    kmsKeys(
      Object.fromEntries(
        specs.map(({ exempt, ...spec }, index) => [`k${index}`, exempt === undefined ? spec : { ...spec, exempt }]),
      ),
    ),
  );

const someInstances = fc
  .array(
    fc.record({
      region,
      httpTokens: tokens,
      hopLimit: fc.constantFrom(1, 2, null),
      httpEndpoint: fc.constantFrom('enabled', 'disabled'),
      runsContainers: fc.boolean(),
      profile: fc.constantFrom('ip', 'other'),
    }),
    { maxLength: 3 },
  )
  .map((specs) => instances(...specs.map((spec, index) => anInstance({ ...spec, id: `i-${index}` }))));

const templates = fc
  .array(fc.record({ httpTokens: tokens }), { maxLength: 2 })
  .map((versions) => launchTemplates(aLaunchTemplate('web', ...versions)));

const defaults = fc.dictionary(region, tokens, { maxKeys: 2 }).map(metadataDefaults);

const parameters = fc
  .array(fc.tuple(fc.constantFrom('/db/password', '/db/host'), region, fc.constantFrom('String', 'SecureString')))
  .map((specs) => ({
    parameters: {
      regions: ['eu-west-1', 'us-east-1'],
      items: specs.map(([name, of, type]) => ({
        arn: `arn:aws:ssm:${of}:111122223333:parameter${name}`,
        name,
        region: of,
        type,
        modifiedAt: daysAgo(10),
      })),
    },
  }));

const trails = fc
  .constantFrom('b0', 'elsewhere', null)
  .map((s3BucketName) => ({ trails: [aTrail('main', { s3BucketName })] }));

/** Parts of a snapshot. */
export const anyInventory: fc.Arbitrary<Partial<Snapshot>> = fc
  .tuple(fc.oneof(byThemselves, analysed), keys, someInstances, templates, defaults, parameters, trails)
  .map((parts) => Object.assign({}, ...parts));
