import { describe, expect, it } from 'vitest';
import { lambdaOutsideVpc } from '../../../lib/checks/serverless/lambda-outside-vpc.ts';
import { lambdaSingleAz } from '../../../lib/checks/serverless/lambda-single-az.ts';
import { anAccount } from '../../builders/an-account.ts';
import { aFunction, withFunctions } from '../../builders/functions.ts';
import { runCheck } from '../run-check.ts';

const inSubnets = (...subnetIds: string[]) => anAccount().with(withFunctions(aFunction('api', { subnetIds })));

describe('lambdaOutsideVpc', () => {
  it('finds a function without subnets, and passes over one with', () => {
    expect(runCheck(lambdaOutsideVpc, inSubnets()).findings).toMatchObject([{ severity: 'info', evidence: {} }]);
    expect(runCheck(lambdaOutsideVpc, inSubnets('subnet-a')).status).toBe('pass');
  });

  it('is unknown when functions were not read', () => {
    expect(runCheck(lambdaOutsideVpc, inSubnets().without('functions')).status).toBe('unknown');
  });
});

describe('lambdaSingleAz', () => {
  it('finds subnets of one zone', () => {
    const [finding] = runCheck(lambdaSingleAz, inSubnets('subnet-a2', 'subnet-a')).findings;
    expect(finding).toMatchObject({
      severity: 'low',
      evidence: { zone: 'euw1-az1', subnets: ['subnet-a', 'subnet-a2'] },
    });
    expect(finding && lambdaSingleAz.describe(finding)).toBe(
      'Function api of eu-west-1 runs in zone euw1-az1 alone: subnet-a, subnet-a2.',
    );
  });

  it.each([
    ['in two zones', inSubnets('subnet-a', 'subnet-b')],
    ['in two zones, and in a subnet that nobody knows', inSubnets('subnet-a', 'subnet-b', 'subnet-x')],
    ['in no VPC', inSubnets()],
  ])('passes over a function %s', (_, story) => {
    expect(runCheck(lambdaSingleAz, story).status).toBe('pass');
  });

  it('is sure of a single subnet, whichever zone it is in', () => {
    const { findings } = runCheck(lambdaSingleAz, inSubnets('subnet-a').without('subnets'));
    expect(findings).toMatchObject([{ evidence: { zone: null } }]);
  });

  it.each([
    ['a subnet that nobody knows', inSubnets('subnet-a', 'subnet-x')],
    ['subnets that were not read', inSubnets('subnet-a', 'subnet-b').without('subnets')],
    ['functions that were not read', inSubnets().without('functions')],
  ])('is unknown of %s', (_, story) => {
    expect(runCheck(lambdaSingleAz, story).status).toBe('unknown');
  });
});
