import type { AccountSpecInput } from '../../../lib/sandbox/account-file.ts';

type FunctionSpec = NonNullable<AccountSpecInput['functions']>[number];

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

/** A function of eu-west-1 with the role orders-api and nothing else. */
export function aFunction(name: string, particulars: Partial<FunctionSpec> = {}): FunctionSpec {
  return {
    name,
    region: 'eu-west-1',
    runtime: 'nodejs24.x',
    role: 'orders-api',
    modified: '2026-11-01T12:00:00Z',
    ...particulars,
  };
}

/** What an account needs for its functions: the role, two subnets, and a key that is in use and one that is not. */
export const surroundings = {
  roles: [{ name: 'orders-api', path: '/apps/', created: '-900d', trust }],
  subnets: [
    { id: 'subnet-0a1', region: 'eu-west-1', zone: 'euw1-az1' },
    { id: 'subnet-0b2', region: 'eu-west-1', zone: 'euw1-az2' },
  ],
  keys: [
    { id: '1234abcd-12ab-34cd-56ef-1234567890ab', region: 'eu-west-1', alias: 'alias/orders', created: '-400d' },
    { id: '0987dcba-09fe-87dc-65ba-ab0987654321', region: 'eu-west-1', state: 'Disabled', created: '-400d' },
  ],
} satisfies Partial<AccountSpecInput>;
