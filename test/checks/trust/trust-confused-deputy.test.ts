import { describe, expect, it } from 'vitest';
import { trustConfusedDeputy } from '../../../lib/checks/trust/trust-confused-deputy.ts';
import { runCheck } from '../run-check.ts';
import { letting, ROLE_ARN, type StatementSpec, trustOf, withTrust } from './a-trust.ts';

const STATES = 'states.amazonaws.com';
const run = (...statements: StatementSpec[]) => runCheck(trustConfusedDeputy, withTrust(trustOf(...statements)));

describe('trust-confused-deputy', () => {
  it('reports a role that a service assumes for resources of any account', () => {
    const { findings } = run(letting({ Service: [STATES, 'lambda.amazonaws.com'] }, { Sid: 'Flows' }));
    expect(findings).toMatchObject([
      {
        severity: 'medium',
        resource: { arn: ROLE_ARN },
        evidence: { services: [STATES], statements: [{ statement: 0, sid: 'Flows', principals: [STATES] }] },
      },
    ]);
    expect(findings.map((finding) => trustConfusedDeputy.describe(finding))).toEqual([
      'Role deploy can be assumed by states.amazonaws.com for resources of any account, by statement 0 (Flows) of its trust policy.',
    ]);
    expect(findings.map((finding) => trustConfusedDeputy.remediate(finding).text)).toEqual([
      expect.stringContaining('{"StringEquals":{"aws:SourceAccount":"111122223333"}}'),
    ]);
  });

  it.each([
    ['the account', { StringEquals: { 'aws:SourceAccount': '111122223333' } }],
    ['the account, where the key is there', { StringEqualsIfExists: { 'AWS:SourceAccount': '111122223333' } }],
    ['ARNs of the account', { ArnLike: { 'aws:SourceArn': 'arn:aws:states:*:111122223333:stateMachine:*' } }],
    ['one ARN', { StringEquals: { 'aws:SourceArn': 'arn:aws:states:eu-west-1:111122223333:stateMachine:orders' } }],
    ['the organisation', { StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } }],
    ['a path in it', { 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': 'o-a1b2c3d4e5/r-ab12/*' } }],
  ])('passes where a condition demands %s', (_, Condition) => {
    expect(run(letting({ Service: STATES }, { Condition })).status).toBe('pass');
  });

  it.each([
    ['ARNs of every account', { ArnLike: { 'aws:SourceArn': 'arn:aws:states:eu-west-1:*:stateMachine:orders' } }],
    ['ARNs by a beginning', { StringLike: { 'aws:SourceArn': 'arn:aws:states:*' } }],
    ['that there is an account', { Null: { 'aws:SourceAccount': 'false' } }],
    ['another account not to be it', { StringNotEquals: { 'aws:SourceAccount': '444455556666' } }],
    ['a Region', { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }],
  ])('reports a role whose condition demands %s', (_, Condition) => {
    expect(run(letting({ Service: STATES }, { Condition })).status).toBe('fail');
  });

  it('counts the Deny statements of the trust policy', () => {
    const deny = (Principal: string | { Service: string }) => ({
      Effect: 'Deny',
      Principal,
      Action: 'sts:AssumeRole',
      Condition: { StringNotEquals: { 'aws:SourceAccount': '111122223333' } },
    });
    expect(run(letting({ Service: STATES }), deny('*')).status).toBe('pass');
    expect(run(letting({ Service: STATES }), deny({ Service: 'events.amazonaws.com' })).status).toBe('fail');
  });

  it('names the services and statements that are open, of several', () => {
    const { findings } = run(
      letting({ Service: STATES }, { Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } }),
      letting({ Service: 'scheduler.amazonaws.com' }),
    );
    expect(findings).toMatchObject([
      { evidence: { services: ['scheduler.amazonaws.com'], statements: [{ statement: 1 }] } },
    ]);
  });

  it('says nothing of services that send no source, and of other principals', () => {
    expect(run(letting({ Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] })).status).toBe('not-applicable');
    expect(run(letting({ AWS: '444455556666' })).status).toBe('not-applicable');
  });

  it('sees through odd documents', () => {
    expect(run({ Effect: 'Allow', Principal: { Service: STATES }, NotAction: 's3:*' }).status).toBe('fail');
    expect(run(letting({ Service: STATES }, { Action: 'STS:*' })).status).toBe('fail');
  });

  it('cannot judge a trust policy that cannot be read', () => {
    expect(runCheck(trustConfusedDeputy, withTrust('not json')).unknown).toMatchObject([
      { resourceArn: ROLE_ARN, code: 'unreadable-document' },
    ]);
  });
});
