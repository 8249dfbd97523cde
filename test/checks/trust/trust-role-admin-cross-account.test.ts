import { describe, expect, it } from 'vitest';
import { trustRoleAdminCrossAccount } from '../../../lib/checks/trust/trust-role-admin-cross-account.ts';
import { anAccount } from '../../builders/an-account.ts';
import type { RoleSpec } from '../../builders/specs.ts';
import { runCheck } from '../run-check.ts';
import { letting, ROLE_ARN, trustOf } from './a-trust.ts';

const VENDOR = letting({ AWS: 'arn:aws:iam::999988887777:root' });
const allowing = (Action: string | string[], parts = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*', ...parts }],
});
const account = anAccount()
  .withAwsManagedPolicy('AdministratorAccess', allowing('*'))
  .withAwsManagedPolicy(
    'ReadOnlyAccess',
    allowing(['s3:Get*', 's3:List*', 'dynamodb:Get*', 'ssm:Get*', 'ec2:Describe*']),
  )
  .withAwsManagedPolicy('SecurityAudit', allowing(['s3:GetBucket*', 's3:List*', 'dynamodb:Describe*', 'ssm:Describe*']))
  .withPolicy('boundary', allowing('logs:*'))
  .withPolicy('broken', 'not json');
const run = (role: RoleSpec, configuration = {}) =>
  runCheck(trustRoleAdminCrossAccount, account.withRole('deploy', { trust: trustOf(VENDOR), ...role }), configuration);

describe('trust-role-admin-cross-account', () => {
  it('reports an administrator that another account can become', () => {
    const { findings } = run({ policies: ['AdministratorAccess'] });
    expect(findings).toMatchObject([
      {
        severity: 'high',
        resource: { arn: ROLE_ARN },
        discriminator: '999988887777',
        evidence: {
          accountId: '999988887777',
          power: 'admin',
          policies: ['arn:aws:iam::aws:policy/AdministratorAccess'],
          statements: [{ statement: 0 }],
        },
      },
    ]);
    expect(findings.map((finding) => trustRoleAdminCrossAccount.describe(finding))).toEqual([
      'Account 999988887777 can become an administrator here by role deploy, which is one by arn:aws:iam::aws:policy/AdministratorAccess.',
    ]);
  });

  it('reports a reader of everything', () => {
    const { findings } = run({ policies: ['ReadOnlyAccess'] });
    expect(findings).toMatchObject([
      {
        severity: 'high',
        evidence: { power: 'reads-everything', policies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] },
      },
    ]);
    expect(findings.map((finding) => trustRoleAdminCrossAccount.remediate(finding).text)).toEqual([
      expect.stringContaining('ViewOnlyAccess'),
    ]);
  });

  it('adds up what several policies allow', () => {
    const inline = { files: allowing('s3:*'), items: allowing('dynamodb:*'), parameters: allowing('ssm:*') };
    expect(run({ inline }).findings).toMatchObject([{ evidence: { policies: ['files', 'items', 'parameters'] } }]);
  });

  it.each([
    ['SecurityAudit alone', { policies: ['SecurityAudit'] }],
    ['one bucket', { inline: { files: allowing(['s3:*', 'ssm:*'], { Resource: 'arn:aws:s3:::reports/*' }) } }],
    ['everything, within a boundary', { policies: ['AdministratorAccess'], boundary: 'boundary' }],
    [
      'everything where it is denied the content',
      {
        policies: ['ReadOnlyAccess'],
        inline: { no: { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:GetObject', Resource: '*' } } },
      },
    ],
  ])('passes a role that reads %s', (_, role) => {
    expect(run(role).status).toBe('pass');
  });

  it('is medium for an account in trustedAccountIds', () => {
    expect(run({ policies: ['AdministratorAccess'] }, { trustedAccountIds: ['999988887777'] }).findings).toMatchObject([
      { severity: 'medium' },
    ]);
  });

  it('is medium for an account of the same organisation', () => {
    const inOrganization = account
      .withRole('deploy', { trust: trustOf(VENDOR), policies: ['AdministratorAccess'] })
      .with({ organizationAccountIds: ['111122223333', '999988887777'] });
    expect(runCheck(trustRoleAdminCrossAccount, inOrganization).findings).toMatchObject([{ severity: 'medium' }]);
  });

  it('stays high under conditions, which the other account can meet', () => {
    const Condition = { StringEquals: { 'sts:ExternalId': 'nw-5b1e77f0' } };
    expect(run({ policies: ['AdministratorAccess'], trust: trustOf({ ...VENDOR, Condition }) }).findings).toMatchObject(
      [{ severity: 'high', evidence: { statements: [{ conditions: [{ key: 'sts:ExternalId' }] }] } }],
    );
  });

  it('speaks of every account where the role trusts everybody', () => {
    const { findings } = run({ policies: ['AdministratorAccess'], trust: trustOf(letting('*')) });
    expect(findings).toMatchObject([{ severity: 'high', discriminator: '*', evidence: { accountId: '*' } }]);
    expect(findings.map((finding) => trustRoleAdminCrossAccount.describe(finding))).toEqual([
      expect.stringMatching(/^Any account can become an administrator here by role deploy/),
    ]);
  });

  it('says nothing of roles that no other account gets into', () => {
    const own = trustOf(letting({ AWS: 'arn:aws:iam::111122223333:root', Service: 'ec2.amazonaws.com' }));
    expect(run({ policies: ['AdministratorAccess'], trust: own }).status).toBe('not-applicable');
    const denied = { Effect: 'Deny', Principal: '*', NotAction: 'iam:*' };
    expect(run({ policies: ['AdministratorAccess'], trust: trustOf(VENDOR, denied) }).status).toBe('not-applicable');
  });

  it('cannot judge roles with policies or trust policies that cannot be read, unless the rest decides', () => {
    expect(run({ policies: ['broken'] }).unknown).toMatchObject([
      { resourceArn: ROLE_ARN, code: 'unreadable-document' },
    ]);
    expect(run({ policies: ['broken', 'AdministratorAccess'] }).status).toBe('fail');
    expect(run({ policies: ['AdministratorAccess'], trust: 'not json' }).status).toBe('unknown');
  });
});
