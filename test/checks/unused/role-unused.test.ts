import { describe, expect, it } from 'vitest';
import { roleUnused } from '../../../lib/checks/unused/role-unused.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo, NOW } from '../../builders/time.ts';
import { foundNames, runCheck } from '../run-check.ts';

const readsBuckets = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:Get*', Resource: '*' } };
const inMexico = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Action: '*',
    Resource: '*',
    Condition: { StringEquals: { 'aws:RequestedRegion': 'mx-central-1' } },
  },
};

describe('role-unused', () => {
  it('reports a role last used 91 days ago, with what has to be taken from it', () => {
    const run = runCheck(
      roleUnused,
      anAccount()
        .withPolicy('bucket-reader', readsBuckets)
        .withRole('exporter', { policies: ['bucket-reader'], inline: { extra: readsBuckets }, lastUsed: daysAgo(91) }),
    );
    expect(run.status).toBe('fail');
    expect(run.findings).toEqual([
      {
        checkId: 'role-unused',
        severity: 'medium',
        resource: {
          arn: 'arn:aws:iam::111122223333:role/exporter',
          type: 'AWS::IAM::Role',
          name: 'exporter',
          accountId: '111122223333',
        },
        evidence: {
          lastUsedAt: daysAgo(91),
          lastUsedRegion: 'eu-west-1',
          createdAt: daysAgo(700),
          attachedPolicies: ['arn:aws:iam::111122223333:policy/bucket-reader'],
          inlinePolicies: ['extra'],
          instanceProfiles: [],
        },
      },
    ]);
    expect(run.window).toEqual({ from: daysAgo(90), to: NOW.toISOString() });
  });

  it('reports a role that was never used as soon as the grace period is over', () => {
    const run = runCheck(roleUnused, anAccount().withRole('trial', { created: daysAgo(20), lastUsed: null }));
    expect(run.findings[0]?.evidence).toMatchObject({ lastUsedAt: null, createdAt: daysAgo(20) });
  });

  it('takes use exactly 90 days ago for use, and a millisecond before that not', () => {
    const justBefore = new Date(Date.parse(daysAgo(90)) - 1).toISOString();
    const run = runCheck(
      roleUnused,
      anAccount()
        .withRole('on-the-edge', { lastUsed: daysAgo(90) })
        .withRole('over-it', { lastUsed: justBefore }),
    );
    expect(foundNames(run)).toEqual(['over-it']);
  });

  it('goes by the services of the report when they are younger than RoleLastUsed', () => {
    const run = runCheck(
      roleUnused,
      anAccount().withRole('quarterly', {
        lastUsed: daysAgo(120),
        used: { athena: daysAgo(40) },
        inline: { a: readsBuckets },
      }),
    );
    expect(run.status).toBe('pass');
  });

  it('does not judge a young role, nor one of which AWS says nothing', () => {
    const run = runCheck(
      roleUnused,
      anAccount()
        .withRole('newborn', { created: daysAgo(13), lastUsed: null })
        .withRole('mute', { lastUsed: 'not-said' }),
    );
    expect(run.status).toBe('unknown');
    expect(run.unknown).toMatchObject([
      { resourceArn: 'arn:aws:iam::111122223333:role/newborn', code: 'young' },
      { resourceArn: 'arn:aws:iam::111122223333:role/mute', code: 'not-collected' },
    ]);
  });

  it('takes an age of exactly the grace period for old enough', () => {
    const run = runCheck(roleUnused, anAccount().withRole('of-age', { created: daysAgo(14), lastUsed: null }));
    expect(run.status).toBe('fail');
  });

  it('does not call unused what can be in use where AWS does not look', () => {
    const run = runCheck(
      roleUnused,
      anAccount()
        .withRole('mexican', { inline: { local: inMexico }, lastUsed: null })
        .withRole('other', { lastUsed: null }),
    );
    expect(foundNames(run)).toEqual(['other']);
    expect(run.unknown).toMatchObject([{ code: 'untracked-region', reason: expect.stringContaining('mx-central-1') }]);
  });

  it('leaves service-linked roles and those of Identity Center alone', () => {
    const run = runCheck(
      roleUnused,
      anAccount()
        .withRole('AWSServiceRoleForSupport', { path: '/aws-service-role/support.amazonaws.com/', lastUsed: null })
        .withRole('AWSReservedSSO_Admin_0123456789abcdef', {
          path: '/aws-reserved/sso.amazonaws.com/',
          lastUsed: null,
        }),
    );
    expect(run.status).toBe('not-applicable');
  });

  it('is unknown when the account could not be read', () => {
    const run = runCheck(
      roleUnused,
      anAccount().withRole('exporter').without('authorization-details', 'denied', 'AWS refused'),
    );
    expect(run).toMatchObject({
      status: 'unknown',
      unknown: [{ code: 'not-collected', reason: 'authorization-details denied: AWS refused' }],
    });
  });

  it('quarantines before it deletes, and quotes names that would run', () => {
    const resource = {
      arn: "arn:aws:iam::111122223333:role/x'; rm -rf ~; '",
      type: 'AWS::IAM::Role',
      name: "x'; rm -rf ~; '",
      accountId: '1',
    };
    const { commands } = roleUnused.remediate({
      resource,
      evidence: { attachedPolicies: [], inlinePolicies: ['in line'] },
    });
    expect(commands).toEqual([
      `aws iam attach-role-policy --role-name 'x'\\''; rm -rf ~; '\\''' --policy-arn 'arn:aws:iam::aws:policy/AWSDenyAll'`,
      `aws iam get-role --role-name 'x'\\''; rm -rf ~; '\\'''`,
      `aws iam get-role-policy --role-name 'x'\\''; rm -rf ~; '\\''' --policy-name 'in line'`,
      `aws iam delete-role-policy --role-name 'x'\\''; rm -rf ~; '\\''' --policy-name 'in line'`,
      `aws iam detach-role-policy --role-name 'x'\\''; rm -rf ~; '\\''' --policy-arn 'arn:aws:iam::aws:policy/AWSDenyAll'`,
      `aws iam delete-role --role-name 'x'\\''; rm -rf ~; '\\'''`,
    ]);
  });
});
