import { describe, expect, it } from 'vitest';
import { accessKeyMadeWithUser } from '../../../lib/checks/credentials/access-key-made-with-user.ts';
import { accessKeyNotRotated } from '../../../lib/checks/credentials/access-key-not-rotated.ts';
import { accessKeysTwoActive } from '../../../lib/checks/credentials/access-keys-two-active.ts';
import { longLivedServiceCredential } from '../../../lib/checks/credentials/long-lived-service-credential.ts';
import { accessKeyUnused } from '../../../lib/checks/unused/access-key-unused.ts';
import { type AccountBuilder, anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { foundNames, runCheck } from '../run-check.ts';

/** The account, if the credential report did not say when keys were created. */
function withoutDates(account: AccountBuilder): AccountBuilder {
  const { credentialReport } = account.build();
  if (credentialReport === null) throw new Error('there is no credential report');
  const rows = credentialReport.rows.map((row) => ({
    ...row,
    accessKeys: row.accessKeys.map((key) => ({ ...key, lastRotatedAt: null })),
  }));
  return account.with({ credentialReport: { ...credentialReport, rows } });
}

describe('access-key-not-rotated', () => {
  it('reports active keys older than 90 days, by slot, and says nothing of their use', () => {
    const run = runCheck(
      accessKeyNotRotated,
      anAccount().withUser('ci', {
        keys: [
          { created: daysAgo(90), lastUsed: daysAgo(0) },
          { created: daysAgo(90.001), lastUsed: daysAgo(0), id: 'AKIA2' },
        ],
      }),
    );
    expect(run.findings).toMatchObject([{ severity: 'medium', discriminator: 'key-2', evidence: { keySlot: 2 } }]);
    expect(run.findings[0]?.evidence).not.toHaveProperty('lastUsedAt');
  });

  it('makes the new key before it deactivates the old one', () => {
    const run = runCheck(
      accessKeyNotRotated,
      anAccount().withUser('ci', { keys: [{ created: daysAgo(91), id: 'AKIA1' }] }),
    );
    expect(run.findings.map((finding) => accessKeyNotRotated.remediate(finding).commands)).toEqual([
      [
        "aws iam create-access-key --user-name 'ci'",
        "aws iam update-access-key --user-name 'ci' --access-key-id 'AKIA1' --status 'Inactive'",
      ],
    ]);
  });

  it('passes keys that are switched off, and does not judge those of unknown age', () => {
    const off = anAccount().withUser('ci', { keys: [{ active: false, created: daysAgo(400) }] });
    expect(runCheck(accessKeyNotRotated, off).status).toBe('not-applicable');
    const run = runCheck(accessKeyNotRotated, withoutDates(anAccount().withUser('ci', { keys: [{}] })));
    expect(run).toMatchObject({ status: 'unknown', unknown: [{ detail: 'access key 1' }] });
  });
});

describe('access-keys-two-active', () => {
  it('reports users with two active keys', () => {
    const run = runCheck(
      accessKeysTwoActive,
      anAccount()
        .withUser('both', { keys: [{}, {}] })
        .withUser('one', { keys: [{}, { active: false }] })
        .withUser('none', { password: {} }),
    );
    expect(foundNames(run)).toEqual(['both']);
    expect(run.findings[0]?.severity).toBe('low');
  });

  it('passes a user one of whose keys was deactivated after the credential report was made', () => {
    const [first, second] = [daysAgo(400), daysAgo(30)];
    const account = anAccount().withUser('both', { keys: [{ created: first }, { created: second }] });
    const accessKeys = {
      both: [
        { accessKeyId: 'AKIA1', active: false, createdAt: first },
        { accessKeyId: 'AKIA2', active: true, createdAt: second },
      ],
    };
    expect(runCheck(accessKeysTwoActive, account.with({ accessKeys })).status).toBe('pass');
  });
});

describe('access-key-made-with-user', () => {
  const created = daysAgo(210);
  const late = (seconds: number) => new Date(Date.parse(created) + seconds * 1000).toISOString();

  it('reports a key made within a minute of its console user, and never used', () => {
    const run = runCheck(
      accessKeyMadeWithUser,
      anAccount()
        .withUser('ticked', { created, password: {}, keys: [{ created: late(60) }] })
        .withUser('later', { created, password: {}, keys: [{ created: late(61) }] })
        .withUser('used', { created, password: {}, keys: [{ created, lastUsed: daysAgo(200) }] })
        .withUser('machine', { created, keys: [{ created }] })
        .withUser('off', { created, password: {}, keys: [{ created, active: false }] }),
    );
    expect(run.findings).toMatchObject([{ resource: { name: 'ticked' }, discriminator: 'key-1', severity: 'low' }]);
  });
});

describe('long-lived-service-credential', () => {
  it('reports active credentials without an end', () => {
    const service = 'bedrock.amazonaws.com';
    const run = runCheck(
      longLivedServiceCredential,
      anAccount()
        .withUser('for-ever', { serviceCredentials: [{ service, id: 'ACCA1' }] })
        .withUser('bounded', {
          serviceCredentials: [
            { service, expires: daysAgo(-30) },
            { service, active: false },
          ],
        }),
    );
    expect(run.findings).toMatchObject([
      {
        severity: 'medium',
        resource: { name: 'for-ever' },
        evidence: { service: 'bedrock', credentialId: 'ACCA1' },
        discriminator: 'ACCA1',
      },
    ]);
  });

  it('leaves SSH keys and certificates alone, which have no end to give', () => {
    const run = runCheck(
      longLivedServiceCredential,
      anAccount().withUser('git', { sshKeys: [{}], certificates: [{}] }),
    );
    expect(run.status).toBe('not-applicable');
  });
});

describe.each([accessKeyUnused, accessKeyNotRotated, accessKeyMadeWithUser])('$id', (check) => {
  it('keeps the finding of one key open, and of no other, when the age of that key is not known', () => {
    const user = { password: {}, keys: [{ lastUsed: null }, { active: false }] };
    const run = runCheck(check, withoutDates(anAccount().withUser('ci', user)));
    expect(run).toMatchObject({ findings: [], unknown: [{ detail: 'access key 1', discriminator: 'key-1' }] });
  });

  it('passes a key that was deactivated after the credential report was made', () => {
    const created = daysAgo(700);
    const account = anAccount().withUser('ci', { created, password: {}, keys: [{ created, lastUsed: null }] });
    expect(runCheck(check, account).status).toBe('fail');
    const since = account.with({ accessKeys: { ci: [{ accessKeyId: 'AKIA1', active: false, createdAt: created }] } });
    expect(runCheck(check, since)).toMatchObject({ status: 'pass', findings: [] });
  });
});

describe.each([accessKeyNotRotated, accessKeysTwoActive, accessKeyMadeWithUser, longLivedServiceCredential])(
  '$id',
  (check) => {
    it('is unknown when what it needs was denied', () => {
      const account = anAccount().without('credential-report').without('service-specific-credentials');
      expect(runCheck(check, account).status).toBe('unknown');
    });
  },
);
