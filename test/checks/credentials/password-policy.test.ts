import { describe, expect, it } from 'vitest';
import { type PasswordPolicy, wanted } from '../../../lib/checks/credentials/password-policy.ts';
import { passwordPolicyMinimumLength } from '../../../lib/checks/credentials/password-policy-minimum-length.ts';
import { passwordPolicyMissing } from '../../../lib/checks/credentials/password-policy-missing.ts';
import { checks } from '../../../lib/checks/registry.ts';
import { anAccount } from '../../builders/an-account.ts';
import { runCheck } from '../run-check.ts';

const account = (settings: Partial<PasswordPolicy> = {}) =>
  anAccount().with({ passwordPolicy: { set: true, ...wanted, ...settings } });
const demands = checks.filter(({ id }) => id.startsWith('password-policy-') && id !== 'password-policy-missing');

describe('the checks of the password policy', () => {
  it.each<[string, Partial<PasswordPolicy>, Partial<PasswordPolicy>]>([
    ['password-policy-minimum-length', { minimumLength: 13 }, { minimumLength: 14 }],
    ['password-policy-symbol', { requireSymbols: false }, {}],
    ['password-policy-number', { requireNumbers: false }, {}],
    ['password-policy-uppercase', { requireUppercase: false }, {}],
    ['password-policy-lowercase', { requireLowercase: false }, {}],
    ['password-policy-reuse', { reusePrevention: 23 }, { reusePrevention: 24 }],
    ['password-policy-reuse', { reusePrevention: null }, {}],
    ['password-policy-expiry', { maxAgeDays: 91 }, { maxAgeDays: 90 }],
    ['password-policy-expiry', { expirePasswords: false, maxAgeDays: null }, {}],
    ['password-policy-users-may-change', { allowUsersToChange: false }, {}],
    ['password-policy-hard-expiry', { hardExpiry: true }, {}],
  ])('%s alone reports %j, and passes %j', (id, bad, good) => {
    const failing = demands.filter((check) => runCheck(check, account(bad)).status === 'fail');
    expect(failing.map((check) => check.id)).toEqual([id]);
    expect(demands.filter((check) => runCheck(check, account(good)).status !== 'pass')).toEqual([]);
    expect(failing.flatMap((check) => runCheck(check, account(bad)).findings)).toMatchObject([
      { severity: 'medium', resource: { arn: 'arn:aws:iam::111122223333:root' } },
    ]);
  });

  it.each(demands)('$id has nothing to say where none is set, and is unknown when it was not read', (check) => {
    expect(runCheck(check, anAccount().with({ passwordPolicy: { set: false } })).status).toBe('not-applicable');
    expect(runCheck(check, anAccount().without('password-policy')).status).toBe('unknown');
  });

  it('ask for the length that is configured', () => {
    const run = runCheck(passwordPolicyMinimumLength, account({ minimumLength: 12 }), { passwordMinimumLength: 12 });
    expect(run.status).toBe('pass');
    const longer = runCheck(passwordPolicyMinimumLength, account(), { passwordMinimumLength: 16 });
    expect(longer.findings.map(passwordPolicyMinimumLength.remediate)).toMatchObject([
      { commands: [expect.stringContaining("--minimum-password-length '16'")] },
    ]);
  });

  it('change one setting and write the others as they are', () => {
    const run = runCheck(
      passwordPolicyMinimumLength,
      account({ minimumLength: 8, requireSymbols: false, maxAgeDays: null, expirePasswords: false }),
    );
    expect(run.findings.map((finding) => passwordPolicyMinimumLength.remediate(finding).commands)).toEqual([
      [
        "aws iam update-account-password-policy --minimum-password-length '14' --password-reuse-prevention '24' --no-require-symbols --require-numbers --require-uppercase-characters --require-lowercase-characters --allow-users-to-change-password --no-hard-expiry",
      ],
    ]);
  });
});

describe('password-policy-missing', () => {
  it('reports an account without one, with a policy that passes all the checks', () => {
    const run = runCheck(passwordPolicyMissing, anAccount().with({ passwordPolicy: { set: false } }));
    expect(run.findings).toMatchObject([{ severity: 'medium' }]);
    expect(run.findings.map((finding) => passwordPolicyMissing.remediate(finding).commands)).toEqual([
      [
        "aws iam update-account-password-policy --minimum-password-length '14' --max-password-age '90' --password-reuse-prevention '24' --require-symbols --require-numbers --require-uppercase-characters --require-lowercase-characters --allow-users-to-change-password --no-hard-expiry",
      ],
    ]);
    expect(demands.filter((check) => runCheck(check, account()).status !== 'pass')).toEqual([]);
  });

  it('passes any policy, and is unknown when it was not read', () => {
    expect(runCheck(passwordPolicyMissing, account({ minimumLength: 6 })).status).toBe('pass');
    expect(runCheck(passwordPolicyMissing, anAccount().without('password-policy')).status).toBe('unknown');
  });
});
