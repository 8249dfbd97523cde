import { describe, expect, it } from 'vitest';
import { readKeyRotation } from '../../../lib/collect/inventory/key-rotation.ts';
import { readKmsKeys } from '../../../lib/collect/inventory/kms-keys.ts';
import type { AccountSpecInput } from '../../../lib/sandbox/account-file.ts';
import type { KeyRotation } from '../../../lib/snapshot/snapshot.ts';
import { ACCOUNT_ID } from '../../builders/naming.ts';
import { daysAgo, NOW } from '../../builders/time.ts';
import { aWorld, type World } from '../a-world.ts';

type KeyInput = NonNullable<AccountSpecInput['keys']>[number];

const REGION = 'eu-west-1';
const idOf = (index: number) => `0000000${index}-1111-2222-3333-444455556666`;
const arnOf = (index: number, region = REGION) => `arn:aws:kms:${region}:${ACCOUNT_ID}:key/${idOf(index)}`;
const aKey = (index: number, more: Partial<KeyInput> = {}): KeyInput => ({
  id: idOf(index),
  region: REGION,
  created: '-900d',
  ...more,
});

async function keysOf(world: World, regions: readonly string[] = [REGION]) {
  const { data } = await readKmsKeys(world.context(), { regions, gaps: [] });
  return data?.items ?? [];
}

/** What a night reads of keys, and how often it asked. */
async function night(world: World, kept: readonly KeyRotation[] | null = null) {
  const keys = await keysOf(world);
  world.sandbox.ledger.reset();
  const reading = await readKeyRotation(world.context(), keys, kept);
  const calls = ['kms:GetKeyRotationStatus', 'kms:DescribeKey'].map((action) => world.calls(action));
  return { reading, calls };
}

describe('readKmsKeys', () => {
  it('reads the keys of all Regions with their aliases, but for those that AWS manages', async () => {
    await using world = await aWorld({
      keys: [
        aKey(1, { alias: 'alias/orders' }),
        aKey(2, { alias: 'alias/aws/ebs', awsManaged: true }),
        aKey(3, { region: 'us-east-1' }),
      ],
    });
    const reading = await readKmsKeys(world.context(), { regions: [REGION, 'us-east-1', 'eu-north-1'], gaps: [] });
    expect(reading).toEqual({
      gaps: [],
      data: {
        regions: [REGION, 'us-east-1', 'eu-north-1'],
        items: [
          { arn: arnOf(1), id: idOf(1), region: REGION, aliases: ['alias/orders'] },
          { arn: arnOf(3, 'us-east-1'), id: idOf(3), region: 'us-east-1', aliases: [] },
        ],
      },
    });
    // Where there is no key, nobody asks for aliases.
    expect(world.calls('kms:ListKeys')).toBe(3);
    expect(world.calls('kms:ListAliases')).toBe(2);
  });

  it('reads all pages', async () => {
    const keys = Array.from({ length: 7 }, (_, index) => aKey(index, { alias: `alias/key-${index}` }));
    await using world = await aWorld({ keys }, { pageLimit: 3 });
    expect((await keysOf(world)).map(({ aliases }) => aliases)).toEqual(keys.map(({ alias }) => [alias]));
  });
});

describe('readKeyRotation', () => {
  it('reads which keys are rotated, and how often', async () => {
    await using world = await aWorld({ keys: [aKey(1, { rotation: true, periodDays: 180 }), aKey(2)] });
    const { reading, calls } = await night(world);
    expect(reading.data).toEqual([
      { keyArn: arnOf(1), readAt: NOW.toISOString(), isOn: true, periodDays: 180, exempt: null },
      { keyArn: arnOf(2), readAt: NOW.toISOString(), isOn: false, periodDays: null, exempt: null },
    ]);
    expect(calls).toEqual([2, 1]);
  });

  it.each<[string, Partial<KeyInput>]>([
    ['it is asymmetric (RSA_2048)', { spec: 'RSA_2048' }],
    ['it is for HMAC (HMAC_256)', { spec: 'HMAC_256' }],
    ['its material is imported', { origin: 'EXTERNAL' }],
    ['it is in a custom key store (AWS_CLOUDHSM)', { origin: 'AWS_CLOUDHSM' }],
    ['it is about to be deleted', { state: 'PendingDeletion', rotation: true }],
    ['it is disabled', { state: 'Disabled' }],
    ['AWS manages it', { awsManaged: true, origin: 'EXTERNAL' }],
  ])('says why KMS does not rotate a key: %s', async (exempt, more) => {
    await using world = await aWorld({ keys: [aKey(1, more)] });
    const { reading } = await night(world);
    expect(reading.data).toMatchObject([{ isOn: false, exempt }]);
    expect(reading.gaps ?? []).toEqual([]);
  });

  it('does not say of a key that it is off when KMS did not say it', async () => {
    await using world = await aWorld({ keys: [aKey(1), aKey(2, { state: 'Creating' })] });
    const { reading } = await night(world);
    expect(reading.data?.map(({ keyArn }) => keyArn)).toEqual([arnOf(1)]);
    expect(reading.gaps).toEqual([expect.stringMatching(/^1 of 2 keys could not be read: KMSInvalidState/)]);
  });

  it('goes on with the others where key policies let nobody ask', async () => {
    await using world = await aWorld({ keys: [1, 2, 3, 4, 5, 6].map((index) => aKey(index, { rotation: true })) });
    const message = 'User: x is not authorized because no resource-based policy allows the action';
    world.sandbox.setFaults([
      { on: 'kms:GetKeyRotationStatus', times: 4, fault: 'error', code: 'AccessDeniedException', message },
    ]);
    const { reading } = await night(world);
    expect(reading).toMatchObject({ wanted: 6, read: 2 });
    expect(reading.gaps).toEqual([expect.stringMatching(/^4 of 6 keys could not be read: Access denied/)]);
  });

  it('leaves out a key that is gone by then', async () => {
    await using world = await aWorld({ keys: [aKey(1), aKey(2)] });
    const keys = await keysOf(world);
    world.sandbox.setFaults([
      { on: 'kms:GetKeyRotationStatus', times: 1, fault: 'error', code: 'NotFoundException', message: 'gone' },
    ]);
    const reading = await readKeyRotation(world.context(), keys, null);
    expect(reading.data?.map(({ keyArn }) => keyArn)).toEqual([arnOf(2)]);
    expect(reading.gaps).toBeUndefined();
  });

  it('asks on later nights about keys that could be rotated and are not, and about the others after some days', async () => {
    const keys = [
      aKey(1, { rotation: true }),
      aKey(2),
      aKey(3, { spec: 'RSA_2048' }),
      aKey(4, { rotation: true }),
      aKey(5, { rotation: true }),
    ];
    await using world = await aWorld({ keys });
    const answer = (index: number, isOn: boolean, exempt: string | null = null, days = 6): KeyRotation => ({
      keyArn: arnOf(index),
      readAt: daysAgo(days),
      isOn,
      periodDays: isOn ? 365 : null,
      exempt,
    });
    const kept = [
      answer(1, true),
      answer(2, false),
      answer(3, false, 'it is asymmetric (RSA_2048)'),
      answer(4, true, null, 13),
    ];
    const { reading, calls } = await night(world, kept);
    expect(calls).toEqual([3, 1]);
    expect(reading.data?.map(({ readAt }) => readAt === NOW.toISOString())).toEqual([false, true, false, true, true]);
    expect(reading.dataAsOf).toBe(daysAgo(6));
  });
});
