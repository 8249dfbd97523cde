import { describe, expect, it } from 'vitest';
import { lambdaRoleAdmin } from '../../../lib/checks/serverless/lambda-role-admin.ts';
import { type AccountBuilder, anAccount } from '../../builders/an-account.ts';
import { aFunction, withFunctions } from '../../builders/functions.ts';
import type { DocumentSpec, RoleSpec } from '../../builders/specs.ts';
import { foundNames, runCheck } from '../run-check.ts';

const ROLE_ARN = 'arn:aws:iam::111122223333:role/orders';

function statement(Effect: string, Action: string | string[], Resource = '*', parts: object = {}): DocumentSpec {
  return { Version: '2012-10-17', Statement: [{ Effect, Action, Resource, ...parts }] };
}

function withRole(spec: RoleSpec, account: AccountBuilder = anAccount()): AccountBuilder {
  return account.withRole('orders', spec).with(withFunctions(aFunction('orders-api')));
}

describe('lambdaRoleAdmin', () => {
  it('finds an administrator, with the role and the policies that make it one', () => {
    const { findings } = runCheck(lambdaRoleAdmin, withRole({ inline: { all: statement('Allow', '*') } }));
    expect(findings).toMatchObject([
      {
        severity: 'high',
        resource: { name: 'orders-api', type: 'AWS::Lambda::Function' },
        evidence: { roleArn: ROLE_ARN, why: 'administrator', policies: ['all'] },
      },
    ]);
  });

  it.each([
    ['dynamodb:*', 'dynamodb', 'high'],
    ['sqs:*', 'sqs', 'medium'],
  ])('finds one that may do %s anywhere', (action, service, severity) => {
    const [finding] = runCheck(lambdaRoleAdmin, withRole({ inline: { data: statement('Allow', action) } })).findings;
    expect(finding).toMatchObject({
      severity,
      evidence: { roleArn: ROLE_ARN, why: 'wildcard writes', services: [{ service, policies: ['data'] }] },
    });
    expect(finding && lambdaRoleAdmin.describe(finding)).toBe(
      `Function orders-api of eu-west-1 runs with role orders, which may change everything in ${service}, by data.`,
    );
  });

  it.each([
    ['some writes of a service', statement('Allow', ['dynamodb:PutItem', 'dynamodb:UpdateItem'])],
    ['one table', statement('Allow', 'dynamodb:*', 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders')],
    ['reading alone', statement('Allow', ['dynamodb:Get*', 'dynamodb:Query', 's3:Get*'])],
    [
      'a condition',
      statement('Allow', 'sqs:*', '*', { Condition: { StringEquals: { 'aws:ResourceTag/app': 'orders' } } }),
    ],
    [
      'what Lambda itself needs',
      statement('Allow', ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']),
    ],
  ])('passes over %s', (_, document) => {
    expect(runCheck(lambdaRoleAdmin, withRole({ inline: { own: document } })).status).toBe('pass');
  });

  it('counts what a boundary or another policy takes away', () => {
    const inline = { data: statement('Allow', 'dynamodb:*') };
    const bounded = anAccount().withPolicy('edge', statement('Allow', ['dynamodb:Get*', 'dynamodb:PutItem']));
    expect(runCheck(lambdaRoleAdmin, withRole({ inline, boundary: 'edge' }, bounded)).status).toBe('pass');
    const deny = statement('Deny', 'dynamodb:DeleteTable');
    expect(runCheck(lambdaRoleAdmin, withRole({ inline: { ...inline, deny } })).status).toBe('pass');
  });

  it('says so for each function that shares the role', () => {
    const account = withRole({ inline: { all: statement('Allow', '*') } }).with(
      withFunctions(aFunction('a'), aFunction('b')),
    );
    expect(foundNames(runCheck(lambdaRoleAdmin, account))).toEqual(['a', 'b']);
  });

  it.each([
    ['a policy that nobody can read', withRole({ inline: { odd: '{', data: statement('Allow', 'sqs:*') } })],
    ['a role that is not in the snapshot', anAccount().with(withFunctions(aFunction('orders-api')))],
    [
      'a role of another account',
      anAccount().with(withFunctions(aFunction('orders-api', { roleArn: 'arn:aws:iam::444455556666:role/orders' }))),
    ],
    ['roles that were not read', withRole({}).without('authorization-details')],
    ['functions that were not read', withRole({}).without('functions')],
  ])('is unknown of %s', (_, story) => {
    const { status, findings } = runCheck(lambdaRoleAdmin, story);
    expect([status, findings]).toEqual(['unknown', []]);
  });
});
