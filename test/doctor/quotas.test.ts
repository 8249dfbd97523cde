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
  it('counts two calls for each user and role', () => {
    const { status, text } = costLine(summary, undefined);
    expect(status).toBe('ok');
    expect(text).toMatch(/^at most 1,217 calls to IAM \(17 for the inventory, 2 for each of 600 users and roles/);
    expect(text).toMatch(
      /: 4\.1 minutes at 5 calls a second, 2\.0 minutes at 10 .*, 1\.0 minutes at 20 calls a second$/,
    );
  });

  it('reckons with the ceiling of the settings', () => {
    const { status, text } = costLine(summary, 1);
    expect(text).toContain('20.3 at the 1 of the settings');
    expect(text).toContain('the function has 13 minutes');
    expect(status).toBe('warn');
  });

  it('warns when a night is longer than the function may run', () => {
    expect(costLine({ ...summary, Roles: 3700 }, undefined).status).toBe('warn');
    expect(costLine({ ...summary, Roles: 3600 }, undefined).status).toBe('ok');
  });

  it('does not guess the size of the account', () => {
    expect(costLine(undefined, undefined).status).toBe('unknown');
  });
});
