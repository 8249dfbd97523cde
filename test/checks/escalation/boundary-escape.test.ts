import { describe, expect, it } from 'vitest';
import { boundaryEscape } from '../../../lib/checks/escalation/boundary-escape.ts';
import { anAccount } from '../../builders/an-account.ts';
import { allowing, denying, policyArnOf, userArn } from '../../escalation/documents.ts';
import { foundNames, runCheck } from '../run-check.ts';

const run = (story: Parameters<typeof runCheck>[1]) => runCheck(boundaryEscape, story);
const account = anAccount().withPolicy('bounds', allowing(['s3:*', 'iam:*']));
const eve = (own: ReturnType<typeof allowing>, more = {}) =>
  account.withUser('eve', { inline: { own, ...more }, boundary: 'bounds' });
const sameBoundary = { StringEquals: { 'iam:PermissionsBoundary': policyArnOf('bounds') } };

describe('boundary-escape', () => {
  it('reports who can delete its own boundary', () => {
    const { findings } = run(eve(allowing('iam:DeleteUserPermissionsBoundary', userArn('eve'))));
    expect(findings).toMatchObject([
      {
        severity: 'high',
        resource: { arn: userArn('eve') },
        evidence: {
          boundaryArn: policyArnOf('bounds'),
          ways: [{ technique: 'iam-delete-user-boundary', to: userArn('eve') }],
          actions: [],
        },
      },
    ]);
    expect(findings.map((finding) => boundaryEscape.describe(finding))).toEqual([
      `User eve can get rid of its permissions boundary ${policyArnOf('bounds')}: iam-delete-user-boundary (Take the permissions boundary from a user that one is).`,
    ]);
  });

  it.each([
    ['replace it', 'iam:PutUserPermissionsBoundary', userArn('eve'), 'iam-put-user-boundary'],
    ['rewrite the policy that it is', 'iam:CreatePolicyVersion', policyArnOf('bounds'), 'iam-001'],
  ])('reports who can %s', (_, action, resource, technique) => {
    expect(run(eve(allowing(action, resource))).findings).toMatchObject([{ evidence: { ways: [{ technique }] } }]);
  });

  it('reports who creates users or roles without one, and may give them policies', () => {
    const { findings } = run(eve(allowing(['iam:CreateUser', 'iam:CreateRole', 'iam:AttachRolePolicy'])));
    expect(findings).toMatchObject([
      {
        severity: 'high',
        evidence: {
          ways: [],
          actions: ['iam:CreateRole', 'iam:CreateUser'],
          grants: [{ inlinePolicy: { name: 'own' }, statement: 0, actions: ['iam:CreateRole', 'iam:CreateUser'] }],
        },
      },
    ]);
    expect(findings.map((finding) => boundaryEscape.describe(finding))).toEqual([
      'User eve may iam:CreateRole, iam:CreateUser without a boundary that limits what it creates.',
    ]);
    expect(findings.map((finding) => boundaryEscape.remediate(finding).text)).toEqual([
      expect.stringContaining(`boundary ${policyArnOf('bounds')}`),
    ]);
  });

  it('is medium where what is created can be given nothing, or under other conditions', () => {
    expect(run(eve(allowing('iam:CreateUser'))).findings).toMatchObject([{ severity: 'medium' }]);
    const withMfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
    expect(run(eve(allowing('iam:DeleteUserPermissionsBoundary', '*', withMfa))).findings).toMatchObject([
      { severity: 'medium', evidence: { ways: [{ conditions: ['aws:MultiFactorAuthPresent is "true"'] }] } },
    ]);
  });

  it('reports who has to set a boundary, but any', () => {
    const anyBoundary = { Null: { 'iam:PermissionsBoundary': 'false' } };
    expect(foundNames(run(eve(allowing(['iam:CreateRole'], '*', anyBoundary))))).toEqual(['eve']);
  });

  it.each([
    ['has to set the same one', eve(allowing(['iam:CreateUser', 'iam:PutUserPermissionsBoundary'], '*', sameBoundary))],
    ['is denied it', eve(allowing('iam:DeleteUserPermissionsBoundary'), { no: denying('iam:Delete*') })],
    ['may do it to others', eve(allowing('iam:DeleteUserPermissionsBoundary', userArn('adam')))],
  ])('passes who %s', (_, story) => {
    expect(run(story)).toMatchObject({ status: 'pass', findings: [], unknown: [] });
  });

  it('passes whose boundary does not allow it, and looks at nobody without one', () => {
    const limited = anAccount()
      .withPolicy('strict', allowing('s3:*'))
      .withUser('eve', { inline: { own: allowing('iam:*') }, boundary: 'strict' });
    expect(run(limited).status).toBe('pass');
    expect(run(anAccount().withUser('eve', { inline: { own: allowing('iam:*') } })).status).toBe('not-applicable');
  });

  it('does not know of whoever has a boundary or policies that cannot be read', () => {
    const lost = policyArnOf('lost');
    const odd = anAccount().withUser('eve', { inline: { own: allowing('iam:CreateUser') }, boundary: lost });
    expect(run(odd)).toMatchObject({ findings: [], unknown: [{ resourceArn: userArn('eve'), detail: lost }] });
    expect(run(account.withUser('eve', { inline: { odd: '{' }, boundary: 'bounds' })).status).toBe('unknown');
  });
});
