import { describe, expect, it } from 'vitest';
import { notPrincipal } from '../../../lib/checks/policy/not-principal.ts';
import { anAccount } from '../../builders/an-account.ts';
import { runCheck } from '../run-check.ts';
import { letting, ROLE_ARN, trustOf, withTrust } from '../trust/a-trust.ts';

const allBut = { Effect: 'Allow', NotPrincipal: { AWS: '444455556666' }, Action: 'sts:AssumeRole' };
const inOrganisation = { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } };

describe('not-principal', () => {
  it('reports a role whose trust policy allows all principals but some', () => {
    const { findings } = runCheck(notPrincipal, withTrust(trustOf(allBut)));
    expect(findings).toMatchObject([
      {
        severity: 'high',
        resource: { arn: ROLE_ARN },
        evidence: { statements: [{ statement: 0, notPrincipals: ['444455556666'] }] },
      },
    ]);
    expect(findings.map((finding) => notPrincipal.describe(finding))).toEqual([
      'The trust policy of role deploy speaks of all principals but 444455556666, by statement 0.',
    ]);
  });

  it('is medium under conditions', () => {
    expect(runCheck(notPrincipal, withTrust(trustOf({ ...allBut, ...inOrganisation }))).findings).toMatchObject([
      { severity: 'medium' },
    ]);
  });

  it.each([
    ['names principals', [letting({ AWS: '444455556666' })]],
    ['denies all but some', [{ ...allBut, Effect: 'Deny' }]],
    ['denies it to everybody', [allBut, { Effect: 'Deny', Principal: '*', Action: 'sts:*' }]],
  ])('passes a trust policy that %s', (_, statements) => {
    expect(runCheck(notPrincipal, withTrust(trustOf(...statements))).status).toBe('pass');
  });

  it('reports it behind a Deny that leaves others', () => {
    const one = { Effect: 'Deny', Principal: { AWS: '777788889999' }, Action: 'sts:*' };
    expect(runCheck(notPrincipal, withTrust(trustOf(allBut, one))).status).toBe('fail');
  });

  it('leaves the roles of AWS alone, and cannot judge what it cannot read', () => {
    const slr = anAccount().withRole('a', { path: '/aws-service-role/x.amazonaws.com/', trust: trustOf(allBut) });
    expect(runCheck(notPrincipal, slr).status).toBe('not-applicable');
    expect(runCheck(notPrincipal, withTrust('not json')).status).toBe('unknown');
  });
});
