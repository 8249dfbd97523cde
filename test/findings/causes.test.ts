import { describe, expect, it } from 'vitest';
import { causesOf, type EventFacts } from '../../lib/findings/causes.ts';
import type { Evidence, Resource } from '../../lib/findings/finding.ts';

const accountId = '111122223333';
const policyArn = `arn:aws:iam::${accountId}:policy/teams/deploy`;

function resource(type: string, name: string, arn = `arn:aws:iam::${accountId}:${name}`): Resource {
  return { type, name, arn, accountId };
}

const role = resource('AWS::IAM::Role', 'deploy');
const user = resource('AWS::IAM::User', 'deploy');
const policy = resource('AWS::IAM::ManagedPolicy', 'deploy', policyArn);
const trail = resource('AWS::CloudTrail::Trail', 'main', `arn:aws:cloudtrail:eu-west-1:${accountId}:trail/main`);
const account = resource('AWS::::Account', accountId);
const setting = resource('AWS::SSM::Parameter', '/account-auditor/config');
const deletion = { deletedAfter: '2026-11-22T02:17:00.000Z' };

function causes(checkId: string, of: Resource, evidence: Evidence = {}) {
  const found = causesOf({ checkId, resource: of, evidence });
  if (typeof found === 'string') throw new Error(`${checkId} has none: ${found}`);
  return found;
}

const anEvent = (name: string, parameters: EventFacts['parameters'] = {}, source = 'iam.amazonaws.com') => ({
  name,
  source,
  parameters,
  isRoot: false,
});

describe('causesOf', () => {
  it.each([
    ['trust-anyone', role, {}, anEvent('UpdateAssumeRolePolicy', { roleName: 'deploy' })],
    ['trust-anyone', role, {}, anEvent('CreateRole', { roleName: 'deploy' })],
    ['admin-policy', policy, {}, anEvent('CreatePolicyVersion', { policyArn })],
    ['admin-policy', policy, {}, anEvent('SetDefaultPolicyVersion', { policyArn })],
    ['admin-policy', policy, {}, anEvent('CreatePolicy', { policyName: 'deploy' })],
    ['admin-policy', policy, {}, anEvent('AttachGroupPolicy', { policyArn, groupName: 'developers' })],
    [
      'data-exfiltration',
      user,
      { inlinePolicy: { entityArn: user.arn, name: 'all' } },
      anEvent('PutUserPolicy', { userName: 'deploy', policyName: 'all' }),
    ],
    ['privilege-escalation', user, {}, anEvent('AddUserToGroup', { userName: 'deploy', groupName: 'admins' })],
    [
      'privilege-escalation',
      role,
      { paths: [{ hops: [{ grants: [{ policyArn, statement: 0 }] }] }] },
      anEvent('CreatePolicyVersion', { policyArn }),
    ],
    ['console-user-without-mfa', user, {}, anEvent('DeactivateMFADevice', { userName: 'deploy' })],
    ['trail-not-logging', trail, {}, anEvent('StopLogging', { name: trail.arn }, 'cloudtrail.amazonaws.com')],
    ['trail-no-validation', trail, {}, anEvent('UpdateTrail', { name: 'main' }, 'cloudtrail.amazonaws.com')],
    ['trail-missing', account, {}, anEvent('DeleteTrail', { name: 'main' }, 'cloudtrail.amazonaws.com')],
    ['password-policy-number', account, {}, anEvent('UpdateAccountPasswordPolicy')],
    ['root-access-key', account, {}, { ...anEvent('CreateAccessKey'), isRoot: true }],
    [
      'access-analyzer-missing',
      account,
      { region: 'eu-west-1' },
      anEvent('DeleteAnalyzer', {}, 'access-analyzer.amazonaws.com'),
    ],
    [
      'configuration-changed',
      setting,
      deletion,
      anEvent('DeleteParameter', { name: setting.name }, 'ssm.amazonaws.com'),
    ],
    [
      'configuration-changed',
      setting,
      deletion,
      anEvent('DeleteParameters', { names: ['/other', setting.name] }, 'ssm.amazonaws.com'),
    ],
  ] as const)('%s of %o can come from its event', (checkId, of, evidence, event) => {
    expect(causes(checkId, of, evidence).isCause(event)).toBe(true);
  });

  it.each([
    ['another role', 'trust-anyone', role, {}, anEvent('UpdateAssumeRolePolicy', { roleName: 'other' })],
    [
      'what a trust policy does not depend on',
      'trust-anyone',
      role,
      {},
      anEvent('AttachRolePolicy', { roleName: 'deploy' }),
    ],
    ['another policy', 'admin-policy', policy, {}, anEvent('CreatePolicyVersion', { policyArn: `${policyArn}-2` })],
    [
      'another inline policy',
      'data-exfiltration',
      user,
      { inlinePolicy: { entityArn: user.arn, name: 'all' } },
      anEvent('PutUserPolicy', { userName: 'deploy', policyName: 'some' }),
    ],
    [
      'another service',
      'trust-anyone',
      role,
      {},
      anEvent('CreateRole', { roleName: 'deploy' }, 'example.amazonaws.com'),
    ],
    [
      'another trail',
      'trail-not-logging',
      trail,
      {},
      anEvent('StopLogging', { name: 'x' }, 'cloudtrail.amazonaws.com'),
    ],
    [
      'another parameter',
      'configuration-changed',
      setting,
      deletion,
      anEvent('DeleteParameters', { names: [`${setting.name}-old`] }, 'ssm.amazonaws.com'),
    ],
    ['a key of a user', 'root-access-key', account, {}, anEvent('CreateAccessKey', { userName: 'deploy' })],
  ] as const)('leaves out %s', (_, checkId, of, evidence, event) => {
    expect(causes(checkId, of, evidence).isCause(event)).toBe(false);
  });

  it('looks a principal up by its name, a policy by its ARN, and a trail by both in its own Region', () => {
    expect(causes('trust-anyone', role).lookups).toEqual([
      { region: 'global', attribute: 'ResourceName', value: 'deploy' },
    ]);
    expect(causes('admin-policy', policy).lookups).toEqual([
      { region: 'global', attribute: 'ResourceName', value: policyArn },
    ]);
    expect(causes('trail-not-logging', trail).lookups).toEqual([
      { region: 'eu-west-1', attribute: 'ResourceName', value: 'main' },
      { region: 'eu-west-1', attribute: 'ResourceName', value: trail.arn },
    ]);
    expect(causes('root-access-key', account).lookups).toEqual([
      { region: 'global', attribute: 'Username', value: 'root' },
    ]);
  });

  it("looks at three of the policies that a finding names, and at none of AWS's", () => {
    const grants = ['arn:aws:iam::aws:policy/AdministratorAccess', policyArn, 'b', 'c', 'd'].map((arn) => ({
      policyArn: arn,
    }));
    expect(causes('privilege-escalation', role, { paths: [{ grants }] }).lookups.map(({ value }) => value)).toEqual([
      'deploy',
      policyArn,
      'b',
      'c',
    ]);
  });

  it('knows of findings that nobody introduced, and of those that it has no rule for', () => {
    const of = (checkId: string, where: Resource) => causesOf({ checkId, resource: where, evidence: {} });
    expect(of('role-unused', role)).toBe('none');
    expect(of('access-key-not-rotated', user)).toBe('none');
    // Of what was written, Parameter Store itself says by whom.
    expect(of('configuration-changed', setting)).toBe('unknown');
    expect(of('function-url-open', resource('AWS::Lambda::Function', 'shop'))).toBe('unknown');
  });
});
