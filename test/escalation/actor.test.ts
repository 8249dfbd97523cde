import { describe, expect, it } from 'vitest';
import { classOf } from '../../lib/escalation/actor.ts';
import { anAccount } from '../builders/an-account.ts';
import type { RoleSpec } from '../builders/specs.ts';
import { allowing, denying, roleArn } from './documents.ts';
import { accountOf } from './escalate.ts';

const deploying = allowing(['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction']);

const byTeam = { StringEquals: { 'aws:PrincipalTag/team': 'platform' } };

/** The class of a role that holds the policy `deploy`, and of another that holds it with `spec`. */
function classesOf(spec: RoleSpec) {
  const snapshot = anAccount()
    .withPolicy('deploy', deploying)
    .withRole('one', { policies: ['deploy'] })
    .withRole('other', { policies: ['deploy'], ...spec })
    .build();
  const [one, other] = accountOf(snapshot).principals.map((principal) => classOf(principal, principal.holder));
  if (one === undefined || other === undefined) throw new RangeError('two roles were made');
  return { one, other };
}

describe('classOf', () => {
  it.each([
    ['says nothing of techniques', allowing(['s3:ListBucket', 'sqs:*'])],
    ['allows a part of what a technique needs', allowing('codebuild:CreateProject')],
    ['asks who it is, of what is of no use', allowing('s3:GetObject', '*', byTeam)],
    ['denies what is not allowed', denying('iam:PutRolePolicy')],
  ])('takes no notice of a policy that %s', (_, own) => {
    const { one, other } = classesOf({ inline: { own } });
    expect(other.key).toBe(one.key);
    expect(other.holder.identity).toHaveLength(1);
  });

  it.each([
    ['allows a technique more', allowing('iam:PutRolePolicy')],
    ['denies what a technique needs', denying('lambda:InvokeFunction')],
    ['denies to assume roles, for which others need no permission', denying('sts:AssumeRole', roleArn('admin'))],
    [
      'allows all but something',
      { Version: '2012-10-17', Statement: { Effect: 'Allow', NotAction: 's3:*', Resource: '*' } },
    ],
  ])('tells apart who holds a policy that %s', (_, own) => {
    const { one, other } = classesOf({ inline: { own } });
    expect(other.key).not.toBe(one.key);
  });

  it('tells apart who is asked who it is', () => {
    const own = allowing('iam:PassRole', '*', byTeam);
    const { other } = classesOf({ inline: { own } });
    expect(other.key).toContain(roleArn('other'));
    expect(other.asksFor('AWS:principaltag/team')).toBe(true);
  });

  it('knows what is of use: all that some technique needs', () => {
    const { one } = classesOf({});
    expect(one.isCapable).toBe(true);
    expect(one.mayAllow('iam:PassRole')).toBe(true);
    expect(one.mayAllow('iam:CreateAccessKey')).toBe(false);
    expect(one.saidOf('iam:PassRole')).toBe(one.saidOf('lambda:CreateFunction'));
    expect(one.saidOf('iam:CreateAccessKey')).not.toBe(one.saidOf('iam:PassRole'));
  });
});
