import { describe, expect, it } from 'vitest';
import { passwordUnused } from '../../../lib/checks/unused/password-unused.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { foundNames, runCheck } from '../run-check.ts';

describe('password-unused', () => {
  it('reports passwords not used for 45 days, or never', () => {
    const run = runCheck(
      passwordUnused,
      anAccount()
        .withUser('stale', { password: { lastUsed: daysAgo(46) } })
        .withUser('never', { password: {} })
        .withUser('edge', { password: { lastUsed: daysAgo(45) } })
        .withUser('keys-only', { keys: [{ lastUsed: null }] }),
    );
    expect(foundNames(run)).toEqual(['stale', 'never']);
    expect(run.findings[0]?.evidence).toEqual({
      lastUsedAt: daysAgo(46),
      changedAt: daysAgo(700),
      createdAt: daysAgo(700),
    });
  });

  it('counts the grace period from the last change', () => {
    const run = runCheck(passwordUnused, anAccount().withUser('reset', { password: { changed: daysAgo(3) } }));
    expect(run).toMatchObject({ status: 'unknown', unknown: [{ code: 'young' }] });
  });

  it('goes by the window that is configured', () => {
    const account = anAccount().withUser('ada', { password: { lastUsed: daysAgo(31) } });
    expect(runCheck(passwordUnused, account, { credentialUnusedAfterDays: 30 }).status).toBe('fail');
    expect(runCheck(passwordUnused, account).status).toBe('pass');
  });

  it('is unknown without a credential report', () => {
    const run = runCheck(passwordUnused, anAccount().withUser('ada', { password: {} }).without('credential-report'));
    expect(run.status).toBe('unknown');
  });

  it('says what it found in one sentence', () => {
    const run = runCheck(passwordUnused, anAccount().withUser('stale', { password: { lastUsed: daysAgo(46) } }));
    expect(run.findings.map(passwordUnused.describe)).toEqual([
      'The console password of stale, set 2024-12-22, was last used 2026-10-07.',
    ]);
  });
});
