import { describe, expect, it } from 'vitest';
import { trustAnyone } from '../../../lib/checks/trust/trust-anyone.ts';
import { anAccount } from '../../builders/an-account.ts';
import { runCheck } from '../run-check.ts';
import { letting, ROLE_ARN, type StatementSpec, trustOf, withTrust } from './a-trust.ts';

const inOrganisation = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
const severityOf = (...statements: StatementSpec[]) =>
  runCheck(trustAnyone, withTrust(trustOf(...statements))).findings.map(({ severity }) => severity);

describe('trust-anyone', () => {
  it('reports a role that trusts *', () => {
    const run = runCheck(trustAnyone, withTrust(trustOf(letting({ AWS: '*' }, { Sid: 'Public' }))));
    expect(run.findings).toMatchObject([
      {
        severity: 'critical',
        resource: { arn: ROLE_ARN, type: 'AWS::IAM::Role' },
        evidence: {
          statements: [{ statement: 0, sid: 'Public', effect: 'Allow', principals: ['*'], conditions: [] }],
          narrowedBy: [],
        },
      },
    ]);
    expect(run.findings.map((finding) => trustAnyone.describe(finding))).toEqual([
      'Anybody in the world can assume role deploy, by statement 0 (Public) of its trust policy.',
    ]);
    expect(run.findings.map((finding) => trustAnyone.remediate(finding).commands)).toEqual([
      [
        "aws iam get-role --role-name 'deploy' --query 'Role.AssumeRolePolicyDocument' --output 'json'",
        "aws iam update-assume-role-policy --role-name 'deploy' --policy-document 'file://trust-policy.json'",
      ],
    ]);
  });

  it('names the condition that keeps strangers out, and is medium then', () => {
    const { findings } = runCheck(trustAnyone, withTrust(trustOf(letting('*', { Condition: inOrganisation }))));
    expect(findings).toMatchObject([
      {
        severity: 'medium',
        evidence: {
          narrowedBy: [
            {
              statement: 0,
              conditions: [{ operator: 'StringEquals', key: 'aws:PrincipalOrgID', values: ['o-a1b2c3d4e5'] }],
            },
          ],
        },
      },
    ]);
    expect(findings.map((finding) => trustAnyone.describe(finding))).toEqual([
      'Role deploy trusts everybody, by statement 0 of its trust policy. It is narrowed by conditions: aws:PrincipalOrgID is "o-a1b2c3d4e5".',
    ]);
  });

  it.each([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    ['the organisation of the role itself', { StringEquals: { 'aws:PrincipalOrgID': '${aws:ResourceOrgID}' } }],
    ['a path in the organisation', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' } }],
    ['a principal', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } }],
    ['an account, however the key is written', { StringEquals: { 'AWS:principalaccount': '444455556666' } }],
    ['a network', { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] } }],
    ['a VPC endpoint', { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }],
    ['a day that is over', { DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } }],
    ['a key that no request has', { StringEquals: { 'aws:PrincipleOrgID': 'o-a1b2c3d4e5' } }],
  ])('is medium where a condition demands %s', (_, Condition) => {
    expect(severityOf(letting('*', { Condition }))).toEqual(['medium']);
  });

  it.each([
    ['an operator that holds without the key', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
    [
      'a set operator that holds without the key',
      { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' } },
    ],
    ['a pattern that matches every organisation', { StringLike: { 'aws:PrincipalOrgID': 'o-*' } }],
    ['all but some principals', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:*' } }],
    ['every network', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
    ['no VPC but by a negation', { StringNotEquals: { 'aws:SourceVpc': 'vpc-1a2b3c4d' } }],
    ['MFA, which strangers have too', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
    ['a tag that strangers can give themselves', { StringEquals: { 'aws:PrincipalTag/team': 'platform' } }],
    ['a name of the session', { StringLike: { 'sts:RoleSessionName': 'ci-*' } }],
  ])('stays critical where a condition demands %s', (_, Condition) => {
    expect(severityOf(letting('*', { Condition }))).toEqual(['critical']);
  });

  it('is high where an external id is all that is asked for', () => {
    const Condition = { StringEquals: { 'sts:ExternalId': 'nw-7' } };
    expect(severityOf(letting('*', { Condition }))).toEqual(['high']);
    expect(severityOf(letting('*', { Condition: { StringLike: { 'sts:ExternalId': '*' } } }))).toEqual(['critical']);
  });

  it('counts the Deny statements of the trust policy', () => {
    const othersOut = {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:*',
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
    };
    const { findings } = runCheck(trustAnyone, withTrust(trustOf(letting('*'), othersOut)));
    expect(findings).toMatchObject([
      { severity: 'medium', evidence: { narrowedBy: [{ statement: 1, effect: 'Deny' }] } },
    ]);
    expect(findings.map((finding) => trustAnyone.describe(finding))).toEqual([
      'Role deploy trusts everybody, by statement 0 of its trust policy. It is narrowed by conditions: a Deny where aws:PrincipalOrgID is not "o-a1b2c3d4e5".',
    ]);
    const butOne = { Effect: 'Deny', NotPrincipal: { AWS: '444455556666' }, Action: 'sts:AssumeRole' };
    expect(severityOf(letting('*'), butOne)).toEqual(['medium']);
    const noTags = { Effect: 'Deny', Principal: '*', Action: 'sts:TagSession' };
    expect(severityOf(letting('*'), noTags)).toEqual(['critical']);
  });

  it('passes a role that a Deny closes for everybody', () => {
    const closed = { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole*' };
    expect(runCheck(trustAnyone, withTrust(trustOf(letting('*'), closed))).status).toBe('pass');
  });

  it.each([
    ['NotPrincipal', { Effect: 'Allow', NotPrincipal: { AWS: '444455556666' }, Action: 'sts:AssumeRole' }],
    ['NotAction', { Effect: 'Allow', Principal: '*', NotAction: 'iam:*' }],
    ['an action in odd case', { Effect: 'Allow', Principal: { AWS: ['*'] }, Action: ['STS:assumerole'] }],
    ['tokens of any provider', letting('*', { Action: 'sts:AssumeRoleWithWebIdentity' })],
  ])('sees through %s', (_, statement) => {
    expect(severityOf(statement)).toEqual(['critical']);
  });

  it.each([
    ['a service', letting({ Service: 'lambda.amazonaws.com' })],
    ['another account', letting({ AWS: 'arn:aws:iam::444455556666:root' })],
    ['everybody, to tag a session they do not get', letting('*', { Action: 'sts:TagSession' })],
  ])('passes a role that trusts %s', (_, statement) => {
    expect(runCheck(trustAnyone, withTrust(trustOf(statement))).status).toBe('pass');
  });

  it('leaves the roles of AWS alone', () => {
    const trust = trustOf(letting('*'));
    const account = anAccount()
      .withRole('AWSServiceRoleForSupport', { path: '/aws-service-role/support.amazonaws.com/', trust })
      .withRole('AWSReservedSSO_Admin_0123456789abcdef', { path: '/aws-reserved/sso.amazonaws.com/', trust });
    expect(runCheck(trustAnyone, account).status).toBe('not-applicable');
  });

  it('cannot judge a trust policy that cannot be read, but what it can read of it', () => {
    expect(runCheck(trustAnyone, withTrust('not json')).unknown).toMatchObject([
      { resourceArn: ROLE_ARN, code: 'unreadable-document' },
    ]);
    const broken = { Effect: 'allow', Principal: '*', Action: 'sts:AssumeRole' };
    expect(runCheck(trustAnyone, withTrust(trustOf(broken))).status).toBe('unknown');
    const inPart = runCheck(trustAnyone, withTrust(trustOf(broken, letting('*'))));
    expect(inPart).toMatchObject({ status: 'fail', unknown: [] });
    expect(runCheck(trustAnyone, anAccount().without('authorization-details')).status).toBe('unknown');
  });
});
