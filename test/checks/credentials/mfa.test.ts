import { describe, expect, it } from 'vitest';
import { adminUserWithoutMfa } from '../../../lib/checks/credentials/admin-user-without-mfa.ts';
import { consoleUserWithoutMfa } from '../../../lib/checks/credentials/console-user-without-mfa.ts';
import { userMfaNotHardware } from '../../../lib/checks/credentials/user-mfa-not-hardware.ts';
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

describe('user-mfa-not-hardware', () => {
  it('reports administrators who sign in with an app, in whatever words they are administrators', () => {
    const inOtherWords = { Version: '2012-10-17', Statement: { Effect: 'Allow', NotAction: 'a2c:*', Resource: '*' } };
    const run = runCheck(
      userMfaNotHardware,
      anAccount()
        .withAwsManagedPolicy('AdministratorAccess', everything)
        .withGroup('admins', { policies: ['AdministratorAccess'] })
        .withUser('member', { password: {}, mfa: 'virtual', groups: ['admins'] })
        .withUser('robot', { keys: [{}], mfa: 'virtual', inline: { most: inOtherWords, rest: everything } }),
    );
    expect(run.findings).toMatchObject([
      {
        severity: 'low',
        resource: { name: 'member' },
        evidence: {
          policies: ['arn:aws:iam::aws:policy/AdministratorAccess'],
          serialNumbers: ['arn:aws:iam::111122223333:mfa/member'],
        },
      },
      { resource: { name: 'robot' }, evidence: { policies: ['rest'] } },
    ]);
  });

  it('passes hardware, those without a device, those who cannot sign in, and who is no administrator', () => {
    const run = runCheck(
      userMfaNotHardware,
      anAccount()
        .withPolicy('bounds', readsBuckets)
        .withUser('careful', { password: {}, mfa: true, inline: { all: everything } })
        .withUser('careless', { password: {}, inline: { all: everything } })
        .withUser('shell', { mfa: 'virtual', inline: { all: everything }, keys: [{ active: false }] })
        .withUser('bounded', { password: {}, mfa: 'virtual', inline: { all: everything }, boundary: 'bounds' })
        .withUser('reader', { password: {}, mfa: 'virtual', inline: { some: readsBuckets } }),
    );
    expect(run).toMatchObject({ status: 'pass', findings: [] });
  });

  it('does not judge by documents that cannot be read, nor users younger than the credential report', () => {
    const young = anAccount().withUser('young', { password: {}, mfa: 'virtual', inline: { all: everything } });
    const odd = anAccount().withUser('odd', { password: {}, mfa: 'virtual', inline: { broken: 'not json' } });
    const noRows = { credentialReport: { generatedAt: young.build().takenAt, rows: [] } };
    expect(runCheck(userMfaNotHardware, young.with(noRows)).unknown).toMatchObject([{ code: 'not-collected' }]);
    expect(runCheck(userMfaNotHardware, odd)).toMatchObject({
      status: 'unknown',
      unknown: [{ code: 'unreadable-document' }],
    });
  });

  it('is unknown when the devices were not listed', () => {
    const run = runCheck(
      userMfaNotHardware,
      anAccount()
        .withUser('ada', { password: {}, mfa: 'virtual', inline: { all: everything } })
        .without('virtual-mfa-devices'),
    );
    expect(run).toMatchObject({
      status: 'unknown',
      unknown: [{ reason: 'virtual-mfa-devices denied: virtual-mfa-devices was denied' }],
    });
  });

  it('names every device, in lines that a shell takes as they are meant', () => {
    const device = "arn:aws:iam::111122223333:mfa/it's $(id)";
    const run = runCheck(
      userMfaNotHardware,
      anAccount()
        .withUser('ada', { password: {}, mfa: 'virtual', inline: { all: everything } })
        .with({
          virtualMfaDevices: [
            { serialNumber: 'arn:aws:iam::111122223333:mfa/phone', userArn: 'arn:aws:iam::111122223333:user/ada' },
            { serialNumber: device, userArn: 'arn:aws:iam::111122223333:user/ada' },
            { serialNumber: 'arn:aws:iam::111122223333:mfa/nobody', userArn: null },
          ],
        }),
    );
    expect(run.findings.map((finding) => userMfaNotHardware.remediate(finding).commands)).toEqual([
      [
        "aws iam deactivate-mfa-device --user-name 'ada' --serial-number 'arn:aws:iam::111122223333:mfa/it'\\''s $(id)'",
        "aws iam deactivate-mfa-device --user-name 'ada' --serial-number 'arn:aws:iam::111122223333:mfa/phone'",
      ],
    ]);
  });
});
