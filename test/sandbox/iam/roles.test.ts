import { describe, expect, it } from 'vitest';
import {
  getRole,
  listInstanceProfiles,
  listInstanceProfilesForRole,
  listRoles,
} from '../../../lib/sandbox/iam/roles.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';
import { trusting } from './documents.ts';

const account = embeddedAccount({
  roles: [
    { name: 'web', created: '-9d', trust: trusting('ec2'), tags: { team: 'shop' }, lastUsed: '-2d' },
    {
      name: 'AWSServiceRoleForSupport',
      path: '/aws-service-role/support/',
      created: '-9d',
      trust: trusting('support'),
    },
  ],
  instanceProfiles: [
    { name: 'web', created: '-9d', role: 'web' },
    { name: 'orphan', created: '-9d' },
  ],
});

const call = callsTo(account);

describe('listRoles', () => {
  it('lists roles without what AWS leaves out of the list', () => {
    const [, web] = call(listRoles, {}).Roles ?? [];
    expect(web).toMatchObject({ RoleName: 'web', MaxSessionDuration: 3600 });
    expect(JSON.parse(decodeURIComponent(web?.AssumeRolePolicyDocument ?? ''))).toEqual(trusting('ec2'));
    for (const member of ['RoleLastUsed', 'Tags', 'PermissionsBoundary']) {
      expect(web).not.toHaveProperty(member);
    }
  });

  it('lists those under a path', () => {
    expect(call(listRoles, { PathPrefix: '/aws-service-role/' }).Roles).toMatchObject([
      { RoleName: 'AWSServiceRoleForSupport' },
    ]);
  });
});

describe('getRole', () => {
  it('adds last use and tags', () => {
    expect(call(getRole, { RoleName: 'web' }).Role).toMatchObject({
      RoleLastUsed: { LastUsedDate: new Date('2026-11-21T03:00:00Z'), Region: 'eu-west-1' },
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
  });

  it('refuses an unknown role', () => {
    const error = expectAwsError('NoSuchEntity', () => call(getRole, { RoleName: 'db' }));
    expect(error.message).toBe('The role with name db cannot be found.');
  });
});

describe('listInstanceProfiles', () => {
  it('lists profiles with the role that each holds', () => {
    expect(call(listInstanceProfiles, {}).InstanceProfiles).toMatchObject([
      { InstanceProfileName: 'orphan', Roles: [] },
      { InstanceProfileName: 'web', InstanceProfileId: expect.stringMatching(/^AIPA/), Roles: [{ RoleName: 'web' }] },
    ]);
  });
});

describe('listInstanceProfilesForRole', () => {
  it('lists the profiles that hold the role', () => {
    expect(call(listInstanceProfilesForRole, { RoleName: 'web' }).InstanceProfiles).toMatchObject([
      { InstanceProfileName: 'web' },
    ]);
    expectAwsError('NoSuchEntity', () => call(listInstanceProfilesForRole, { RoleName: 'db' }));
  });
});
