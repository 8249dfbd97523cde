import { describe, expect, it } from 'vitest';
import { isIdentityCenter, isOwn, isServiceLinked, viewOf } from '../../lib/checks/account-view.ts';
import { anAccount } from '../builders/an-account.ts';
import { daysAgo } from '../builders/time.ts';

const readsBuckets = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:Get*', Resource: '*' } };
const policy = (name: string) => `arn:aws:iam::111122223333:policy/${name}`;

describe('viewOf', () => {
  const account = viewOf(
    anAccount()
      .withPolicy('own', readsBuckets, { updated: daysAgo(40) })
      .withPolicy('shared', readsBuckets)
      .withPolicy('bounds', readsBuckets)
      .withPolicy('loose', readsBuckets)
      .withGroup('staff', { policies: ['shared'], inline: { group: readsBuckets } })
      .withGroup('empty', { policies: ['own'] })
      .withUser('ada', {
        groups: ['staff', 'staff', 'deleted'],
        policies: ['own', 'shared'],
        inline: { mine: readsBuckets },
        boundary: 'bounds',
      })
      .withRole('job', { policies: ['own'] })
      .build(),
  );
  const ada = account.principals.find(({ name }) => name === 'ada');

  it('tells what a principal holds, from where and through which group', () => {
    const grants = ada ? account.grantsOf(ada) : [];
    const user = 'arn:aws:iam::111122223333:user/ada';
    const group = 'arn:aws:iam::111122223333:group/staff';
    expect(grants.map(({ source, throughGroupArn }) => [source, throughGroupArn])).toEqual([
      [{ policyArn: policy('own') }, null],
      [{ policyArn: policy('shared') }, null],
      [{ inlinePolicy: { entityArn: user, name: 'mine' } }, null],
      [{ policyArn: policy('shared') }, group],
      [{ inlinePolicy: { entityArn: group, name: 'group' } }, group],
    ]);
    expect(grants[0]).toMatchObject({ document: { json: readsBuckets }, updatedAt: daysAgo(40) });
  });

  it('tells whom a policy reaches, each once, and what it is attached to', () => {
    expect(account.holdersOf(policy('shared')).map(({ name }) => name)).toEqual(['ada']);
    expect(account.holdersOf(policy('own')).map(({ name }) => name)).toEqual(['ada', 'job']);
    expect(account.attachedTo(policy('own'))).toEqual([
      'arn:aws:iam::111122223333:user/ada',
      'arn:aws:iam::111122223333:group/empty',
      'arn:aws:iam::111122223333:role/job',
    ]);
  });

  it('tells attached policies, boundaries and loose ones apart', () => {
    const told = account.snapshot.policies.map((each) => [
      each.policyName,
      account.isAttached(each),
      account.isBoundary(each),
    ]);
    expect(told).toEqual([
      ['own', true, false],
      ['shared', true, false],
      ['bounds', false, true],
      ['loose', false, false],
    ]);
  });

  it('finds by name and ARN, also the names of properties of objects', () => {
    expect(account.user('ada')?.arn).toBe('arn:aws:iam::111122223333:user/ada');
    expect(account.user('constructor')).toBeUndefined();
    expect(account.role('job')?.kind).toBe('role');
    expect(account.membersOf('staff').map(({ userName }) => userName)).toEqual(['ada']);
    expect(account.membersOf('__proto__')).toEqual([]);
    expect(account.lastAccessedOf('constructor')).toBeUndefined();
    expect(account.credentialsOf('arn:aws:iam::111122223333:user/ada')?.user).toBe('ada');
  });

  it('tells the roles that AWS keeps from those of the account', () => {
    const { principals } = viewOf(
      anAccount()
        .withRole('mine')
        .withRole('AWSServiceRoleForSupport', { path: '/aws-service-role/support.amazonaws.com/' })
        .withRole('AWSReservedSSO_Admin_0123456789abcdef', { path: '/aws-reserved/sso.amazonaws.com/' })
        .build(),
    );
    expect(principals.map((each) => [isServiceLinked(each), isIdentityCenter(each), isOwn(each)])).toEqual([
      [false, false, true],
      [true, false, false],
      [false, true, false],
    ]);
  });
});
