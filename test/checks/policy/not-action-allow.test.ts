import { describe, expect, it } from 'vitest';
import { notActionAllow } from '../../../lib/checks/policy/not-action-allow.ts';
import { runCheck } from '../run-check.ts';
import {
  allow,
  deny,
  POLICY_ARN,
  policyOf,
  ROLE_ARN,
  type StatementSpec,
  severitiesIn,
  severitiesOf,
  withinBoundary,
  withMfa,
  withPolicy,
} from './a-policy.ts';

const allBut = (NotAction: string | string[], parts: StatementSpec = {}): StatementSpec => ({
  Effect: 'Allow',
  NotAction,
  Resource: '*',
  ...parts,
});

describe('not-action-allow', () => {
  it('reports a policy that allows all actions but some', () => {
    const { findings } = runCheck(notActionAllow, withPolicy(policyOf(allBut(['iam:*', 'organizations:*']))));
    expect(findings).toMatchObject([
      {
        severity: 'high',
        resource: { arn: POLICY_ARN },
        evidence: { statements: [{ statement: 0, notActions: ['iam:*', 'organizations:*'] }] },
      },
    ]);
    expect(findings.map((finding) => notActionAllow.describe(finding))).toEqual([
      `Policy platform allows every action but iam:*, organizations:*, by statement 0. It takes effect for ${ROLE_ARN}.`,
    ]);
  });

  it('is lighter on named resources and under conditions', () => {
    expect(severitiesOf(notActionAllow, allBut('s3:DeleteBucket', { Resource: 'arn:aws:s3:::shop' }))).toEqual([
      'medium',
    ]);
    expect(severitiesOf(notActionAllow, allBut('iam:*', withMfa))).toEqual(['medium']);
    expect(severitiesOf(notActionAllow, allBut('s3:*', { Resource: 'arn:aws:s3:::shop', ...withMfa }))).toEqual([
      'low',
    ]);
  });

  it.each([
    ['denies all actions but some', [{ Effect: 'Deny', NotAction: 'iam:*', Resource: '*' }]],
    ['denies the rest beside it', [allBut('iam:*'), { Effect: 'Deny', NotAction: 's3:List*', Resource: '*' }]],
    ['denies everything beside it', [allBut('iam:*'), deny('*')]],
    ['names its actions', [allow('s3:GetObject')]],
  ])('passes a policy that %s', (_, statements) => {
    expect(severitiesOf(notActionAllow, ...statements)).toEqual([]);
  });

  it('is low where a boundary or another policy takes it away', () => {
    const document = policyOf(allBut('iam:*'));
    const lists = policyOf(allow(['s3:ListAllMyBuckets', 'ec2:DescribeInstances']));
    expect(severitiesIn(runCheck(notActionAllow, withinBoundary(document, lists)))).toEqual(['low']);
    const denied = withPolicy(document, { inline: { stop: policyOf(deny('*')) } });
    expect(severitiesIn(runCheck(notActionAllow, denied))).toEqual(['low']);
    const inPart = withPolicy(document, { inline: { stop: policyOf(deny('s3:*')) } });
    expect(severitiesIn(runCheck(notActionAllow, inPart))).toEqual(['high']);
  });

  it('cannot judge a policy that cannot be read', () => {
    expect(runCheck(notActionAllow, withPolicy('not json')).status).toBe('unknown');
  });
});
