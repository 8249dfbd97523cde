import { describe, expect, it } from 'vitest';
import { getUser, listGroups, listUsers } from '../../../lib/sandbox/iam/users-and-groups.ts';
import { callsTo, embeddedAccount, expectAwsError, NOW } from '../calling.ts';
import { allowing } from './documents.ts';

const account = embeddedAccount({
  policies: [{ name: 'Boundary', created: '-1d', document: allowing('*') }],
  groups: [{ name: 'developers', path: '/teams/', created: '-1d' }],
  users: [
    { name: 'ci', path: '/bots/', created: '-1d' },
    {
      name: 'alice',
      created: '-1d',
      password: { changed: '-1d', lastUsed: '-1h' },
      boundary: 'Boundary',
      tags: { team: 'payments' },
    },
  ],
});

const call = callsTo(account);

describe('listUsers', () => {
  it('lists users by name, without boundary and tags', () => {
    const users = call(listUsers, {}).Users ?? [];
    expect(users.map((user) => user.UserName)).toEqual(['alice', 'ci']);
    expect(users[0]).toMatchObject({ PasswordLastUsed: new Date('2026-11-23T02:00:00Z') });
    expect(users[0]).not.toHaveProperty('Tags');
  });

  it('lists those under a path', () => {
    expect(call(listUsers, { PathPrefix: '/bots/' }).Users).toMatchObject([{ UserName: 'ci' }]);
  });

  it('pages', () => {
    const first = call(listUsers, { MaxItems: 1 });
    expect(first).toMatchObject({ Users: [{ UserName: 'alice' }], IsTruncated: true });
    const second = call(listUsers, { MaxItems: 1, Marker: first.Marker });
    expect(second).toMatchObject({ Users: [{ UserName: 'ci' }], IsTruncated: false });
  });
});

describe('getUser', () => {
  it('adds boundary and tags', () => {
    expect(call(getUser, { UserName: 'alice' }).User).toMatchObject({
      Arn: 'arn:aws:iam::111122223333:user/alice',
      PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/Boundary' },
      Tags: [{ Key: 'team', Value: 'payments' }],
    });
  });

  it('answers the caller when no user is named', () => {
    const alice = account.iam.user('alice');
    const caller = { arn: '', accountId: '111122223333', accessKeyId: '', uniqueId: alice?.id ?? '' };
    expect(getUser({ input: {}, account, caller, region: 'us-east-1', now: NOW }).User?.UserName).toBe('alice');
  });

  it('refuses an unknown user, and a role that names none', () => {
    const error = expectAwsError('NoSuchEntity', () => call(getUser, { UserName: 'bob' }));
    expect(error).toMatchObject({ message: 'The user with name bob cannot be found.', status: 404 });
    expectAwsError('ValidationError', () => call(getUser, {}));
  });
});

describe('listGroups', () => {
  it('lists groups', () => {
    expect(call(listGroups, {}).Groups).toMatchObject([
      { GroupName: 'developers', Arn: 'arn:aws:iam::111122223333:group/teams/developers' },
    ]);
  });
});
