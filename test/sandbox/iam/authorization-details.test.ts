import type { GetAccountAuthorizationDetailsResponse } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../../lib/sandbox/account.ts';
import { getAccountAuthorizationDetails } from '../../../lib/sandbox/iam/authorization-details.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';
import { allowing, trusting } from './documents.ts';

const boundary = 'arn:aws:iam::111122223333:policy/DeveloperBoundary';

function paymentsAccount(behaviour = {}) {
  return embeddedAccount(
    {
      users: [
        {
          name: 'alice',
          path: '/people/',
          created: '-400d',
          groups: ['developers'],
          policies: ['ReadReports'],
          inline: { keys: allowing('kms:Decrypt') },
          boundary: 'DeveloperBoundary',
          tags: { team: 'payments' },
        },
      ],
      groups: [{ name: 'developers', created: '-900d', policies: ['ReadReports', 'ReadOnlyAccess'] }],
      roles: [
        { name: 'web', created: '-90d', trust: trusting('ec2'), policies: ['ReadReports'], used: { s3: '-3d' } },
        { name: 'worker', created: '-90d', trust: trusting('lambda'), inline: { broken: '{"Statement": [' } },
        { name: 'old', created: '-900d', trust: trusting('lambda'), lastUsed: '-401d' },
      ],
      instanceProfiles: [{ name: 'web', created: '-90d', role: 'web' }],
      policies: [
        {
          name: 'ReadReports',
          created: '-300d',
          updated: '-100d',
          document: allowing('s3:Get*'),
          dormantVersions: [{ created: '-300d', document: allowing('s3:*') }],
        },
        { name: 'DeveloperBoundary', created: '-300d', document: allowing('*') },
        { name: 'ReadOnlyAccess', awsManaged: true, created: '-3000d', document: allowing('s3:Get*') },
        { name: 'PowerUserAccess', awsManaged: true, created: '-3000d', document: allowing('*') },
      ],
    },
    behaviour,
  );
}

const read = (account: Account, input = {}) => callsTo(account)(getAccountAuthorizationDetails, input);

function readPages(account: Account, maxItems: number, between: () => void = () => undefined) {
  const pages: GetAccountAuthorizationDetailsResponse[] = [];
  let marker: string | undefined;
  do {
    const answer = read(account, { MaxItems: maxItems, ...(marker && { Marker: marker }) });
    pages.push(answer);
    marker = answer.Marker;
    between();
  } while (marker);
  return pages;
}

const namesOf = (page: GetAccountAuthorizationDetailsResponse) => [
  ...(page.UserDetailList ?? []).map((user) => user.UserName),
  ...(page.GroupDetailList ?? []).map((group) => group.GroupName),
  ...(page.RoleDetailList ?? []).map((role) => role.RoleName),
  ...(page.Policies ?? []).map((policy) => policy.PolicyName),
];

describe('getAccountAuthorizationDetails', () => {
  it('tells of a user with groups, policies, boundary and tags', () => {
    expect(read(paymentsAccount()).UserDetailList).toEqual([
      {
        Path: '/people/',
        UserName: 'alice',
        UserId: expect.stringMatching(/^AIDA/),
        Arn: 'arn:aws:iam::111122223333:user/people/alice',
        CreateDate: new Date('2025-10-19T03:00:00Z'),
        UserPolicyList: [
          { PolicyName: 'keys', PolicyDocument: expect.stringMatching(/^%7B%22Version%22%3A%222012-10-17%22/) },
        ],
        GroupList: ['developers'],
        AttachedManagedPolicies: [
          { PolicyName: 'ReadReports', PolicyArn: 'arn:aws:iam::111122223333:policy/ReadReports' },
        ],
        PermissionsBoundary: { PermissionsBoundaryType: 'PermissionsBoundaryPolicy', PermissionsBoundaryArn: boundary },
        Tags: [{ Key: 'team', Value: 'payments' }],
      },
    ]);
  });

  it('tells of a role with its trust policy, instance profile and last use', () => {
    const [old, web, worker] = read(paymentsAccount()).RoleDetailList ?? [];
    expect(web).toMatchObject({
      RoleName: 'web',
      InstanceProfileList: [{ InstanceProfileName: 'web', Roles: [{ RoleName: 'web' }] }],
      RoleLastUsed: { LastUsedDate: new Date('2026-11-20T03:00:00Z'), Region: 'eu-west-1' },
    });
    expect(JSON.parse(decodeURIComponent(web?.AssumeRolePolicyDocument ?? ''))).toEqual(trusting('ec2'));
    expect(worker?.RoleLastUsed).toEqual({});
    expect(old?.RoleLastUsed).toEqual({});
  });

  it('hands on a document that is not JSON', () => {
    const worker = read(paymentsAccount()).RoleDetailList?.find((role) => role.RoleName === 'worker');
    expect(decodeURIComponent(worker?.RolePolicyList?.[0]?.PolicyDocument ?? '')).toBe('{"Statement": [');
  });

  it('counts attachments and uses as a boundary, and lists versions with the default first', () => {
    const policies = new Map(read(paymentsAccount()).Policies?.map((policy) => [policy.PolicyName, policy]));
    expect(policies.get('DeveloperBoundary')).toMatchObject({ AttachmentCount: 0, PermissionsBoundaryUsageCount: 1 });
    expect(policies.get('ReadReports')).toMatchObject({
      AttachmentCount: 3,
      PermissionsBoundaryUsageCount: 0,
      DefaultVersionId: 'v2',
      UpdateDate: new Date('2026-08-15T03:00:00Z'),
      PolicyVersionList: [
        { VersionId: 'v2', IsDefaultVersion: true },
        { VersionId: 'v1', IsDefaultVersion: false },
      ],
    });
  });

  it('brings along the AWS managed policies that are attached, and no others', () => {
    const names = read(paymentsAccount()).Policies?.map((policy) => policy.PolicyName);
    expect(names).toEqual(['DeveloperBoundary', 'ReadReports', 'ReadOnlyAccess']);
  });

  it('gives only the types that are filtered for', () => {
    expect(namesOf(read(paymentsAccount(), { Filter: ['Group', 'AWSManagedPolicy'] }))).toEqual([
      'developers',
      'ReadOnlyAccess',
    ]);
  });

  it('pages over mixed entities, policies last', () => {
    const pages = readPages(paymentsAccount(), 3);
    expect(pages.map(namesOf)).toEqual([
      ['alice', 'developers', 'old'],
      ['web', 'worker', 'DeveloperBoundary'],
      ['ReadReports', 'ReadOnlyAccess'],
    ]);
    expect(pages.map((page) => page.IsTruncated)).toEqual([true, true, false]);
  });

  it('gives less than was asked for when the account’s pages are short', () => {
    const pages = readPages(paymentsAccount({ pageLimit: 5 }), 1000);
    expect(pages.map((page) => namesOf(page).length)).toEqual([5, 3]);
  });

  it('skips nobody when an entity disappears between two pages', () => {
    const account = paymentsAccount();
    const pages = readPages(account, 3, () => account.remove('arn:aws:iam::111122223333:user/people/alice'));
    expect(pages.flatMap(namesOf)).toHaveLength(8);
  });

  it('forgets attachments with the policy that is removed, and uses with the principal', () => {
    const account = paymentsAccount();
    account.remove(boundary);
    account.remove('arn:aws:iam::111122223333:group/developers');
    const answer = read(account);
    expect(answer.UserDetailList?.[0]?.GroupList).toEqual([]);
    expect(answer.Policies?.map(({ PolicyName, AttachmentCount }) => [PolicyName, AttachmentCount])).toEqual([
      ['ReadReports', 2],
    ]);
  });

  it.each([
    [
      0,
      "1 validation error detected: Value '0' at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      1001,
      "1 validation error detected: Value '1001' at 'maxItems' failed to satisfy constraint: Member must have value less than or equal to 1000",
    ],
  ])('refuses MaxItems of %i', (maxItems, message) => {
    const error = expectAwsError('ValidationError', () => read(paymentsAccount(), { MaxItems: maxItems }));
    expect(error.message).toBe(message);
  });

  it('refuses a marker that it has not given out', () => {
    expectAwsError('ValidationError', () => read(paymentsAccount(), { Marker: 'tomorrow' }));
  });

  it('gives 100 entities unless asked for more, and as many as 1000', () => {
    const trust = trusting('lambda');
    const roles = Array.from({ length: 2500 }, (_, index) => ({ name: `role-${index}`, created: '-90d', trust }));
    const account = embeddedAccount({ roles });
    expect(read(account).RoleDetailList).toHaveLength(100);
    expect(readPages(account, 1000).map((page) => page.RoleDetailList?.length)).toEqual([1000, 1000, 500]);
  });
});
