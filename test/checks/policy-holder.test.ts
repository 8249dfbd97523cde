import { describe, expect, it } from 'vitest';
import { viewOf } from '../../lib/checks/account-view.ts';
import { heldPolicies } from '../../lib/checks/policy-holder.ts';
import { anAccount } from '../builders/an-account.ts';

const allow = (action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
});
const trustOf = (...actions: string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: actions }],
});

function held(story: ReturnType<typeof anAccount>) {
  const account = viewOf(story.build());
  const [principal] = account.principals;
  if (principal === undefined) throw new Error('the story has no principal');
  return heldPolicies(account, principal);
}

describe('heldPolicies', () => {
  it('has the own policies, those of the groups, and the boundary', () => {
    const { holder } = held(
      anAccount()
        .withPolicy('reports', allow('s3:Get*'))
        .withPolicy('limits', allow('s3:*'))
        .withGroup('readers', { policies: ['reports'] })
        .withUser('alice', { groups: ['readers'], inline: { queue: allow('sqs:*') }, boundary: 'limits' }),
    );
    expect(holder.identity.map(({ source }) => [source.source, source.throughGroupArn])).toEqual([
      [{ inlinePolicy: { entityArn: expect.stringContaining(':user/alice'), name: 'queue' } }, null],
      [{ policyArn: expect.stringContaining(':policy/reports') }, expect.stringContaining(':group/readers')],
    ]);
    expect(holder.boundary?.source.source).toEqual({ policyArn: expect.stringContaining(':policy/limits') });
    expect(holder.principal).toMatchObject({ kind: 'user', name: 'alice' });
  });

  it('knows the tags and the id of a user', () => {
    const { holder } = held(anAccount().withUser('alice', { id: 'AIDAEXAMPLE', tags: { team: 'data' } }));
    expect(holder).toMatchObject({
      context: { 'aws:PrincipalTag/team': 'data', 'aws:userid': 'AIDAEXAMPLE' },
      knownPrefixes: ['aws:PrincipalTag/'],
    });
  });

  it('knows the tags of a role, unless a session of it can bring its own', () => {
    const tags = { team: 'data' };
    expect(held(anAccount().withRole('app', { tags, trust: trustOf('sts:AssumeRole') })).holder).toMatchObject({
      context: { 'aws:PrincipalTag/team': 'data' },
    });
    for (const trust of [trustOf('sts:AssumeRole', 'sts:TagSession'), trustOf('sts:*'), 'not JSON'])
      expect(held(anAccount().withRole('app', { tags, trust })).holder).not.toHaveProperty('context');
  });

  it('says what it could not read: a policy of AWS that was not returned, a broken document, a boundary', () => {
    const { holder, unread } = held(
      anAccount().withRole('app', {
        policies: ['arn:aws:iam::aws:policy/NewPolicy'],
        inline: {
          broken: '{',
          odd: { Version: '2012-10-17', Statement: [{ Effect: 'allow', Action: '*', Resource: '*' }] },
        },
        boundary: 'arn:aws:iam::111122223333:policy/gone',
      }),
    );
    expect(unread.map(({ source }) => source)).toEqual([
      { policyArn: 'arn:aws:iam::aws:policy/NewPolicy' },
      { inlinePolicy: { entityArn: expect.anything(), name: 'broken' } },
      { inlinePolicy: { entityArn: expect.anything(), name: 'odd' } },
      { policyArn: 'arn:aws:iam::111122223333:policy/gone' },
    ]);
    expect(holder).not.toHaveProperty('boundary');
  });
});
