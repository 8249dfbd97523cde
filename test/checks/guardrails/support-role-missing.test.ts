import { describe, expect, it } from 'vitest';
import { supportRoleMissing } from '../../../lib/checks/guardrails/support-role-missing.ts';
import { anAccount } from '../../builders/an-account.ts';
import { runCheck } from '../run-check.ts';
import { ACCOUNT_ARN } from './a-trail.ts';

const policies = ['AWSSupportAccess'];
const everything = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
const account = anAccount().withAwsManagedPolicy('AWSSupportAccess', {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['support:*'], Resource: '*' }],
});

describe('support-role-missing', () => {
  it('reports an account in which only administrators may open cases', () => {
    const run = runCheck(supportRoleMissing, account.withRole('admin', { inline: { everything } }));
    expect(run.findings).toMatchObject([
      {
        severity: 'low',
        resource: { arn: ACCOUNT_ARN, type: 'AWS::::Account' },
        evidence: { policyArn: 'arn:aws:iam::aws:policy/AWSSupportAccess' },
      },
    ]);
    const [create, attach] = run.findings.flatMap((finding) => supportRoleMissing.remediate(finding).commands ?? []);
    expect(create).toMatch(/^aws iam create-role --role-name 'support-cases' --assume-role-policy-document '\{/);
    expect(attach).toBe(
      "aws iam attach-role-policy --role-name 'support-cases' --policy-arn 'arn:aws:iam::aws:policy/AWSSupportAccess'",
    );
  });

  it.each([
    ['a role', account.withRole('support-cases', { policies })],
    ['a user', account.withUser('k.nowak', { policies })],
    ['a group with a member', account.withGroup('support', { policies }).withUser('k.nowak', { groups: ['support'] })],
  ])('passes %s with the policy', (_, story) => {
    expect(runCheck(supportRoleMissing, story).status).toBe('pass');
  });

  it('does not count a group that nobody is in', () => {
    expect(runCheck(supportRoleMissing, account.withGroup('support', { policies })).status).toBe('fail');
  });

  it('does not count a policy of the account that has the name', () => {
    const own = anAccount().withPolicy('AWSSupportAccess', everything).withRole('support-cases', { policies });
    expect(runCheck(supportRoleMissing, own).status).toBe('fail');
  });

  it('does not judge an account that was read in part, unless it found somebody', () => {
    const partial = { status: 'partial', reason: 'the file has no RoleDetailList', dataAsOf: null } as const;
    expect(runCheck(supportRoleMissing, account.withCoverage('authorization-details', partial)).unknown).toEqual([
      {
        resourceArn: ACCOUNT_ARN,
        code: 'not-collected',
        reason: 'authorization-details partial: the file has no RoleDetailList',
      },
    ]);
    const found = account.withUser('k.nowak', { policies }).withCoverage('authorization-details', partial);
    expect(runCheck(supportRoleMissing, found).status).toBe('pass');
  });

  it('is unknown when the account was not read', () => {
    expect(runCheck(supportRoleMissing, anAccount().without('authorization-details')).status).toBe('unknown');
  });
});
