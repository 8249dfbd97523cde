import { describe, expect, it } from 'vitest';
import { permissionSetUnused } from '../../../lib/checks/unused/permission-set-unused.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { runCheck } from '../run-check.ts';

const path = '/aws-reserved/sso.amazonaws.com/eu-west-1/';
const readsBuckets = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: ['s3:Get*', 'sqs:Get*'], Resource: '*' },
};

describe('permission-set-unused', () => {
  it('reports a set that nobody used, under its own name', () => {
    const run = runCheck(
      permissionSetUnused,
      anAccount().withRole('AWSReservedSSO_Data_Readers_0123456789abcdef', {
        path,
        inline: { it: readsBuckets },
        lastUsed: daysAgo(91),
        used: { s3: null },
      }),
    );
    expect(run.findings).toMatchObject([
      {
        severity: 'medium',
        resource: {
          arn: `arn:aws:iam::111122223333:role${path}AWSReservedSSO_Data_Readers_0123456789abcdef`,
          type: 'AWS::SSO::PermissionSet',
          name: 'Data_Readers',
        },
        evidence: { lastUsedAt: daysAgo(91) },
      },
    ]);
    const [finding] = run.findings;
    expect(finding && permissionSetUnused.remediate(finding)).not.toHaveProperty('commands');
  });

  it('reports the services that a used set grants in vain', () => {
    const run = runCheck(
      permissionSetUnused,
      anAccount().withRole('AWSReservedSSO_Read_0123456789abcdef', {
        path,
        inline: { it: readsBuckets },
        used: { s3: daysAgo(1), sqs: null },
      }),
    );
    expect(run.findings).toMatchObject([{ evidence: { services: [{ service: 'sqs', lastUsedAt: null }] } }]);
    expect(run.findings.map(permissionSetUnused.describe)).toEqual([
      'Permission set Read is used in this account, but not for sqs.',
    ]);
  });

  it('passes a set of which everything is used, by the edge of the window', () => {
    const run = runCheck(
      permissionSetUnused,
      anAccount().withRole('AWSReservedSSO_Read_0123456789abcdef', {
        path,
        inline: { it: readsBuckets },
        used: { s3: daysAgo(90), sqs: daysAgo(1) },
      }),
    );
    expect(run.status).toBe('pass');
  });

  it('does not judge what is young or what AWS does not tell', () => {
    const run = runCheck(
      permissionSetUnused,
      anAccount()
        .withRole('AWSReservedSSO_New_0123456789abcdef', { path, created: daysAgo(3), lastUsed: null })
        .withRole('AWSReservedSSO_Mute_0123456789abcdef', { path, lastUsed: 'not-said' })
        .withRole('AWSReservedSSO_Lost_0123456789abcdef', {
          path,
          inline: { it: readsBuckets },
          lastUsed: daysAgo(1),
          lastAccessed: null,
        }),
    );
    expect(run.findings).toEqual([]);
    expect(run.unknown.map(({ code }) => code)).toEqual(['young', 'not-collected', 'not-collected']);
  });

  it('has nothing to say of other roles', () => {
    expect(runCheck(permissionSetUnused, anAccount().withRole('mine', { lastUsed: null })).status).toBe(
      'not-applicable',
    );
  });
});
