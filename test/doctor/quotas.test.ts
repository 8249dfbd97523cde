import { describe, expect, it } from 'vitest';
import { costLine, quotaLines } from '../../lib/doctor/quotas.ts';

const summary = {
  Users: 200,
  UsersQuota: 5000,
  Groups: 299,
  GroupsQuota: 300,
  Roles: 400,
  RolesQuota: 500,
  Policies: 0,
  PoliciesQuota: 1500,
  PolicyVersionsInUse: 10_000,
  PolicyVersionsInUseQuota: 10_000,
};

describe('quotaLines', () => {
  it('says how much is in use and warns from 80 percent on', () => {
    expect(quotaLines(summary)).toMatchObject([
      { subject: 'users', status: 'ok', text: '200 of 5,000 (4 %)' },
      { subject: 'groups', status: 'warn', text: expect.stringMatching(/^299 of 300 \(99 %\); ask for more/) },
      { subject: 'roles', status: 'warn', text: expect.stringMatching(/^400 of 500 \(80 %\)/) },
      { subject: 'customer managed policies', status: 'ok', text: '0 of 1,500 (0 %)' },
      { subject: 'versions of policies', status: 'warn', text: expect.stringMatching(/\(100 %\)/) },
    ]);
  });

  it('does not guess what AWS did not say', () => {
    expect(quotaLines(undefined).map(({ status }) => status)).toEqual(Array(5).fill('unknown'));
    expect(quotaLines({ Users: 3 })[0]).toMatchObject({ subject: 'users', status: 'unknown' });
  });
});

describe('costLine', () => {
  const gentle = { pace: 'gentle' } as const;

  it('counts two calls for each user and role, at the pace of the settings', () => {
    const { status, text } = costLine(summary, gentle);
    expect(status).toBe('ok');
    expect(text).toMatch(/^at most 1,217 calls to IAM \(17 for the inventory, 2 for each of 600 users and roles/);
    expect(text).toContain('5.4 minutes where IAM grants 5 calls a second, 2.7 minutes where IAM grants 10');
    expect(text).toMatch(/, with the pace gentle$/);
    expect(costLine(summary, { pace: 'fast' }).text).toContain('4.3 minutes where IAM grants 5 calls a second');
  });

  it('reckons with the ceiling of the settings', () => {
    const { text } = costLine(summary, { ...gentle, maxCallsPerSecond: 1 });
    expect(text).toContain('20.3 minutes where IAM grants 20 calls a second');
    expect(text).toContain('with the pace gentle and 1 calls a second at the most');
  });

  it('says when a night takes several invocations', () => {
    expect(costLine({ ...summary, Roles: 3700 }, gentle).text).toMatch(/; in the function up to 4 invocations/);
    expect(costLine({ ...summary, Roles: 900 }, gentle).text).not.toContain('invocations');
  });

  it('does not guess the size of the account', () => {
    expect(costLine(undefined, gentle).status).toBe('unknown');
  });
});
