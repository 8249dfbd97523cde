import { describe, expect, it } from 'vitest';
import { readFunctions } from '../../../lib/collect/inventory/functions.ts';
import { readLogGroups } from '../../../lib/collect/inventory/log-groups.ts';
import { readParameters } from '../../../lib/collect/inventory/parameters.ts';
import { readSubnets } from '../../../lib/collect/inventory/subnets.ts';
import type { AccountSpecInput } from '../../../lib/sandbox/account-file.ts';
import { ACCOUNT_ID } from '../../builders/naming.ts';
import { manyFunctions } from '../../sandbox/many-functions.ts';
import { aWorld } from '../a-world.ts';

type FunctionInput = NonNullable<AccountSpecInput['functions']>[number];

const where = { regions: ['eu-west-1', 'us-east-1'], gaps: [] };
const PASSWORD = 'tr0ub4dor-and-3';
const role = `arn:aws:iam::${ACCOUNT_ID}:role/orders`;

const orders: FunctionInput = {
  name: 'orders',
  region: 'eu-west-1',
  runtime: 'nodejs24.x',
  role,
  modified: '2026-03-01T08:00:00Z',
  environment: { STAGE: 'prod', DB_PASSWORD: PASSWORD },
};
const image: FunctionInput = {
  name: 'thumbnails',
  region: 'us-east-1',
  runtime: 'image',
  role,
  modified: '2026-03-01T08:00:00Z',
  subnets: ['subnet-1', 'subnet-2'],
  layers: ['arn:aws:lambda:us-east-1:999999999999:layer:tools:3'],
  tracing: true,
  deadLetter: `arn:aws:sqs:us-east-1:${ACCOUNT_ID}:failed`,
  logGroup: '/shop/thumbnails',
};

/** Two functions in two Regions, and what they lean on. */
const estate: Omit<AccountSpecInput, 'accountId'> = {
  functions: [orders, image],
  logGroups: [
    { name: '/aws/lambda/orders', region: 'eu-west-1', retentionDays: 30 },
    { name: '/aws/apigateway/shop', region: 'eu-west-1' },
    { name: '/shop/thumbnails', region: 'us-east-1' },
  ],
  subnets: [
    { id: 'subnet-1', region: 'us-east-1', zone: 'use1-az1' },
    { id: 'subnet-2', region: 'us-east-1', zone: 'use1-az2' },
    { id: 'subnet-3', region: 'us-east-1', zone: 'use1-az4' },
  ],
  parameters: {
    '/shop/url': { value: 'https://shop.example.com', region: 'eu-west-1' },
    '/shop/db/password': { value: PASSWORD, type: 'SecureString', region: 'us-east-1' },
  },
};

describe('readFunctions', () => {
  it('reads what a list has of functions, in each Region', async () => {
    await using world = await aWorld(estate);
    const { data, gaps } = await readFunctions(world.context(), where);
    expect(gaps).toEqual([]);
    expect(data?.regions).toEqual(where.regions);
    expect(data?.items).toEqual([
      {
        arn: `arn:aws:lambda:eu-west-1:${ACCOUNT_ID}:function:orders`,
        name: 'orders',
        region: 'eu-west-1',
        runtime: 'nodejs24.x',
        roleArn: role,
        modifiedAt: '2026-03-01T08:00:00.000Z',
        revisionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        kmsKeyArn: null,
        environment: {
          variables: [
            { name: 'STAGE', secret: null },
            { name: 'DB_PASSWORD', secret: { by: 'name', kind: 'value that its name calls a secret' } },
          ],
        },
        subnetIds: [],
        layerArns: [],
        tracing: 'PassThrough',
        deadLetterTargetArn: null,
        logGroup: '/aws/lambda/orders',
      },
      expect.objectContaining({
        runtime: null,
        environment: null,
        subnetIds: image.subnets,
        layerArns: image.layers,
        tracing: 'Active',
        deadLetterTargetArn: image.deadLetter,
        logGroup: '/shop/thumbnails',
      }),
    ]);
    expect(JSON.stringify(data)).not.toContain(PASSWORD);
  });

  it('says why Lambda shows no environment', async () => {
    const key = '11111111-2222-3333-4444-555555555555';
    const keys = [{ id: key, region: 'eu-west-1', state: 'Disabled' as const, created: '2026-01-01T00:00:00Z' }];
    await using world = await aWorld({ functions: [{ ...orders, kmsKeyId: key }], keys });
    const { data } = await readFunctions(world.context(), where);
    expect(data?.items[0]).toMatchObject({
      kmsKeyArn: `arn:aws:kms:eu-west-1:${ACCOUNT_ID}:key/${key}`,
      environment: { unreadable: expect.stringMatching(/^DisabledException: Lambda was unable to decrypt/) },
    });
  });

  it('follows pages of fifty', async () => {
    const { accountId: _, ...spec } = manyFunctions({ count: 240, regions: where.regions });
    await using world = await aWorld(spec);
    expect((await readFunctions(world.context(), where)).data?.items).toHaveLength(240);
    expect(world.calls('lambda:ListFunctions')).toBe(6);
  });

  it('goes on without a Region that does not answer', async () => {
    await using world = await aWorld(estate);
    world.sandbox.setFaults([{ on: 'lambda:ListFunctions', fault: 'denied', times: 1 }]);
    const { data, gaps } = await readFunctions(world.context(), where);
    expect(data?.items).toHaveLength(1);
    expect(gaps).toEqual([expect.stringMatching(/^(eu-west-1|us-east-1): Access denied/)]);
  });
});

/** The functions of the estate, in Regions of which one has none. */
async function functionsIn(world: Awaited<ReturnType<typeof aWorld>>) {
  const { data } = await readFunctions(world.context(), { regions: [...where.regions, 'eu-north-1'], gaps: [] });
  if (data === null) throw new Error('there are no functions');
  world.sandbox.ledger.reset();
  return data;
}

describe('readLogGroups', () => {
  it('reads those that functions write to, whatever they are called, and asks no Region without functions', async () => {
    await using world = await aWorld(estate);
    const { data, gaps } = await readLogGroups(world.context(), await functionsIn(world));
    expect(gaps).toEqual([]);
    expect(data).toEqual({
      regions: ['eu-west-1', 'us-east-1', 'eu-north-1'],
      items: [
        { name: '/aws/lambda/orders', region: 'eu-west-1', retentionDays: 30 },
        { name: '/shop/thumbnails', region: 'us-east-1', retentionDays: null },
      ],
    });
    expect(world.calls('logs:DescribeLogGroups')).toBe(2);
  });

  it('asks for groups of other names fifty at a time', async () => {
    const names = Array.from({ length: 51 }, (_, index) => `f-${index}`);
    await using world = await aWorld({
      functions: names.map((name) => ({ ...orders, name, logGroup: `/shop/${name}` })),
      logGroups: names.map((name) => ({ name: `/shop/${name}`, region: 'eu-west-1', retentionDays: 7 as const })),
    });
    const { data } = await readLogGroups(world.context(), await functionsIn(world));
    expect(data?.items).toHaveLength(51);
    expect(world.calls('logs:DescribeLogGroups')).toBe(2);
  });
});

describe('readSubnets', () => {
  it('reads the zones of those that functions are in, although one of them is gone', async () => {
    await using world = await aWorld(estate);
    const functions = await functionsIn(world);
    const items = functions.items.map((each) => ({ ...each, subnetIds: [...each.subnetIds, 'subnet-gone'] }));
    const { data, gaps } = await readSubnets(world.context(), { ...functions, items });
    expect(gaps).toEqual([]);
    expect(data).toEqual({
      regions: ['eu-west-1', 'us-east-1', 'eu-north-1'],
      items: [
        { id: 'subnet-1', region: 'us-east-1', availabilityZoneId: 'use1-az1' },
        { id: 'subnet-2', region: 'us-east-1', availabilityZoneId: 'use1-az2' },
      ],
    });
    expect(world.calls('ec2:DescribeSubnets')).toBe(2);
  });

  it('asks nobody where no function is in a VPC', async () => {
    await using world = await aWorld({ functions: [orders] });
    const { data } = await readSubnets(world.context(), await functionsIn(world));
    expect(data?.items).toEqual([]);
    expect(world.calls('ec2:DescribeSubnets')).toBe(0);
  });
});

describe('readParameters', () => {
  it('reads names and types, and no value', async () => {
    await using world = await aWorld(estate);
    const { data } = await readParameters(world.context(), where);
    expect(data?.items).toMatchObject([
      {
        arn: `arn:aws:ssm:eu-west-1:${ACCOUNT_ID}:parameter/shop/url`,
        name: '/shop/url',
        region: 'eu-west-1',
        type: 'String',
        modifiedAt: expect.any(String),
      },
      { name: '/shop/db/password', region: 'us-east-1', type: 'SecureString' },
    ]);
    expect(JSON.stringify(data)).not.toContain(PASSWORD);
    expect(world.calls('ssm:DescribeParameters')).toBe(2);
    expect(world.calls('ssm:GetParameters')).toBe(0);
  });
});
