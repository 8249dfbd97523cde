import { describe, expect, it } from 'vitest';
import { adminUserWithoutMfa } from '../../../lib/checks/credentials/admin-user-without-mfa.ts';
import { consoleUserWithoutMfa } from '../../../lib/checks/credentials/console-user-without-mfa.ts';
import { anAccount } from '../../builders/an-account.ts';
import { foundNames, runCheck } from '../run-check.ts';

const everything = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
const readsBuckets = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:Get*', Resource: '*' } };
const deny = (condition?: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', ...(condition ? { Condition: { ...condition } } : {}) }],
});

describe('console-user-without-mfa', () => {
  it('reports passwords without a device, used or not', () => {
    const run = runCheck(
      consoleUserWithoutMfa,
      anAccount()
        .withUser('ada', { password: {} })
        .withUser('bob', { password: {}, mfa: true })
        .withUser('robot', { keys: [{}] }),
    );
    expect(run.findings).toMatchObject([{ severity: 'high', resource: { name: 'ada' } }]);
  });

  it('has nothing to say without passwords, and is unknown without a credential report', () => {
    expect(runCheck(consoleUserWithoutMfa, anAccount().withUser('robot', { keys: [{}] })).status).toBe(
      'not-applicable',
    );
    expect(runCheck(consoleUserWithoutMfa, anAccount().without('credential-report')).status).toBe('unknown');
  });
});

describe('admin-user-without-mfa', () => {
  it('reports administrators by attachment, by group and by an inline policy in other words', () => {
    const inOtherWords = {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', NotAction: 'aws-portal:*', Resource: ['*'] },
    };
    const run = runCheck(
      adminUserWithoutMfa,
      anAccount()
        .withAwsManagedPolicy('AdministratorAccess', everything)
        .withGroup('admins', { policies: ['AdministratorAccess'] })
        .withUser('direct', { password: {}, policies: ['AdministratorAccess'] })
        .withUser('member', { keys: [{}], groups: ['admins'] })
        .withUser('spelled', { password: {}, inline: { most: inOtherWords, rest: { ...everything } } }),
    );
    expect(run.findings).toMatchObject([
      {
        severity: 'critical',
        resource: { name: 'direct' },
        evidence: { policies: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
      },
      { resource: { name: 'member' } },
      { resource: { name: 'spelled' }, evidence: { policies: ['rest'] } },
    ]);
  });

  it('passes administrators with a device, those who cannot sign in, and those held back', () => {
    const run = runCheck(
      adminUserWithoutMfa,
      anAccount()
        .withPolicy('bounds', readsBuckets)
        .withUser('careful', { password: {}, mfa: true, inline: { all: everything } })
        .withUser('shell', { inline: { all: everything }, keys: [{ active: false }] })
        .withUser('bounded', { password: {}, inline: { all: everything }, boundary: 'bounds' })
        .withUser('denied', { password: {}, inline: { all: everything, no: deny() } })
        .withUser('reader', { password: {}, inline: { some: readsBuckets } }),
    );
    expect(run).toMatchObject({ status: 'pass', findings: [] });
  });

  it('is not deceived by a condition that demands the device which is not there, nor by a wide boundary', () => {
    const withoutMfa = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
    const run = runCheck(
      adminUserWithoutMfa,
      anAccount()
        .withPolicy('all', everything)
        .withUser('conditional', { password: {}, inline: { all: everything, mfa: deny(withoutMfa) } })
        .withUser('unbounded', { password: {}, inline: { all: everything }, boundary: 'all' }),
    );
    expect(foundNames(run)).toEqual(['conditional', 'unbounded']);
  });

  it('does not judge by documents that cannot be read', () => {
    const run = runCheck(
      adminUserWithoutMfa,
      anAccount()
        .withUser('odd', { password: {}, inline: { broken: 'not json' } })
        .withUser('bounded', {
          password: {},
          inline: { all: everything },
          boundary: 'arn:aws:iam::111122223333:policy/gone',
        }),
    );
    expect(run).toMatchObject({ status: 'unknown', findings: [] });
    expect(run.unknown.map(({ code }) => code)).toEqual(['unreadable-document', 'not-collected']);
  });
});
