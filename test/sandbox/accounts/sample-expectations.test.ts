import { describe, expect, it } from 'vitest';
import type { AccountSpec } from '../../../lib/sandbox/account-file.ts';
import { loadAccountFile } from '../../../lib/sandbox/load.ts';
import {
  completelyListed,
  type Expectation,
  neglectedExpectations,
  sampleExpectations,
} from './sample-expectations.ts';

const folder = new URL('../../../lib/sandbox/accounts/', import.meta.url).pathname;
const sample = loadAccountFile(`${folder}sample.json`);
const neglected = loadAccountFile(`${folder}neglected.json`);
const everything = [...sampleExpectations, ...neglectedExpectations];

/** The families `unused`, `credentials`, `trust`, `escalation` and `serverless`, `compute` and some of `guardrails` and `policy`, as far as an account file can hold what they look at. */
const unused =
  `user-unused user-without-credentials password-unused access-key-unused service-credential-unused role-unused
  policy-unattached policy-unused attachment-unused services-unused actions-unused permission-set-unused group-empty group-without-policies
  instance-profile-orphaned identity-provider-unused policy-versions-stale server-certificate-expired analyzer-unused-access`.split(
    /\s+/,
  );
const others = `root-access-key root-mfa-missing root-mfa-not-hardware root-used-recently
  root-credentials-unmanaged console-user-without-mfa
  admin-user-without-mfa user-mfa-not-hardware access-key-not-rotated access-keys-two-active access-key-made-with-user
  long-lived-service-credential password-policy-missing password-policy-minimum-length password-policy-symbol
  password-policy-number password-policy-uppercase password-policy-lowercase password-policy-reuse password-policy-expiry
  password-policy-users-may-change password-policy-hard-expiry iam-users-instead-of-federation access-analyzer-missing
  trail-missing trail-not-logging trail-single-region trail-no-global-events trail-no-validation trail-not-encrypted
  trail-no-cloudwatch mfa-not-enforced admin-without-boundary support-role-missing security-audit-role-missing quota-near-limit trust-anyone trust-external-account
  trust-whole-account trust-confused-deputy trust-oidc-unscoped trust-saml-unscoped trust-cognito-unauthenticated
  trust-deleted-principal trust-role-admin-cross-account
  privilege-escalation lateral-movement shadow-admin boundary-escape delegation-without-boundary
  data-exfiltration resource-exposure credentials-exposure infrastructure-modification write-without-condition policy-invalid
  analyzer-external-access
  access-analyzer-findings-open admin-policy service-wildcard
  action-wildcard-sensitive not-action-allow not-resource-allow not-principal pass-role-any assume-role-any policy-on-user
  inline-policy policy-deprecated-managed
  lambda-role-admin lambda-role-shared lambda-role-unused-services lambda-secret-in-environment lambda-environment-not-cmk
  lambda-url-public lambda-policy-public lambda-url-cors-any lambda-runtime-deprecated lambda-outside-vpc lambda-single-az
  lambda-no-failure-destination lambda-no-log-retention lambda-not-traced lambda-layer-external
  parameter-secret-in-plaintext key-rotation-off
  bucket-public bucket-no-tls-only bucket-not-encrypted-by-policy trail-bucket-public
  instance-imdsv1 instance-hop-limit instance-profile-admin
  org-not-joined scp-allows-everything delegated-admin-unknown`.split(/\s+/);
/** Nothing in these definitions can be unknown once their source was read. */
const alwaysKnown = ['policy-versions-stale', 'server-certificate-expired'];

const of = (expectations: readonly Expectation[], checkId: string, expected: Expectation['expect']) =>
  expectations.filter((each) => each.checkId === checkId && each.expect === expected);

describe.each([
  ['sampleExpectations', sampleExpectations, sample],
  ['neglectedExpectations', neglectedExpectations, neglected],
] as const)('%s', (_, expectations, accounts) => {
  it('speaks of things that exist', () => {
    const arns = new Set(accounts.flatMap(arnsOf));
    expect(expectations.filter(({ arn }) => !arns.has(arn)).map(({ arn }) => arn)).toEqual([]);
  });

  it('says each thing once', () => {
    const keys = expectations.map(({ checkId, arn, discriminator, expect: expected }) =>
      JSON.stringify([checkId, arn, discriminator ?? null, checkId === 'services-unused' ? expected : null]),
    );
    expect(keys.filter((key, index) => keys.indexOf(key) < index)).toEqual([]);
  });

  it('gives a code to what is unknown, and to nothing else', () => {
    expect(expectations.filter((each) => (each.expect === 'unknown') !== (each.code !== undefined))).toEqual([]);
  });
});

describe.each([...unused, ...others])('the expectations of %s', (checkId) => {
  it('have a true finding and a near miss', () => {
    expect(of(everything, checkId, 'finding')).not.toEqual([]);
    expect(of(everything, checkId, 'pass')).not.toEqual([]);
  });
});

describe.each(unused)('the expectations of %s on sample.json', (checkId) => {
  it('have a true finding, a near miss, and what cannot be known', () => {
    expect(of(sampleExpectations, checkId, 'finding')).not.toEqual([]);
    expect(of(sampleExpectations, checkId, 'pass')).not.toEqual([]);
    expect(of(sampleExpectations, checkId, 'unknown').length > 0).toBe(!alwaysKnown.includes(checkId));
  });
});

describe('completelyListed', () => {
  it('covers every check of the family unused', () => {
    expect(unused.filter((id) => !completelyListed.includes(id))).toEqual([]);
  });

  it('is, like the expectations, of checks that are listed here', () => {
    const listed = new Set([...unused, ...others]);
    const ids = [...everything.map(({ checkId }) => checkId), ...completelyListed];
    expect(ids.filter((id) => !listed.has(id))).toEqual([]);
  });
});

function arnsOf(account: AccountSpec): readonly string[] {
  const iam = (
    kind: string,
    { path, name }: { readonly path: string; readonly name: string },
    owner = account.accountId,
  ) => `arn:aws:iam::${owner}:${kind}${path}${name}`;
  const provider = (kind: string, name: string) => iam(kind, { path: '/', name });
  return [
    `arn:aws:iam::${account.accountId}:root`,
    ...account.users.map((user) => iam('user', user)),
    ...account.groups.map((group) => iam('group', group)),
    ...account.roles.map((role) => iam('role', role)),
    ...account.policies.map((policy) => iam('policy', policy, policy.awsManaged ? 'aws' : account.accountId)),
    ...account.instanceProfiles.map((profile) => iam('instance-profile', profile)),
    ...account.serverCertificates.map((certificate) => iam('server-certificate', certificate)),
    ...account.oidcProviders.map(({ url }) => provider('oidc-provider', url)),
    ...account.samlProviders.map(({ name }) => provider('saml-provider', name)),
    ...account.buckets.map((bucket) => `arn:aws:s3:::${typeof bucket === 'string' ? bucket : bucket.name}`),
    ...account.instances.map(({ region, id }) => `arn:aws:ec2:${region}:${account.accountId}:instance/${id}`),
    ...account.launchTemplates.map(
      ({ region, id }) => `arn:aws:ec2:${region}:${account.accountId}:launch-template/${id}`,
    ),
    ...account.functions.map(({ region, name }) => `arn:aws:lambda:${region}:${account.accountId}:function:${name}`),
    ...Object.entries(account.parameters).map(([name, parameter]) => {
      const region = typeof parameter === 'string' ? 'eu-west-1' : parameter.region;
      return `arn:aws:ssm:${region}:${account.accountId}:parameter${name}`;
    }),
    ...account.keys.map(({ region, id }) => `arn:aws:kms:${region}:${account.accountId}:key/${id}`),
    ...account.kmsKeys.map((key) => `arn:aws:kms:eu-west-1:${account.accountId}:key/${key}`),
    ...account.analyzers.map(
      (each) => `arn:aws:access-analyzer:${each.region}:${account.accountId}:analyzer/${each.name}`,
    ),
    ...account.trails.map((trail) => `arn:aws:cloudtrail:${trail.homeRegion}:${account.accountId}:trail/${trail.name}`),
  ];
}
