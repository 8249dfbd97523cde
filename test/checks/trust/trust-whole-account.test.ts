import { describe, expect, it } from 'vitest';
import { trustWholeAccount } from '../../../lib/checks/trust/trust-whole-account.ts';
import { runCheck } from '../run-check.ts';
import { letting, type StatementSpec, trustOf, withTrust } from './a-trust.ts';

const WHOLE = 'arn:aws:iam::999988887777:root';
const run = (...statements: StatementSpec[]) => runCheck(trustWholeAccount, withTrust(trustOf(...statements)));

describe('trust-whole-account', () => {
  it.each([['arn:aws:iam::999988887777:root'], ['999988887777']])('reports a role that trusts %s', (named) => {
    const { findings } = run(letting({ AWS: [named, 'arn:aws:iam::999988887777:role/reader'] }));
    expect(findings).toMatchObject([
      {
        severity: 'medium',
        discriminator: '999988887777',
        evidence: { accountId: '999988887777', statements: [{ statement: 0, principals: [named] }] },
      },
    ]);
    expect(findings.map((finding) => trustWholeAccount.describe(finding))).toEqual([
      'Role deploy trusts all of account 999988887777, by statement 0 of its trust policy, and not one principal in it.',
    ]);
    expect(findings.map((finding) => trustWholeAccount.remediate(finding).text)).toEqual([
      expect.stringContaining('{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::999988887777:role/<name>"}}'),
    ]);
  });

  it('also reports an account in trustedAccountIds', () => {
    const account = withTrust(trustOf(letting({ AWS: WHOLE })));
    expect(runCheck(trustWholeAccount, account, { trustedAccountIds: ['999988887777'] }).status).toBe('fail');
  });

  it.each([
    ['an external id', { StringEquals: { 'sts:ExternalId': 'nw-5b1e77f0' } }],
    ['an organisation', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
    ['MFA', { BoolIfExists: { 'aws:MultiFactorAuthPresent': true } }],
    ['any role', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::999988887777:role/*' } }],
    ['any user', { StringEquals: { 'aws:PrincipalType': 'User' } }],
  ])('does not take %s for one principal', (_, Condition) => {
    expect(run(letting({ AWS: WHOLE }, { Condition })).status).toBe('fail');
  });

  it.each([
    ['an ARN', { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::999988887777:role/reader' } }],
    ['a pattern of ARNs', { StringLike: { 'aws:PrincipalArn': '*:role/reader-*' } }],
    ['a tag', { StringEquals: { 'aws:PrincipalTag/reader': 'yes' } }],
    ['an id', { StringLike: { 'aws:userid': 'AROAEXAMPLEREADER001:*' } }],
  ])('passes where a condition says who by %s', (_, Condition) => {
    expect(run(letting({ AWS: WHOLE }, { Condition })).status).toBe('pass');
  });

  it('passes where a Deny leaves one principal', () => {
    const others = {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:AssumeRole',
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::999988887777:role/reader' } },
    };
    expect(run(letting({ AWS: WHOLE }), others).status).toBe('pass');
  });

  it('has nothing to say of principals, of the account itself and of everybody', () => {
    expect(
      run(letting({ AWS: ['arn:aws:iam::999988887777:role/reader', 'arn:aws:iam::111122223333:root', '*'] })).status,
    ).toBe('not-applicable');
  });

  it('cannot judge a trust policy that cannot be read', () => {
    expect(run({ Principal: { AWS: WHOLE }, Action: 'sts:AssumeRole' }).unknown).toMatchObject([
      { code: 'unreadable-document' },
    ]);
  });
});
