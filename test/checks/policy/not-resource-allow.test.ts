import { describe, expect, it } from 'vitest';
import { notResourceAllow } from '../../../lib/checks/policy/not-resource-allow.ts';
import { runCheck } from '../run-check.ts';
import {
  allow,
  deny,
  policyOf,
  ROLE_ARN,
  type StatementSpec,
  severitiesIn,
  severitiesOf,
  withinBoundary,
  withMfa,
  withPolicy,
} from './a-policy.ts';

const onAllBut = (Action: string | string[], parts: StatementSpec = {}): StatementSpec => ({
  Effect: 'Allow',
  Action,
  NotResource: 'arn:aws:s3:::payroll/*',
  ...parts,
});

describe('not-resource-allow', () => {
  it('reports a policy that allows on all resources but some', () => {
    const { findings } = runCheck(notResourceAllow, withPolicy(policyOf(onAllBut('s3:GetObject'))));
    expect(findings).toMatchObject([
      { severity: 'high', evidence: { statements: [{ notResources: ['arn:aws:s3:::payroll/*'] }] } },
    ]);
    expect(findings.map((finding) => notResourceAllow.describe(finding))).toEqual([
      `Policy platform allows on every resource but arn:aws:s3:::payroll/*, by statement 0. It takes effect for ${ROLE_ARN}.`,
    ]);
  });

  it('is lighter under conditions', () => {
    expect(severitiesOf(notResourceAllow, onAllBut('s3:PutObject', withMfa))).toEqual(['medium']);
  });

  it.each([
    ['denies on all but some', [{ Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::shop/*' }]],
    ['allows lists', [onAllBut('ec2:DescribeInstances')]],
    ['denies the same beside it', [onAllBut('s3:*'), deny('s3:*')]],
    ['names its resources', [allow('s3:GetObject', { Resource: 'arn:aws:s3:::shop/*' })]],
  ])('passes a policy that %s', (_, statements) => {
    expect(severitiesOf(notResourceAllow, ...statements)).toEqual([]);
  });

  it('is low where a boundary names the resources', () => {
    const boundary = policyOf(allow('s3:*', { Resource: 'arn:aws:s3:::shop/*' }));
    const account = withinBoundary(policyOf(onAllBut('s3:GetObject')), boundary);
    expect(severitiesIn(runCheck(notResourceAllow, account))).toEqual(['low']);
    const wide = withinBoundary(policyOf(onAllBut('s3:GetObject')), policyOf(allow('s3:*')));
    expect(severitiesIn(runCheck(notResourceAllow, wide))).toEqual(['high']);
  });

  it('cannot judge a policy that cannot be read', () => {
    expect(runCheck(notResourceAllow, withPolicy('not json')).status).toBe('unknown');
  });
});
