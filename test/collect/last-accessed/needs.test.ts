import { describe, expect, it } from 'vitest';
import { lastAccessedNeeds } from '../../../lib/collect/last-accessed/needs.ts';
import { type Configuration, defaultConfiguration } from '../../../lib/config/configuration.ts';
import type { AccountBuilder } from '../../builders/an-account.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo, NOW } from '../../builders/time.ts';

const readsBuckets = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:Get*', Resource: '*' } };
const denies = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] };
const granted = { inline: { reads: readsBuckets } };
const used = { ...granted, lastUsed: daysAgo(1) };
const started = anAccount()
  .withPolicy('bucket-reader', readsBuckets)
  .withGroup('readers', { policies: ['bucket-reader'] })
  .withGroup('empty');

function needOf(account: AccountBuilder, configuration: Partial<Configuration> = {}): string {
  const { wanted, skipped } = lastAccessedNeeds(account.build(), { ...defaultConfiguration, ...configuration }, NOW);
  const [granularity] = wanted.values();
  if (granularity) return granularity === 'ACTION_LEVEL' ? 'asked' : 'asked without actions';
  return [...skipped.values()][0] ?? 'nobody';
}

describe('lastAccessedNeeds', () => {
  it.each([
    ['a user with a policy of its own', 'asked', started.withUser('ada', { policies: ['bucket-reader'] })],
    ['a user whose group has policies', 'asked', started.withUser('ada', { groups: ['readers'] })],
    ['a user whose group has none', 'no-permissions', started.withUser('ada', { groups: ['empty'] })],
    ['a user with nothing but a boundary', 'no-permissions', started.withUser('ada', { boundary: 'bucket-reader' })],
    ['a role used yesterday', 'asked', started.withRole('deploy', { ...granted, lastUsed: daysAgo(1) })],
    ['a role used exactly 90 days ago', 'asked', started.withRole('deploy', { ...granted, lastUsed: daysAgo(90) })],
    ['a role used longer ago', 'role-unused', started.withRole('deploy', { ...granted, lastUsed: daysAgo(90.001) })],
    ['a role never used', 'role-unused', started.withRole('deploy', { ...granted, lastUsed: null })],
    ['a role as old as the grace period', 'asked', started.withRole('new', { ...used, created: daysAgo(14) })],
    ['a young role', 'asked without actions', started.withRole('new', { ...used, created: daysAgo(13.999) })],
    [
      'a role never used and young',
      'role-unused',
      started.withRole('deploy', { ...granted, lastUsed: null, created: daysAgo(13) }),
    ],
    [
      'a role whose last use AWS does not tell',
      'asked',
      started.withRole('deploy', { ...granted, lastUsed: 'not-said' }),
    ],
    [
      'a user whose policies only deny',
      'no-permissions',
      started.withPolicy('mfa', denies).withUser('ada', { policies: ['mfa'], inline: { too: denies } }),
    ],
    [
      'a role whose policy is not JSON',
      'asked',
      started.withRole('odd', { inline: { odd: 'x' }, lastUsed: daysAgo(1) }),
    ],
    [
      'a role with a policy that was not read',
      'asked',
      started.withRole('odd', { policies: ['arn:aws:iam::aws:policy/Unread'], lastUsed: daysAgo(1) }),
    ],
    ['a role without policies', 'no-permissions', started.withRole('deploy', { lastUsed: daysAgo(1) })],
    [
      'a service-linked role',
      'service-linked-role',
      started.withRole('AWSServiceRoleForECS', { ...granted, path: '/aws-service-role/ecs.amazonaws.com/' }),
    ],
    [
      'an Identity Center role',
      'asked',
      started.withRole('AWSReservedSSO_Admin_1', {
        ...granted,
        path: '/aws-reserved/sso.amazonaws.com/',
        lastUsed: daysAgo(1),
      }),
    ],
  ])('takes %s for %s', (_, need, account) => {
    expect(needOf(account)).toBe(need);
  });

  it('goes by the thresholds that a principal fits', () => {
    const quarterly = started.withRole('close', { ...granted, path: '/quarterly/', lastUsed: daysAgo(100) });
    const match = { path: '/quarterly/*' };
    expect(needOf(quarterly)).toBe('role-unused');
    expect(needOf(quarterly, { thresholds: [{ match, unusedAfterDays: 100 }] })).toBe('asked');
    const young = started.withRole('new', { ...used, created: daysAgo(5), tags: { team: 'data' } });
    expect(needOf(young, { thresholds: [{ match: { tag: { key: 'team' } }, graceDays: 5 }] })).toBe('asked');
  });
});
