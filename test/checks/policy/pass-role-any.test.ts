import { describe, expect, it } from 'vitest';
import { passRoleAny } from '../../../lib/checks/policy/pass-role-any.ts';
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

const passing = (parts: StatementSpec = {}) => allow('iam:PassRole', parts);
const to = (operator: string, service: string | string[]) => ({
  Condition: { [operator]: { 'iam:PassedToService': service } },
});

describe('pass-role-any', () => {
  it('reports a policy that allows passing any role to any service', () => {
    const { findings } = runCheck(passRoleAny, withPolicy(policyOf(allow('s3:GetObject'), passing({ Sid: 'Pass' }))));
    expect(findings).toMatchObject([
      { severity: 'high', evidence: { statements: [{ statement: 1, sid: 'Pass' }], effectiveFor: [ROLE_ARN] } },
    ]);
    expect(findings.map((finding) => passRoleAny.describe(finding))).toEqual([
      `Policy platform allows passing any role to any service, by statement 1 (Pass). It takes effect for ${ROLE_ARN}.`,
    ]);
  });

  it.each([
    ['every role of the account', passing({ Resource: 'arn:aws:iam::111122223333:role/*' })],
    ['every role of any account', passing({ Resource: 'arn:aws:iam::*:role/*' })],
    [
      'every role but one',
      { Effect: 'Allow', Action: 'iam:PassRole', NotResource: 'arn:aws:iam::111122223333:role/a' },
    ],
    ['a pattern in another case', allow('IAM:pass*')],
    ['all of IAM', allow('iam:*')],
    ['all but some actions', { Effect: 'Allow', NotAction: 's3:*', Resource: '*' }],
    ['a service that any service is', passing(to('StringLike', '*.amazonaws.com'))],
    ['services but one', passing(to('StringNotEquals', 'ec2.amazonaws.com'))],
    ['any service that is named', passing({ Condition: { Null: { 'iam:PassedToService': 'false' } } })],
  ])('reports %s', (_, statement) => {
    expect(severitiesOf(passRoleAny, statement)).toEqual(['high']);
  });

  it.each([
    ['one service', [passing(to('StringEquals', 'lambda.amazonaws.com'))]],
    ['one service, if exists', [passing(to('StringEqualsIfExists', ['lambda.amazonaws.com']))]],
    ['one service, by its Deny', [passing(), deny('iam:PassRole', to('StringNotEquals', 'lambda.amazonaws.com'))]],
    ['roles of a path', [passing({ Resource: 'arn:aws:iam::111122223333:role/ecs/*' })]],
    ['roles of a name', [passing({ Resource: ['arn:aws:iam::111122223333:role/*-task', ROLE_ARN] })]],
    ['roles of another account', [passing({ Resource: 'arn:aws:iam::444455556666:role/*' })]],
    ['what it denies', [passing(), deny('iam:Pass*')]],
    ['everything, which admin-policy reports', [allow('*')]],
  ])('passes a policy for %s', (_, statements) => {
    expect(severitiesOf(passRoleAny, ...statements)).toEqual([]);
  });

  it('is medium where another condition has to hold, and names it', () => {
    const { findings } = runCheck(passRoleAny, withPolicy(policyOf(passing(withMfa))));
    expect(findings).toMatchObject([{ severity: 'medium', evidence: { unknownKeys: ['aws:MultiFactorAuthPresent'] } }]);
    expect(findings.map((finding) => passRoleAny.describe(finding))).toEqual([
      expect.stringContaining('It depends on aws:MultiFactorAuthPresent.'),
    ]);
  });

  it('is low where a boundary or the denies of other policies name the service or the roles', () => {
    const document = policyOf(passing());
    const within = (...statements: StatementSpec[]) =>
      severitiesIn(runCheck(passRoleAny, withinBoundary(document, policyOf(...statements))));
    expect(within(passing(to('StringEquals', 'ecs-tasks.amazonaws.com')))).toEqual(['low']);
    expect(within(passing({ Resource: 'arn:aws:iam::111122223333:role/ecs/*' }))).toEqual(['low']);
    expect(within(allow('*'))).toEqual(['high']);
    const denied = withPolicy(document, {
      inline: { guard: policyOf(deny('iam:PassRole', to('StringNotLike', 'ecs*'))) },
    });
    expect(severitiesIn(runCheck(passRoleAny, denied))).toEqual(['low']);
  });

  it('cannot judge a policy that cannot be read', () => {
    expect(runCheck(passRoleAny, withPolicy('not json')).status).toBe('unknown');
  });
});
