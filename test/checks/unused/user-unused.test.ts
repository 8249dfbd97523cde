import { describe, expect, it } from 'vitest';
import { userUnused } from '../../../lib/checks/unused/user-unused.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { foundNames, runCheck } from '../run-check.ts';

const readsBuckets = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:Get*', Resource: '*' } };
const inMexico = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 'ec2:*', Resource: 'arn:aws:ec2:mx-central-1:111122223333:*' },
};

describe('user-unused', () => {
  it('reports a user with no credential and no service used for 90 days', () => {
    const run = runCheck(
      userUnused,
      anAccount().withUser('gone', {
        password: { lastUsed: daysAgo(200) },
        keys: [{ lastUsed: daysAgo(91), id: 'AKIA1' }],
        inline: { read: readsBuckets },
        used: { s3: daysAgo(95) },
      }),
    );
    expect(run.findings).toMatchObject([
      {
        resource: { name: 'gone' },
        evidence: {
          lastUsedAt: daysAgo(91),
          createdAt: daysAgo(700),
          hasPassword: true,
          accessKeys: [{ keySlot: 1, accessKeyId: 'AKIA1', active: true }],
          inlinePolicies: ['read'],
        },
      },
    ]);
  });

  it.each([
    ['a password', { password: { lastUsed: daysAgo(90) } }],
    ['a key, also one that is switched off', { keys: [{ active: false, lastUsed: daysAgo(10) }] }],
    ['a service', { keys: [{ lastUsed: null }], inline: { read: readsBuckets }, used: { s3: daysAgo(90) } }],
  ])('passes a user who used %s', (_, spec) => {
    expect(runCheck(userUnused, anAccount().withUser('ada', spec)).status).toBe('pass');
  });

  it('leaves a user without credentials to the check of that name', () => {
    expect(
      runCheck(userUnused, anAccount().withUser('shell', { inline: { read: readsBuckets }, used: { s3: null } }))
        .status,
    ).toBe('pass');
  });

  it('lets the credentials decide on a user who may do nothing', () => {
    const run = runCheck(userUnused, anAccount().withUser('idle', { keys: [{ lastUsed: null }] }));
    expect(foundNames(run)).toEqual(['idle']);
  });

  it('does not judge the young, those whose report is missing, and those who can work where AWS does not look', () => {
    const keys = [{ lastUsed: null }];
    const run = runCheck(
      userUnused,
      anAccount()
        .withUser('young', { created: daysAgo(2), keys })
        .withUser('failed', {
          keys,
          inline: { read: readsBuckets },
          lastAccessed: { status: 'failed', reason: 'the job failed' },
        })
        .withUser('missing', { keys, inline: { read: readsBuckets }, lastAccessed: null })
        .withUser('mexican', { keys, inline: { local: inMexico }, used: { ec2: null } }),
    );
    expect(run.findings).toEqual([]);
    expect(run.unknown.map(({ code }) => code)).toEqual(['young', 'job-failed', 'not-collected', 'untracked-region']);
  });

  describe('when the report does not fit the policies', () => {
    const allow = (action: string | string[]) => ({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: action, Resource: '*' },
    });
    const keys = [{ lastUsed: null }];

    it.each([
      ['leaves out a service that a policy names', allow(['s3:*', 'sqs:SendMessage']), { s3: null }, 'sqs'],
      ['is empty, because the permissions were taken away before it was made', allow('s3:*'), {}, 's3'],
      ['is empty, although a wildcard grants everything', allow('*'), {}, 'ec2'],
    ])('does not judge a user whose report %s', (_, document, used, service) => {
      const run = runCheck(userUnused, anAccount().withUser('ada', { keys, inline: { it: document }, used }));
      expect(run).toMatchObject({ findings: [], unknown: [{ code: 'untracked' }] });
      expect(run.unknown[0]?.reason).toContain(service === 'ec2' ? 'does not mention' : `does not mention ${service},`);
    });

    it.each([
      ['services that only a wildcard reaches', allow('*'), { s3: null, ec2: daysAgo(200) }],
      ['a service that was closed', allow(['s3:*', 'mobilehub:*']), { s3: null }],
      [
        'a service that is denied',
        {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: ['s3:*', 'sqs:*'], Resource: '*' },
            { Effect: 'Deny', Action: 'sqs:*', Resource: '*' },
          ],
        },
        { s3: null },
      ],
    ])('is not misled by a report that leaves out %s', (_, document, used) => {
      const run = runCheck(userUnused, anAccount().withUser('ada', { keys, inline: { it: document }, used }));
      expect(foundNames(run)).toEqual(['ada']);
    });

    it('does not judge a user by a group whose permissions the report leaves out', () => {
      const account = anAccount()
        .withGroup('staff', { inline: { it: allow('sqs:*') } })
        .withUser('ada', { keys, groups: ['staff'], inline: { it: allow('s3:*') }, used: { s3: null } });
      expect(runCheck(userUnused, account)).toMatchObject({ findings: [], unknown: [{ code: 'untracked' }] });
    });
  });

  it('does not say that a user has no credentials when nobody looked for all kinds', () => {
    const run = runCheck(
      userUnused,
      anAccount().withUser('maybe').without('service-specific-credentials', 'denied', 'no permission'),
    );
    expect(run).toMatchObject({
      status: 'unknown',
      unknown: [{ reason: 'service-specific-credentials denied: no permission' }],
    });
  });

  it('is unknown without last-accessed data', () => {
    const run = runCheck(
      userUnused,
      anAccount()
        .withUser('ada', { keys: [{ lastUsed: null }] })
        .without('last-accessed'),
    );
    expect(run.status).toBe('unknown');
  });

  it('switches credentials off and deletes nothing that cannot come back', () => {
    const resource = { arn: 'arn:aws:iam::1:user/ada', type: 'AWS::IAM::User', name: 'ada', accountId: '1' };
    const evidence = {
      hasPassword: true,
      accessKeys: [
        { keySlot: 1, accessKeyId: 'AKIA1', active: true },
        { keySlot: 2, accessKeyId: null, active: true },
      ],
    };
    expect(userUnused.remediate({ resource, evidence }).commands).toEqual([
      "aws iam list-access-keys --user-name 'ada'",
      "aws iam update-access-key --user-name 'ada' --access-key-id 'AKIA1' --status 'Inactive'",
      "aws iam delete-login-profile --user-name 'ada'",
    ]);
  });

  it('leaves alone what is switched off, and says where else to look', () => {
    const resource = { arn: 'arn:aws:iam::1:user/ada', type: 'AWS::IAM::User', name: 'ada', accountId: '1' };
    const evidence = { hasPassword: false, accessKeys: [{ keySlot: 1, accessKeyId: 'AKIA1', active: false }] };
    expect(userUnused.remediate({ resource, evidence }).commands).toEqual([
      "aws iam list-service-specific-credentials --user-name 'ada'",
    ]);
  });
});
