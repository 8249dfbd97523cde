import { describe, expect, it } from 'vitest';
import { securityAuditRoleMissing } from '../../../lib/checks/guardrails/security-audit-role-missing.ts';
import { anAccount } from '../../builders/an-account.ts';
import { runCheck } from '../run-check.ts';
import { ACCOUNT_ARN } from './a-trail.ts';

const read = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: ['iam:Get*', 'iam:List*'], Resource: '*' },
};
const account = anAccount().withAwsManagedPolicy('SecurityAudit', read).withAwsManagedPolicy('ReadOnlyAccess', read);

describe('security-audit-role-missing', () => {
  it('reports an account in which other roles read everything', () => {
    const run = runCheck(securityAuditRoleMissing, account.withRole('readers', { policies: ['ReadOnlyAccess'] }));
    expect(run.findings).toMatchObject([{ severity: 'low', resource: { arn: ACCOUNT_ARN } }]);
    expect(run.findings.map(securityAuditRoleMissing.describe)).toEqual([
      'No role in account 111122223333 holds SecurityAudit.',
    ]);
  });

  it('does not count a user', () => {
    const run = runCheck(securityAuditRoleMissing, account.withUser('auditor', { policies: ['SecurityAudit'] }));
    expect(run.status).toBe('fail');
  });

  it('passes a role with the policy, also one of Identity Center', () => {
    const policies = ['SecurityAudit'];
    expect(runCheck(securityAuditRoleMissing, account.withRole('audit', { policies })).status).toBe('pass');
    const path = '/aws-reserved/sso.amazonaws.com/eu-west-1/';
    const assigned = account.withRole('AWSReservedSSO_SecurityAudit_7a39e5c0bd184f62', { path, policies });
    expect(runCheck(securityAuditRoleMissing, assigned).status).toBe('pass');
  });

  it('knows the policy by its ARN in other partitions', () => {
    const { account: identity } = anAccount().build();
    const inChina = anAccount()
      .withRole('audit', { policies: ['arn:aws-cn:iam::aws:policy/SecurityAudit'] })
      .with({ account: { ...identity, partition: 'aws-cn' } });
    expect(runCheck(securityAuditRoleMissing, inChina).status).toBe('pass');
  });

  it('does not judge an account that was read in part', () => {
    const partial = { status: 'partial', reason: 'the file says that more pages follow', dataAsOf: null } as const;
    const run = runCheck(securityAuditRoleMissing, account.withCoverage('authorization-details', partial));
    expect(run.status).toBe('unknown');
  });

  it('is unknown when the account was not read', () => {
    expect(runCheck(securityAuditRoleMissing, anAccount().without('authorization-details')).status).toBe('unknown');
  });
});
