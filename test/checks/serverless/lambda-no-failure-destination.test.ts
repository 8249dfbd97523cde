import { describe, expect, it } from 'vitest';
import { lambdaNoFailureDestination } from '../../../lib/checks/serverless/lambda-no-failure-destination.ts';
import { type AccountBuilder, anAccount } from '../../builders/an-account.ts';
import { aFunction, withFunctions } from '../../builders/functions.ts';
import type { DocumentSpec, RoleSpec } from '../../builders/specs.ts';
import { runCheck } from '../run-check.ts';

function statement(Action: string | string[], Effect = 'Allow'): DocumentSpec {
  return { Version: '2012-10-17', Statement: [{ Effect, Action, Resource: '*' }] };
}

const lossy = withFunctions(aFunction('api', { deadLetterTargetArn: null }));
const withRole = (spec: RoleSpec, account: AccountBuilder = anAccount()) =>
  account.withRole('orders', spec).with(lossy);

describe('lambdaNoFailureDestination', () => {
  it('finds a function whose role may send nowhere', () => {
    const { findings } = runCheck(
      lambdaNoFailureDestination,
      withRole({ inline: { own: statement(['dynamodb:PutItem', 's3:GetObject', 'sqs:ReceiveMessage']) } }),
    );
    expect(findings).toMatchObject([
      { severity: 'info', evidence: { roleArn: 'arn:aws:iam::111122223333:role/orders' } },
    ]);
  });

  it('finds one whose role is allowed to send, and denied it', () => {
    const inline = { own: statement('sqs:SendMessage'), deny: statement('sqs:*', 'Deny') };
    expect(runCheck(lambdaNoFailureDestination, withRole({ inline })).status).toBe('fail');
    const bounded = anAccount().withPolicy('edge', statement('dynamodb:*'));
    expect(
      runCheck(lambdaNoFailureDestination, withRole({ inline: { own: statement('sqs:*') }, boundary: 'edge' }, bounded))
        .status,
    ).toBe('fail');
  });

  it('passes over a dead-letter queue', () => {
    const story = anAccount()
      .withRole('orders', {})
      .with(withFunctions(aFunction('api')));
    expect(runCheck(lambdaNoFailureDestination, story).status).toBe('pass');
  });

  it.each(['sqs:SendMessage', 'sns:*', 'lambda:InvokeFunction', 'events:PutEvents', 's3:Put*'])(
    'is unknown when the role is allowed %s',
    (action) => {
      const { status, unknown } = runCheck(
        lambdaNoFailureDestination,
        withRole({ inline: { own: statement(action) } }),
      );
      expect(status).toBe('unknown');
      expect(unknown[0]?.reason).toMatch(/^Lambda lists no destinations/);
    },
  );

  it.each([
    ['a policy of the role cannot be read', withRole({ inline: { odd: '{' } })],
    ['the role is not there', anAccount().with(lossy)],
    ['roles were not read', withRole({}).without('authorization-details')],
    ['functions were not read', withRole({}).without('functions')],
  ])('is unknown when %s', (_, story) => {
    expect(runCheck(lambdaNoFailureDestination, story).status).toBe('unknown');
  });
});
