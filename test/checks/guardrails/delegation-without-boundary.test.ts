import { describe, expect, it } from 'vitest';
import { delegationWithoutBoundary } from '../../../lib/checks/guardrails/delegation-without-boundary.ts';
import { anAccount } from '../../builders/an-account.ts';
import { allowing, denying, EVERYTHING, policyArnOf, roleArn, userArn } from '../../escalation/documents.ts';
import { foundNames, runCheck } from '../run-check.ts';

const run = (story: Parameters<typeof runCheck>[1]) => runCheck(delegationWithoutBoundary, story);
const eve = (own: ReturnType<typeof allowing>, more = {}) => anAccount().withUser('eve', { inline: { own, ...more } });
const bounded = { StringEquals: { 'iam:PermissionsBoundary': policyArnOf('bounds') } };

describe('delegation-without-boundary', () => {
  it('reports who creates roles and gives them policies, with the statement', () => {
    const { findings } = run(eve(allowing(['iam:CreateRole', 'iam:AttachRolePolicy'], roleArn('app-*'))));
    expect(findings).toMatchObject([
      {
        severity: 'high',
        resource: { arn: userArn('eve') },
        evidence: {
          actions: ['iam:CreateRole', 'iam:AttachRolePolicy'],
          conditional: false,
          grants: [
            { inlinePolicy: { name: 'own' }, statement: 0, actions: ['iam:CreateRole', 'iam:AttachRolePolicy'] },
          ],
        },
      },
    ]);
    expect(findings.map((finding) => delegationWithoutBoundary.describe(finding))).toEqual([
      `User eve may iam:CreateRole, iam:AttachRolePolicy, and no permissions boundary is demanded, by statement 0 of inline policy own of ${userArn('eve')}.`,
    ]);
    const [fix] = findings.map((finding) => delegationWithoutBoundary.remediate(finding));
    expect(fix?.text).toContain('"iam:PermissionsBoundary":"arn:aws:iam::111122223333:policy/<boundary>"');
    expect(fix?.commands).toHaveLength(2);
  });

  it.each(['iam:CreateUser', 'iam:CreateAccessKey', 'iam:PutGroupPolicy', 'iam:AttachUserPolicy', 'IAM:Put*'])(
    'reports %s',
    (action) => {
      expect(foundNames(run(eve(allowing(action))))).toEqual(['eve']);
    },
  );

  it.each([
    [
      'has to set a boundary',
      eve(allowing(['iam:CreateRole', 'iam:AttachRolePolicy', 'iam:PutRolePolicy'], '*', bounded)),
    ],
    ['manages its own keys', eve(allowing('iam:*AccessKey*', `arn:aws:iam::*:user/*/\${aws:username}`))],
    [
      'may attach listed policies',
      eve(allowing('iam:AttachRolePolicy', '*', { ArnEquals: { 'iam:PolicyARN': policyArnOf('reports') } })),
    ],
    [
      'is denied it without a boundary',
      eve(allowing('iam:Create*'), {
        no: denying(['iam:CreateUser', 'iam:CreateRole', 'iam:CreateAccessKey'], '*', {
          StringNotEquals: { 'iam:PermissionsBoundary': policyArnOf('bounds') },
        }),
      }),
    ],
    ['names resources of another kind', eve(allowing('iam:Create*', policyArnOf('*')))],
    ['is an administrator', eve(EVERYTHING)],
  ])('passes who %s', (_, story) => {
    expect(run(story)).toMatchObject({ status: 'pass', findings: [], unknown: [] });
  });

  it('passes whose own boundary leaves it out', () => {
    const story = anAccount()
      .withPolicy('strict', allowing('s3:*'))
      .withRole('eve', { inline: { own: allowing('iam:*') }, boundary: 'strict' });
    expect(run(story).status).toBe('pass');
  });

  it('is medium under other conditions', () => {
    const withMfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
    const { findings } = run(eve(allowing('iam:CreateUser', '*', withMfa)));
    expect(findings).toMatchObject([{ severity: 'medium', evidence: { conditional: true } }]);
  });

  it('reports permission sets, and leaves out service-linked roles', () => {
    const own = { inline: { own: allowing('iam:CreateUser') } };
    const { findings } = run(
      anAccount()
        .withRole('AWSServiceRoleForSupport', { ...own, path: '/aws-service-role/support.amazonaws.com/' })
        .withRole('AWSReservedSSO_Operators_1', { ...own, path: '/aws-reserved/sso.amazonaws.com/' }),
    );
    expect(findings).toMatchObject([{ resource: { type: 'AWS::SSO::PermissionSet', name: 'Operators' } }]);
    expect(delegationWithoutBoundary.remediate(findings[0] as never).commands).toBeUndefined();
  });

  it('does not know of whoever has a boundary or policies that cannot be read', () => {
    const own = { own: allowing('iam:CreateUser') };
    const lost = anAccount().withUser('eve', { inline: own, boundary: policyArnOf('lost') });
    expect(run(lost)).toMatchObject({ findings: [], unknown: [{ detail: policyArnOf('lost') }] });
    expect(run(anAccount().withUser('eve', { inline: { odd: '{' } })).status).toBe('unknown');
    expect(run(anAccount().withUser('eve', { inline: { ...own, odd: '{' } })).status).toBe('fail');
  });
});
