import { describe, expect, it } from 'vitest';
import { type Access, type AccessQuestion, createAccessJudge, whoCan } from '../../lib/checks/access.ts';
import { viewOf } from '../../lib/checks/account-view.ts';
import { heldPolicies } from '../../lib/checks/policy-holder.ts';
import { anAccount } from '../builders/an-account.ts';

const statement = (Effect: string, Action: string, others: object = {}) => ({
  Effect,
  Action,
  Resource: '*',
  ...others,
});
const document = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements as never });
const allow = (action: string, others: object = {}) => document(statement('Allow', action, others));
const trust = (principal: object, action = 'sts:AssumeRole') =>
  document({ Effect: 'Allow', Principal: principal, Action: action });
const withMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };

const deployArn = 'arn:aws:iam::111122223333:role/deploy';
const story = anAccount()
  .withUser('alice', { inline: { all: allow('*') } })
  .withUser('bob', { inline: { some: allow('iam:PassRole', { Resource: 'arn:aws:iam::111122223333:role/app-*' }) } })
  .withUser('carol', { inline: { mfa: allow('iam:*', withMfa) } })
  .withUser('dave', { inline: { none: document(statement('Allow', '*'), statement('Deny', 'iam:*')) } })
  .withUser('erin', { inline: { broken: '{' } })
  .withRole('deploy', { trust: trust({ AWS: '111122223333' }) });

const ask = (question: Partial<AccessQuestion>, of = story) =>
  Object.fromEntries(
    whoCan(viewOf(of.build()), { action: 'iam:PassRole', resource: null, context: {}, ...question }).map(
      ({ principal, access }) => [principal.name, access],
    ),
  );
const decisions = (accesses: Readonly<Record<string, Access>>) =>
  Object.fromEntries(Object.entries(accesses).map(([name, { decision }]) => [name, decision]));

describe('whoCan', () => {
  it('finds those who can on any resource, under conditions, and those of whom it cannot be said', () => {
    const found = ask({});
    expect(decisions(found)).toEqual({ alice: 'allowed', bob: 'allowed', carol: 'conditional', erin: 'implicitDeny' });
    expect(found.bob?.grants).toMatchObject([{ scopes: [{ resource: 'arn:aws:iam::111122223333:role/app-*' }] }]);
    expect(found.carol?.unknownKeys).toEqual(['aws:MultiFactorAuthPresent']);
    expect(found.erin?.unread).toHaveLength(1);
  });

  it('finds those who can on one resource', () => {
    expect(Object.keys(ask({ resource: 'arn:aws:iam::111122223333:role/app-1' }))).toEqual([
      'alice',
      'bob',
      'carol',
      'erin',
    ]);
    expect(Object.keys(ask({ resource: deployArn }))).toEqual(['alice', 'carol', 'erin']);
  });

  it('shows the statement that decides', () => {
    expect(ask({ resource: deployArn }).alice?.because).toMatchObject([
      { layer: 'identity', effect: 'Allow', statement: 0, source: { source: { inlinePolicy: { name: 'all' } } } },
    ]);
  });

  it('asks the trust policy of a role who can assume it', () => {
    const assume = { action: 'sts:AssumeRole', resource: deployArn };
    expect(decisions(ask(assume))).toMatchObject({ alice: 'allowed', dave: 'allowed' });
    const onlyBob = story.withRole('deploy', { trust: trust({ AWS: 'arn:aws:iam::111122223333:user/bob' }) });
    const found = ask(assume, onlyBob);
    expect(decisions(found)).toMatchObject({ bob: 'allowed' });
    expect(found).not.toHaveProperty('alice');
    expect(found.bob?.because).toMatchObject([{ layer: 'resource', source: { source: { trustPolicyOf: deployArn } } }]);
  });

  it('cannot say of anybody who can assume a role whose trust policy cannot be read', () => {
    const found = ask({ action: 'sts:AssumeRole', resource: deployArn }, story.withRole('deploy', { trust: '{' }));
    expect(found.bob?.unread).toMatchObject([{ source: { trustPolicyOf: deployArn } }]);
  });

  it.each([
    ['kms:Decrypt', 'arn:aws:kms:eu-west-1:111122223333:key/1', 'key policy'],
    ['kms:Decrypt', null, 'key policy'],
    ['sts:AssumeRole', 'arn:aws:iam::444455556666:role/theirs', 'trust policy'],
    ['sts:AssumeRole', null, 'trust policy'],
    ['sqs:SendMessage', 'arn:aws:sqs:eu-west-1:444455556666:orders', 'resource-based policy of the other account'],
  ])('says that %s on %s depends on a %s that nobody has read', (action, resource, dependsOn) => {
    const found = ask({ action, resource });
    expect(decisions(found)).toEqual({ alice: 'conditional', dave: 'conditional', erin: 'implicitDeny' });
    expect(found.alice).toMatchObject({ dependsOn, because: [{ layer: 'identity' }] });
  });

  it.each([
    ['kms:ListAliases', null],
    ['kms:CreateKey', '*'],
    ['sqs:SendMessage', 'arn:aws:sqs:eu-west-1:111122223333:orders'],
    ['s3:GetObject', 'arn:aws:s3:::reports/x'],
  ])('needs nothing else for %s on %s', (action, resource) => {
    expect(ask({ action, resource }).alice).toMatchObject({ decision: 'allowed', dependsOn: null });
  });
});

describe('createAccessJudge', () => {
  const judge = (name: string, question: Partial<AccessQuestion>, of = story) => {
    const account = viewOf(of.build());
    const principal = account.principals.find((each) => each.name === name);
    if (principal === undefined) throw new Error(`nobody is called ${name}`);
    const asked = { action: 'iam:DeleteUser', resource: null, context: {}, ...question };
    return createAccessJudge(account, asked).judge(heldPolicies(account, principal));
  };

  it('says who denies, and which layer does not allow', () => {
    expect(judge('dave', {})).toMatchObject({ decision: 'explicitDeny', because: [{ effect: 'Deny', statement: 1 }] });
    expect(judge('bob', {})).toMatchObject({
      decision: 'implicitDeny',
      because: [{ layer: 'identity', effect: 'none' }],
    });
    const bounded = story
      .withPolicy('limits', allow('s3:*'))
      .withUser('frank', { inline: { all: allow('*') }, boundary: 'limits' });
    for (const resource of [null, 'arn:aws:iam::111122223333:user/bob'])
      expect(judge('frank', { resource }, bounded)).toMatchObject({ because: [{ layer: 'boundary', effect: 'none' }] });
  });

  it('takes what is known of the request into account, on any resource and on one', () => {
    for (const resource of [null, 'arn:aws:iam::111122223333:user/bob']) {
      expect(judge('carol', { resource }).decision).toBe('conditional');
      expect(judge('carol', { resource, context: { 'aws:MultiFactorAuthPresent': 'true' } }).decision).toBe('allowed');
      expect(judge('carol', { resource, context: { 'aws:MultiFactorAuthPresent': 'false' } }).decision).toBe(
        'implicitDeny',
      );
    }
  });

  it('knows what the root user may do without any policy', () => {
    const account = viewOf(story.build());
    const accountId = '111122223333';
    const root = { kind: 'root' as const, arn: `arn:aws:iam::${accountId}:root`, accountId };
    const judgeRoot = (action: string) =>
      createAccessJudge(account, { action, resource: null, context: {} }).judge({
        holder: { principal: root, identity: [] },
        unread: [],
      }).decision;
    expect(judgeRoot('iam:DeleteUser')).toBe('allowed');
    expect(judgeRoot('sts:AssumeRole')).toBe('implicitDeny');
  });
});
