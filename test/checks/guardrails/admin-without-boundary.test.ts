import { describe, expect, it } from 'vitest';
import { adminWithoutBoundary } from '../../../lib/checks/guardrails/admin-without-boundary.ts';
import { catalogue } from '../../../lib/policy/catalogue/catalogue.ts';
import { anAccount } from '../../builders/an-account.ts';
import { foundNames, runCheck } from '../run-check.ts';

const statement = (Effect: string, parts: object) => ({
  Version: '2012-10-17',
  Statement: { Effect, Resource: '*', ...parts },
});
const account = anAccount()
  .withAwsManagedPolicy('AdministratorAccess', statement('Allow', { Action: '*' }))
  .withPolicy('workloads-only', statement('Allow', { NotAction: ['iam:*', 'organizations:*'] }))
  .withGroup('administrators', { policies: ['AdministratorAccess'] });
const everything = { policies: ['AdministratorAccess'] };

describe('admin-without-boundary', () => {
  it('reports users and roles that may do everything', () => {
    const run = runCheck(
      adminWithoutBoundary,
      account.withUser('ada', { groups: ['administrators'] }).withRole('deploy', everything),
    );
    expect(run.findings).toMatchObject([
      {
        severity: 'low',
        resource: { name: 'ada', type: 'AWS::IAM::User' },
        evidence: { policies: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
      },
      { resource: { name: 'deploy', type: 'AWS::IAM::Role' } },
    ]);
    expect(run.findings.map((finding) => adminWithoutBoundary.describe(finding))).toEqual([
      'User ada is an administrator by arn:aws:iam::aws:policy/AdministratorAccess, and no permissions boundary limits it.',
      'Role deploy is an administrator by arn:aws:iam::aws:policy/AdministratorAccess, and no permissions boundary limits it.',
    ]);
  });

  it('names the lines that make a boundary and set it', () => {
    const { findings } = runCheck(adminWithoutBoundary, account.withRole('deploy', everything));
    expect(findings.map((finding) => adminWithoutBoundary.remediate(finding).commands)).toEqual([
      [
        "aws iam create-policy --policy-name 'administrators-boundary' --policy-document 'file://administrators-boundary.json'",
        "aws iam put-role-permissions-boundary --role-name 'deploy' --permissions-boundary 'arn:aws:iam::111122223333:policy/administrators-boundary'",
      ],
    ]);
  });

  it('passes whoever has a boundary, also one that allows everything, and whoever is no administrator', () => {
    const run = runCheck(
      adminWithoutBoundary,
      account
        .withRole('limited', { ...everything, boundary: 'workloads-only' })
        .withRole('unlimited', { ...everything, boundary: 'AdministratorAccess' })
        .withRole('denied', {
          policies: ['AdministratorAccess'],
          inline: { 'no-identities': statement('Deny', { Action: 'iam:*' }) },
        })
        .withUser('shell'),
    );
    expect(run).toMatchObject({ status: 'pass', findings: [], unknown: [] });
  });

  it('leaves out the roles that cannot be given one', () => {
    const run = runCheck(
      adminWithoutBoundary,
      account
        .withRole('AWSServiceRoleForSupport', { ...everything, path: '/aws-service-role/support.amazonaws.com/' })
        .withRole('AWSReservedSSO_Admin_1', { ...everything, path: '/aws-reserved/sso.amazonaws.com/' }),
    );
    expect(run.status).toBe('not-applicable');
  });

  it('does not know of whoever holds a policy that cannot be read', () => {
    const story = account.withRole('deploy', { inline: { broken: '{"Statement":' } });
    expect(runCheck(adminWithoutBoundary, story).unknown).toMatchObject([
      { code: 'unreadable-document', resourceArn: 'arn:aws:iam::111122223333:role/deploy' },
    ]);
  });

  it('is not taken in by a policy of odd shape', () => {
    const odd = (document: object) =>
      foundNames(runCheck(adminWithoutBoundary, account.withRole('odd', { inline: { odd: { ...document } } })));
    expect(odd(statement('Allow', { Action: ['*:*'] }))).toEqual(['odd']);
    expect(odd(statement('Allow', { NotAction: 'iam:*' }))).toEqual([]);
    const services = catalogue.services().map((service) => `${service}:*`);
    expect(odd(statement('Allow', { Action: services }))).toEqual(['odd']);
    expect(odd(statement('Allow', { Action: services.slice(1) }))).toEqual([]);
    expect(odd(statement('allow', { Action: '*' }))).toEqual([]);
  });
});
