import { describe, expect, it } from 'vitest';
import { lambdaRoleUnusedServices } from '../../../lib/checks/serverless/lambda-role-unused-services.ts';
import { servicesUnused } from '../../../lib/checks/unused/services-unused.ts';
import { findingId } from '../../../lib/findings/fingerprint.ts';
import { anAccount } from '../../builders/an-account.ts';
import { aFunction, functionArn, withFunctions } from '../../builders/functions.ts';
import { daysAgo } from '../../builders/time.ts';
import { runCheck } from '../run-check.ts';

const ROLE_ARN = 'arn:aws:iam::111122223333:role/orders';
const inline = {
  own: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:*', 'sqs:*'], Resource: '*' }] },
};
const functions = withFunctions(aFunction('charge'));

describe('lambdaRoleUnusedServices', () => {
  it('names what the role does not use, and the finding that says why', () => {
    const account = anAccount()
      .withRole('orders', { inline, used: { s3: daysAgo(1), sqs: null } })
      .with(functions);
    const [finding] = runCheck(lambdaRoleUnusedServices, account).findings;
    expect(finding).toMatchObject({
      severity: 'low',
      resource: { arn: ROLE_ARN },
      evidence: {
        services: ['sqs'],
        functions: [functionArn('charge')],
        findingOf: findingId('services-unused', ROLE_ARN),
      },
    });
    expect(runCheck(servicesUnused, account).findings).toMatchObject([{ resource: { arn: ROLE_ARN } }]);
    expect(finding && lambdaRoleUnusedServices.describe(finding)).toBe(
      'Role orders of function charge is granted what it does not use: sqs.',
    );
  });

  it.each([
    ['uses all of it', { inline, used: { s3: daysAgo(1), sqs: daysAgo(3) } }],
    ['is not used at all, which is the finding of the role', { inline, used: { s3: null, sqs: null } }],
  ])('passes over a role that %s', (_, spec) => {
    expect(runCheck(lambdaRoleUnusedServices, anAccount().withRole('orders', spec).with(functions)).status).toBe(
      'pass',
    );
  });

  it('does not look at roles of no function', () => {
    const account = anAccount().withRole('other', { inline, used: { s3: daysAgo(1), sqs: null } });
    expect(runCheck(lambdaRoleUnusedServices, account).status).toBe('not-applicable');
  });

  it('is unknown where services-unused is', () => {
    const account = anAccount()
      .withRole('orders', {
        inline,
        used: { s3: daysAgo(1) },
        lastAccessed: { status: 'denied', reason: 'no permission' },
      })
      .with(functions);
    const { unknown } = runCheck(lambdaRoleUnusedServices, account);
    expect(unknown.length).toBeGreaterThan(0);
    expect(unknown).toEqual(runCheck(servicesUnused, account).unknown);
  });

  it.each(['functions', 'last-accessed', 'authorization-details'] as const)('is unknown without %s', (source) => {
    const account = anAccount()
      .withRole('orders', { inline, used: { s3: daysAgo(1), sqs: null } })
      .with(functions);
    expect(runCheck(lambdaRoleUnusedServices, account.without(source)).status).toBe('unknown');
  });

  it('is unknown of a role that the snapshot does not hold', () => {
    expect(runCheck(lambdaRoleUnusedServices, anAccount().with(functions)).status).toBe('unknown');
  });
});
