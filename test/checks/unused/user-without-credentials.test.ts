import { describe, expect, it } from 'vitest';
import { userWithoutCredentials } from '../../../lib/checks/unused/user-without-credentials.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { foundNames, runCheck } from '../run-check.ts';

const readsBuckets = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:Get*', Resource: '*' } };

describe('user-without-credentials', () => {
  it('reports an empty shell with what it holds', () => {
    const run = runCheck(
      userWithoutCredentials,
      anAccount()
        .withPolicy('reader', readsBuckets)
        .withGroup('staff')
        .withUser('shell', { policies: ['reader'], inline: { extra: readsBuckets }, groups: ['staff'], used: {} }),
    );
    expect(run.findings).toMatchObject([
      {
        severity: 'low',
        evidence: {
          attachedPolicies: ['arn:aws:iam::111122223333:policy/reader'],
          inlinePolicies: ['extra'],
          groups: ['staff'],
        },
      },
    ]);
    expect(run.findings[0]?.evidence).not.toHaveProperty('notLooked');
  });

  it.each([
    ['a password', { password: {} }],
    ['a key that is switched off', { keys: [{ active: false }] }],
    ['a certificate', { certificates: [{}] }],
    ['a service-specific credential', { serviceCredentials: [{ service: 'bedrock.amazonaws.com' }] }],
    ['an SSH key', { sshKeys: [{}] }],
    ['keys beyond those the report has room for', { additionalCredentialsInfo: '1 more access key' }],
  ])('passes a user with %s', (_, spec) => {
    expect(runCheck(userWithoutCredentials, anAccount().withUser('ada', spec)).status).toBe('pass');
  });

  it('says so when SSH keys were not asked for', () => {
    const run = runCheck(userWithoutCredentials, anAccount().withUser('shell').without('ssh-public-keys', 'skipped'));
    expect(run.findings[0]?.evidence).toMatchObject({ notLooked: ['ssh-public-keys'] });
    expect(run.findings.map((finding) => userWithoutCredentials.remediate(finding).text)).toEqual([
      expect.stringContaining('list-ssh-public-keys'),
    ]);
  });

  it('does not judge a user of CodeCommit whose SSH keys were not asked for', () => {
    const git = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'codecommit:GitPull', Resource: '*' } };
    const account = anAccount().withUser('mirror', { inline: { git }, used: { codecommit: daysAgo(1) } });
    expect(runCheck(userWithoutCredentials, account.without('ssh-public-keys', 'skipped')).status).toBe('unknown');
    expect(runCheck(userWithoutCredentials, account).status).toBe('fail');
  });

  it.each(['service-specific-credentials', 'ssh-public-keys', 'credential-report'] as const)(
    'is unknown when %s could not be read',
    (source) => {
      const run = runCheck(userWithoutCredentials, anAccount().withUser('shell').without(source, 'denied'));
      expect(run).toMatchObject({ status: 'unknown', findings: [] });
    },
  );

  it('does not judge a user inside the grace period', () => {
    const run = runCheck(
      userWithoutCredentials,
      anAccount()
        .withUser('new', { created: daysAgo(13) })
        .withUser('old', { created: daysAgo(14) }),
    );
    expect(foundNames(run)).toEqual(['old']);
    expect(run.unknown).toMatchObject([{ code: 'young' }]);
  });

  it('takes everything away before it deletes', () => {
    const run = runCheck(
      userWithoutCredentials,
      anAccount()
        .withPolicy('reader', readsBuckets)
        .withGroup('staff')
        .withUser('shell', { policies: ['reader'], groups: ['staff'], used: {} }),
    );
    expect(run.findings.flatMap((finding) => userWithoutCredentials.remediate(finding).commands)).toEqual([
      "aws iam remove-user-from-group --group-name 'staff' --user-name 'shell'",
      "aws iam detach-user-policy --user-name 'shell' --policy-arn 'arn:aws:iam::111122223333:policy/reader'",
      "aws iam delete-user --user-name 'shell'",
    ]);
  });
});
