import { describe, expect, it } from 'vitest';
import { quotaNearLimit } from '../../../lib/checks/guardrails/quota-near-limit.ts';
import { type AccountBuilder, anAccount } from '../../builders/an-account.ts';
import type { DocumentSpec } from '../../builders/specs.ts';
import { type CheckRun, runCheck } from '../run-check.ts';
import { ACCOUNT_ARN } from './a-trail.ts';

/** What GetAccountSummary tells of an account with AWS's own limits. */
const summary = {
  Users: 12,
  Groups: 3,
  Roles: 40,
  Policies: 20,
  PolicyVersionsInUse: 35,
  InstanceProfiles: 2,
  ServerCertificates: 0,
  UsersQuota: 5000,
  GroupsQuota: 300,
  RolesQuota: 1000,
  PoliciesQuota: 1500,
  PolicyVersionsInUseQuota: 10_000,
  InstanceProfilesQuota: 1000,
  ServerCertificatesQuota: 20,
  AttachedPoliciesPerUserQuota: 10,
  AttachedPoliciesPerGroupQuota: 10,
  AttachedPoliciesPerRoleQuota: 10,
  UserPolicySizeQuota: 2048,
  GroupPolicySizeQuota: 5120,
  RolePolicySizeQuota: 10_240,
  GroupsPerUserQuota: 10,
  AssumeRolePolicySizeQuota: 2048,
  PolicySizeQuota: 6144,
  VersionsPerPolicyQuota: 5,
};

const withSummary = (account: AccountBuilder, changes: Readonly<Record<string, number>> = {}) =>
  account.with({ accountSummary: { ...summary, ...changes } });

/** AWS managed policies to attach, by ARN. */
const attached = (count: number) =>
  Array.from({ length: count }, (_, index) => `arn:aws:iam::aws:policy/Access${index}`);

/** A document that is `size` characters long, white space not counted. */
function documentOf(size: number): DocumentSpec {
  const make = (resource: string) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: resource }],
  });
  return make('x'.repeat(size - JSON.stringify(make('')).length));
}

/** Quota and use of each finding. */
function found(run: CheckRun): readonly unknown[] {
  return run.findings.map(({ discriminator, evidence }) => [discriminator, evidence.used, evidence.limit]);
}

describe('quota-near-limit', () => {
  it('passes an account with room everywhere', () => {
    const account = anAccount().withUser('u').withGroup('g').withRole('r').withPolicy('p', documentOf(200));
    expect(runCheck(quotaNearLimit, withSummary(account))).toMatchObject({ status: 'pass', unknown: [] });
  });

  it.each([
    ['Users', 5000],
    ['Groups', 300],
    ['Roles', 1000],
    ['Policies', 1500],
    ['PolicyVersionsInUse', 10_000],
    ['InstanceProfiles', 1000],
    ['ServerCertificates', 20],
  ] as const)('reports %s of the account above 80 percent of %i, and not at 80 percent', (count, limit) => {
    const edge = limit * 0.8;
    expect(runCheck(quotaNearLimit, withSummary(anAccount(), { [count]: edge })).status).toBe('pass');
    const run = runCheck(quotaNearLimit, withSummary(anAccount(), { [count]: edge + 1 }));
    expect(run.findings).toMatchObject([{ severity: 'low', resource: { arn: ACCOUNT_ARN, type: 'AWS::::Account' } }]);
    expect(found(run)).toEqual([[`${count}Quota`, edge + 1, limit]]);
  });

  it("goes by the account's own limit, which can have been raised", () => {
    expect(runCheck(quotaNearLimit, withSummary(anAccount(), { Roles: 900, RolesQuota: 5000 })).status).toBe('pass');
    const run = runCheck(quotaNearLimit, withSummary(anAccount(), { Roles: 4100, RolesQuota: 5000 }));
    expect(run.findings.map(quotaNearLimit.describe)).toEqual([
      '111122223333 uses 4100 of the 5000 roles that RolesQuota allows.',
    ]);
  });

  it('reports users, groups and roles with nine managed policies of ten, and not with eight', () => {
    const story = (count: number) =>
      withSummary(
        anAccount()
          .withUser('u', { policies: attached(count) })
          .withGroup('g', { policies: attached(count) })
          .withRole('r', { policies: attached(count) }),
      );
    expect(runCheck(quotaNearLimit, story(8)).status).toBe('pass');
    const run = runCheck(quotaNearLimit, story(9));
    expect(found(run)).toEqual([
      ['AttachedPoliciesPerUserQuota', 9, 10],
      ['AttachedPoliciesPerGroupQuota', 9, 10],
      ['AttachedPoliciesPerRoleQuota', 9, 10],
    ]);
    expect(run.findings.flatMap((finding) => quotaNearLimit.remediate(finding).commands)).toEqual([
      "aws iam list-attached-user-policies --user-name 'u'",
      "aws iam list-attached-group-policies --group-name 'g'",
      "aws iam list-attached-role-policies --role-name 'r'",
    ]);
  });

  it('adds inline policies up, and counts no white space', () => {
    // 80 percent of 10,240 is 8,192 and of 5,120 is 4,096; of 2,048 it is 1,638.4.
    const spaced = { Version: '2012-10-17', Statement: [], Id: 'a '.repeat(500) };
    const story = (more: number) =>
      withSummary(
        anAccount()
          .withUser('u', { inline: { a: documentOf(838), b: documentOf(800 + more) } })
          .withGroup('g', { inline: { a: documentOf(4096 + more) } })
          .withRole('r', { inline: { a: documentOf(4096), b: documentOf(4096 + more) } })
          .withUser('spaced', { inline: { a: spaced } }),
      );
    expect(found(runCheck(quotaNearLimit, story(0)))).toEqual([]);
    expect(found(runCheck(quotaNearLimit, story(1)))).toEqual([
      ['UserPolicySizeQuota', 1639, 2048],
      ['GroupPolicySizeQuota', 4097, 5120],
      ['RolePolicySizeQuota', 8193, 10_240],
    ]);
  });

  it('measures trust policies, and the version of a policy that is in force', () => {
    const story = (trust: number, policy: number) =>
      withSummary(
        anAccount()
          .withRole('r', { trust: documentOf(trust) })
          .withPolicy('p', documentOf(policy), { dormantVersions: [{ document: documentOf(6144) }] }),
      );
    expect(found(runCheck(quotaNearLimit, story(1638, 4915)))).toEqual([]);
    expect(found(runCheck(quotaNearLimit, story(1639, 4916)))).toEqual([
      ['AssumeRolePolicySizeQuota', 1639, 2048],
      ['PolicySizeQuota', 4916, 6144],
    ]);
  });

  it('reports five versions of five, and not four', () => {
    const dormant = (count: number) => ({
      dormantVersions: Array.from({ length: count }, () => ({ document: documentOf(100) })),
    });
    const story = withSummary(
      anAccount().withPolicy('four', documentOf(100), dormant(3)).withPolicy('five', documentOf(100), dormant(4)),
    );
    const run = runCheck(quotaNearLimit, story);
    expect(run.findings).toMatchObject([{ resource: { name: 'five' }, evidence: { used: 5, limit: 5 } }]);
  });

  it('reports a user in nine groups of ten', () => {
    const names = Array.from({ length: 9 }, (_, index) => `g${index}`);
    const story = names.reduce((account, name) => account.withGroup(name), anAccount());
    const run = runCheck(quotaNearLimit, withSummary(story.withUser('busy', { groups: names })));
    expect(found(run)).toEqual([['GroupsPerUserQuota', 9, 10]]);
  });

  it('keeps two quotas of one role apart', () => {
    const story = withSummary(anAccount().withRole('r', { policies: attached(10), trust: documentOf(2048) }));
    const run = runCheck(quotaNearLimit, story);
    expect(new Set(run.findings.map(({ resource }) => resource.name))).toEqual(new Set(['r']));
    expect(new Set(run.findings.map(({ discriminator }) => discriminator)).size).toBe(2);
  });

  it("leaves AWS's own policies and roles alone", () => {
    const story = anAccount()
      .withAwsManagedPolicy('ReadOnlyAccess', documentOf(6144))
      .withRole('AWSServiceRoleForSupport', {
        path: '/aws-service-role/support.amazonaws.com/',
        policies: attached(10),
      })
      .withRole('AWSReservedSSO_Admin_0123456789abcdef', {
        path: '/aws-reserved/sso.amazonaws.com/',
        policies: attached(10),
      });
    expect(runCheck(quotaNearLimit, withSummary(story)).status).toBe('pass');
  });

  it('does not measure what is not JSON', () => {
    const run = runCheck(quotaNearLimit, withSummary(anAccount().withRole('r', { inline: { odd: 'Unexpected end' } })));
    expect(run.unknown).toMatchObject([
      { resourceArn: 'arn:aws:iam::111122223333:role/r', detail: 'RolePolicySizeQuota', code: 'unreadable-document' },
    ]);
  });

  it('says which quota the summary does not tell', () => {
    const { RolesQuota: _, Groups: __, ...rest } = summary;
    const run = runCheck(quotaNearLimit, anAccount().with({ accountSummary: rest }));
    expect(run.unknown).toMatchObject([
      { resourceArn: ACCOUNT_ARN, detail: 'GroupsQuota', code: 'not-collected' },
      { resourceArn: ACCOUNT_ARN, detail: 'RolesQuota', code: 'not-collected' },
    ]);
  });

  it('quotes whatever stands where a name should', () => {
    const run = runCheck(quotaNearLimit, withSummary(anAccount().withRole("-x'$(id)", { policies: attached(9) })));
    expect(run.findings.flatMap((finding) => quotaNearLimit.remediate(finding).commands)).toEqual([
      "aws iam list-attached-role-policies --role-name='-x'\\''$(id)'",
    ]);
  });

  it.each(['account-summary', 'authorization-details'] as const)('is unknown when %s could not be read', (source) => {
    expect(runCheck(quotaNearLimit, anAccount().without(source)).status).toBe('unknown');
  });
});
