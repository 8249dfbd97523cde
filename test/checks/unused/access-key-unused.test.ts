import { describe, expect, it } from 'vitest';
import { accessKeyUnused } from '../../../lib/checks/unused/access-key-unused.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo, NOW } from '../../builders/time.ts';
import { runCheck } from '../run-check.ts';

describe('access-key-unused', () => {
  it('reports each active key that signed nothing for 45 days, by slot and id', () => {
    const run = runCheck(
      accessKeyUnused,
      anAccount().withUser('ada', {
        keys: [
          { lastUsed: daysAgo(46), created: daysAgo(400), id: 'AKIAOLD00000000000000' },
          { lastUsed: null, created: daysAgo(30), id: 'AKIANEVER000000000000' },
        ],
      }),
    );
    expect(run.findings).toMatchObject([
      {
        resource: { name: 'ada', type: 'AWS::IAM::User' },
        evidence: {
          keySlot: 1,
          accessKeyId: 'AKIAOLD00000000000000',
          lastUsedAt: daysAgo(46),
          createdAt: daysAgo(400),
        },
        discriminator: 'key-1',
      },
      {
        evidence: { keySlot: 2, accessKeyId: 'AKIANEVER000000000000', lastUsedAt: null },
        discriminator: 'key-2',
      },
    ]);
    expect(run.window).toEqual({ from: daysAgo(45), to: NOW.toISOString() });
  });

  it('passes keys that are used or switched off', () => {
    const run = runCheck(
      accessKeyUnused,
      anAccount().withUser('ada', { keys: [{ lastUsed: daysAgo(45) }, { active: false, lastUsed: null }] }),
    );
    expect(run.status).toBe('pass');
  });

  it.each([
    ['was switched off', [{ accessKeyId: 'AKIAOLD00000000000000', active: false, createdAt: daysAgo(400) }], 'pass'],
    ['was deleted', [], 'pass'],
    ['is one of two that are listed otherwise', [{ accessKeyId: 'A', active: true, createdAt: daysAgo(1) }], 'fail'],
  ])('judges a key that %s since the credential report was made', (_, ada, status) => {
    const account = anAccount().withUser('ada', { keys: [{ lastUsed: daysAgo(46), created: daysAgo(400) }] });
    expect(runCheck(accessKeyUnused, account.with({ accessKeys: { ada } })).status).toBe(status);
  });

  it('counts the grace period from the rotation of the key', () => {
    const run = runCheck(
      accessKeyUnused,
      anAccount().withUser('ada', { keys: [{ created: daysAgo(13.9), lastUsed: null }] }),
    );
    expect(run).toMatchObject({ status: 'unknown', unknown: [{ code: 'young', detail: 'access key 1' }] });
  });

  it('names no key when two were created in the same second', () => {
    const run = runCheck(
      accessKeyUnused,
      anAccount().withUser('ada', { keys: [{ lastUsed: daysAgo(100) }, { lastUsed: daysAgo(1) }] }),
    );
    expect(run.findings).toMatchObject([{ evidence: { keySlot: 1, accessKeyId: null } }]);
    const [finding] = run.findings;
    expect(finding && accessKeyUnused.remediate(finding).commands).toEqual([
      "aws iam list-access-keys --user-name 'ada'",
    ]);
  });

  it('leaves the root user to the checks of root', () => {
    const run = runCheck(accessKeyUnused, anAccount().withRoot({ keys: [{ lastUsed: null }] }));
    expect(run.status).toBe('not-applicable');
  });

  it('does not judge a user that the report is too old to know, and reports none that is deleted since', () => {
    const account = anAccount().withUser('ada', { keys: [{ lastUsed: null }] });
    const { users, credentialReport } = account.build();
    const renamed = users.map((user) => ({ ...user, arn: `${user.arn}-2`, userName: 'ada-2' }));
    const run = runCheck(accessKeyUnused, account.with({ users: renamed, credentialReport }));
    expect(run).toMatchObject({ status: 'unknown', findings: [], unknown: [{ resourceArn: `${users[0]?.arn}-2` }] });
  });

  it('is unknown without a credential report', () => {
    const run = runCheck(
      accessKeyUnused,
      anAccount().withUser('ada').without('credential-report', 'failed', 'never done'),
    );
    expect(run).toMatchObject({ status: 'unknown', unknown: [{ reason: 'credential-report failed: never done' }] });
  });

  it('finds names that are properties of objects like any other', () => {
    const run = runCheck(
      accessKeyUnused,
      anAccount()
        .withUser('constructor', { keys: [{ lastUsed: null }] })
        .with({ accessKeys: {} }),
    );
    expect(run.findings).toMatchObject([{ resource: { name: 'constructor' }, evidence: { accessKeyId: null } }]);
  });

  it('deactivates, and leaves it to the reader to delete what nothing brings back', () => {
    const resource = { arn: 'arn:aws:iam::1:user/ada', type: 'AWS::IAM::User', name: 'ada', accountId: '1' };
    const fix = accessKeyUnused.remediate({ resource, evidence: { keySlot: 1, accessKeyId: 'AKIA1' } });
    expect(fix.commands).toEqual([
      "aws iam update-access-key --user-name 'ada' --access-key-id 'AKIA1' --status 'Inactive'",
    ]);
    expect(fix.text).toMatch(/--status Active undoes it.*some weeks, delete it/);
  });
});
