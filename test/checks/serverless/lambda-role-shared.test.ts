import { describe, expect, it } from 'vitest';
import { lambdaRoleShared } from '../../../lib/checks/serverless/lambda-role-shared.ts';
import { anAccount } from '../../builders/an-account.ts';
import { aFunction, functionArn, withFunctions } from '../../builders/functions.ts';
import { runCheck } from '../run-check.ts';

const own = (name: string) => aFunction(name, { roleArn: `arn:aws:iam::111122223333:role/${name}` });
const partly = { status: 'partial', reason: 'eu-north-1 did not answer', dataAsOf: null } as const;

describe('lambdaRoleShared', () => {
  it('finds a role once, with its functions', () => {
    const { findings } = runCheck(
      lambdaRoleShared,
      anAccount().with(withFunctions(aFunction('refund'), own('mail'), aFunction('charge'))),
    );
    expect(findings).toMatchObject([
      {
        severity: 'low',
        resource: { arn: 'arn:aws:iam::111122223333:role/orders', type: 'AWS::IAM::Role', name: 'orders' },
        evidence: { functions: [functionArn('charge'), functionArn('refund')], functionCount: 2 },
      },
    ]);
    expect(findings[0] && lambdaRoleShared.describe(findings[0])).toBe(
      '2 functions run with role orders: charge, refund.',
    );
  });

  it('passes over a function with a role of its own', () => {
    expect(runCheck(lambdaRoleShared, anAccount().with(withFunctions(own('mail'), own('pdf')))).status).toBe('pass');
  });

  it('takes a function in two Regions for one', () => {
    const account = anAccount().with(withFunctions(aFunction('refund'), aFunction('refund', { region: 'eu-north-1' })));
    expect(runCheck(lambdaRoleShared, account).status).toBe('pass');
  });

  it('knows what is shared, and not what is not, while a Region did not answer', () => {
    const account = anAccount()
      .with(withFunctions(aFunction('refund'), aFunction('charge'), own('mail')))
      .withCoverage('functions', partly);
    const { findings, unknown } = runCheck(lambdaRoleShared, account);
    expect(findings.map(({ resource }) => resource.name)).toEqual(['orders']);
    expect(unknown.map(({ resourceArn }) => resourceArn)).toEqual(['arn:aws:iam::111122223333:role/mail', undefined]);
  });

  it('is unknown when functions were not read', () => {
    expect(runCheck(lambdaRoleShared, anAccount().without('functions')).status).toBe('unknown');
  });
});
