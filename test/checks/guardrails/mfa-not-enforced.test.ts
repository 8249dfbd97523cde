import { describe, expect, it } from 'vitest';
import { mfaNotEnforced } from '../../../lib/checks/guardrails/mfa-not-enforced.ts';
import { anAccount } from '../../builders/an-account.ts';
import type { DocumentSpec, UserSpec } from '../../builders/specs.ts';
import { runCheck } from '../run-check.ts';

const document = (...Statement: Readonly<Record<string, string | string[] | DocumentSpec>>[]): DocumentSpec => ({
  Version: '2012-10-17',
  Statement,
});
const allow = (Action: string | string[], Condition: DocumentSpec = {}) =>
  document({ Effect: 'Allow', Action, Resource: '*', Condition });
const register = ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:ListMFADevices', 'sts:GetSessionToken'];
const denyUnless = (Condition: DocumentSpec, NotAction = register) =>
  document({ Effect: 'Deny', NotAction, Resource: '*', Condition });
const withoutMfa = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };

const ADA = 'arn:aws:iam::111122223333:user/ada';
const account = anAccount().withAwsManagedPolicy('AdministratorAccess', allow('*'));
const run = (spec: UserSpec, story = account) =>
  runCheck(mfaNotEnforced, story.withUser('ada', { password: {}, ...spec }));
const admin = (inline: Readonly<Record<string, DocumentSpec>>) => run({ policies: ['AdministratorAccess'], inline });

describe('mfa-not-enforced', () => {
  it('reports a console user who may do without MFA what it may do', () => {
    const { findings } = run({ inline: { 'read-reports': allow(['s3:GetObject', 's3:ListBucket']) }, mfa: true });
    expect(findings).toMatchObject([
      {
        severity: 'medium',
        resource: { arn: ADA },
        evidence: {
          action: 's3:GetObject',
          grants: [{ inlinePolicy: { entityArn: ADA, name: 'read-reports' }, statement: 0 }],
          fromAnywhere: true,
          alsoByAccessKey: false,
        },
      },
    ]);
    expect(findings.map((finding) => mfaNotEnforced.describe(finding))).toEqual([
      'With a password alone, user ada may call s3:GetObject, by read-reports.',
    ]);
  });

  it('names the lines that put the user into a group whose policy asks for MFA', () => {
    const { findings } = run({ policies: ['AdministratorAccess'] });
    expect(findings.map((finding) => mfaNotEnforced.remediate(finding))).toMatchObject([
      {
        text: expect.stringContaining('"Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}'),
        commands: [
          "aws iam create-policy --policy-name 'require-mfa' --policy-document 'file://require-mfa.json'",
          "aws iam create-group --group-name 'require-mfa'",
          "aws iam attach-group-policy --group-name 'require-mfa' --policy-arn 'arn:aws:iam::111122223333:policy/require-mfa'",
          "aws iam add-user-to-group --user-name 'ada' --group-name 'require-mfa'",
        ],
      },
    ]);
  });

  it.each<[string, DocumentSpec]>([
    ['BoolIfExists', withoutMfa],
    ['Bool, which holds in the console', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }],
    ['a negated operator', { StringNotEquals: { 'aws:multifactorauthpresent': 'true' } }],
    ['the age of MFA, which is not there', { Null: { 'aws:MultiFactorAuthAge': 'true' } }],
    [
      'an exception for services that call on',
      { Bool: { 'aws:MultiFactorAuthPresent': 'false', 'aws:ViaAWSService': 'false' } },
    ],
  ])('passes an administrator who is denied without MFA by %s', (_, condition) => {
    expect(admin({ 'require-mfa': denyUnless(condition) }).status).toBe('pass');
  });

  it('passes whoever is denied by a group, or by its boundary', () => {
    const guarded = account
      .withPolicy(
        'boundary',
        document(
          { Effect: 'Allow', Action: '*', Resource: '*' },
          { Effect: 'Deny', NotAction: register, Resource: '*', Condition: withoutMfa },
        ),
      )
      .withGroup('everyone', { inline: { 'require-mfa': denyUnless(withoutMfa) } });
    expect(run({ policies: ['AdministratorAccess'], groups: ['everyone'] }, guarded).status).toBe('pass');
    expect(run({ policies: ['AdministratorAccess'], boundary: 'boundary' }, guarded).status).toBe('pass');
  });

  it('passes whoever is allowed with MFA alone', () => {
    expect(run({ inline: { all: allow('*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }) } }).status).toBe(
      'pass',
    );
    expect(run({ inline: { all: allow('*', { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }) } }).status).toBe(
      'pass',
    );
  });

  it.each<[string, string, DocumentSpec]>([
    [
      'a Deny that the console does not meet',
      'iam:CreateAccessKey',
      denyUnless({ Null: { 'aws:MultiFactorAuthPresent': 'true' } }),
    ],
    [
      'a Deny of some actions',
      's3:GetObject',
      document({ Effect: 'Deny', Action: ['iam:*', 'sts:*'], Resource: '*', Condition: withoutMfa }),
    ],
    ['a Deny that leaves more open than a device takes', 'iam:CreateAccessKey', denyUnless(withoutMfa, ['iam:*'])],
    [
      'a Deny of one bucket',
      'iam:CreateAccessKey',
      document({ Effect: 'Deny', Action: '*', Resource: 'arn:aws:s3:::a/*', Condition: withoutMfa }),
    ],
    [
      'a Deny that leaves one rare action',
      'workmail:ResetPassword',
      denyUnless(withoutMfa, ['workmail:ResetPassword']),
    ],
  ])('reports an administrator with %s', (_, action, policy) => {
    expect(admin({ guard: policy }).findings).toMatchObject([{ severity: 'medium', evidence: { action } }]);
  });

  it('reports an Allow that asks for MFA only where it is told of it', () => {
    const ifExists = allow('s3:*', { NumericLessThanIfExists: { 'aws:MultiFactorAuthAge': '3600' } });
    expect(run({ inline: { ifExists } }).findings).toMatchObject([{ evidence: { action: 's3:GetObject' } }]);
  });

  it('is low where a password is of use in some networks alone', () => {
    const office = { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };
    const { findings } = run({ inline: { office: allow('s3:*', office) } });
    expect(findings).toMatchObject([{ severity: 'low', evidence: { fromAnywhere: false } }]);
    expect(findings.map((finding) => mfaNotEnforced.describe(finding))).toEqual([
      'With a password alone, user ada may call s3:GetObject, from the networks that its policies name, by office.',
    ]);
    const elsewhere = { ...withoutMfa, NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };
    expect(admin({ elsewhere: denyUnless(elsewhere) }).findings).toMatchObject([{ severity: 'low' }]);
  });

  it('says whether an access key does as well', () => {
    const withKey = (inline: Readonly<Record<string, DocumentSpec>>, active = true) =>
      run({ inline, keys: [{ active }] }).findings.map(({ evidence }) => evidence.alsoByAccessKey);
    expect(withKey({ s3: allow('s3:*') })).toEqual([true]);
    expect(withKey({ s3: allow('s3:*') }, false)).toEqual([false]);
    const session = { StringEquals: { 'aws:MultiFactorAuthPresent': 'false' } };
    expect(withKey({ s3: allow('s3:*', session) })).toEqual([false]);
  });

  it.each<[string, UserSpec]>([
    ['holds nothing', {}],
    [
      'may only set up its own credentials',
      { inline: { own: allow([...register, 'iam:ChangePassword', 'iam:GetUser']) } },
    ],
    [
      'is denied everything',
      { policies: ['AdministratorAccess'], inline: { no: document({ Effect: 'Deny', Action: '*', Resource: '*' }) } },
    ],
  ])('passes a user who %s', (_, spec) => {
    expect(run(spec).status).toBe('pass');
  });

  describe('of a user who may only assume roles', () => {
    const trust = (Principal: DocumentSpec, Condition: DocumentSpec = {}) =>
      document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Condition });
    const DEPLOY = 'arn:aws:iam::111122223333:role/deploy';
    const assume = (Resource: string) => ({
      inline: { assume: document({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource }) },
    });
    const own = { AWS: 'arn:aws:iam::111122223333:root' };

    it('reports a role that does not ask for MFA', () => {
      const { findings } = run(assume(DEPLOY), account.withRole('deploy', { trust: trust(own) }));
      expect(findings).toMatchObject([{ severity: 'medium', evidence: { action: 'sts:AssumeRole', roleArn: DEPLOY } }]);
      expect(findings.map((finding) => mfaNotEnforced.describe(finding))).toEqual([
        `With a password alone, user ada may call sts:AssumeRole for ${DEPLOY}, by assume and the trust policy of the role.`,
      ]);
    });

    it('reports a role whose trust policy names the user, who needs no policy then', () => {
      const { findings } = run({}, account.withRole('deploy', { trust: trust({ AWS: ADA }) }));
      expect(findings.map((finding) => mfaNotEnforced.describe(finding))).toEqual([
        `With a password alone, user ada may call sts:AssumeRole for ${DEPLOY}, by the trust policy of the role.`,
      ]);
    });

    it('passes a role that asks for MFA, and roles that it cannot assume', () => {
      const asking = trust(own, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } });
      expect(run(assume(DEPLOY), account.withRole('deploy', { trust: asking })).status).toBe('pass');
      expect(run(assume(DEPLOY), account.withRole('other', { trust: trust(own) })).status).toBe('pass');
      expect(run(assume(DEPLOY), account.withRole('deploy')).status).toBe('pass');
    });

    it('does not know of roles of other accounts', () => {
      expect(run(assume('arn:aws:iam::222233334444:role/audit')).unknown).toMatchObject([
        { code: 'not-collected', resourceArn: ADA, detail: 'sts:AssumeRole' },
      ]);
      expect(run(assume('*')).status).toBe('unknown');
    });

    it('does not know of a trust policy that cannot be read', () => {
      const broken = account.withRole('deploy', { trust: '{"Statement":' });
      expect(run(assume(DEPLOY), broken).unknown).toMatchObject([{ code: 'unreadable-document', resourceArn: ADA }]);
      expect(run({}, broken).status).toBe('pass');
    });
  });

  it('leaves out users without a password, and roles', () => {
    const machines = account
      .withUser('robot', { keys: [{}], policies: ['AdministratorAccess'] })
      .withRole('deploy', { policies: ['AdministratorAccess'] });
    expect(runCheck(mfaNotEnforced, machines).status).toBe('not-applicable');
  });

  it('does not know of whoever holds a policy that cannot be read, or is in a group that is not there', () => {
    expect(admin({ broken: '{"Statement":' })).toMatchObject({
      findings: [],
      unknown: [{ code: 'unreadable-document', resourceArn: ADA, detail: 'broken' }],
    });
    expect(run({ policies: ['AdministratorAccess'], groups: ['gone'] })).toMatchObject({
      findings: [],
      unknown: [{ code: 'not-collected', reason: 'The snapshot does not hold group gone.', resourceArn: ADA }],
    });
    expect(run({}, account.without('credential-report')).status).toBe('unknown');
  });
});
