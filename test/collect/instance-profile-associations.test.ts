import { describe, expect, it } from 'vitest';
import { configurationSchema } from '../../lib/config/configuration.ts';
import { ACCOUNT_ID } from '../builders/naming.ts';
import { aWorld } from './a-world.ts';

const ASSOCIATIONS = 'ec2:DescribeIamInstanceProfileAssociations';
const account = {
  instanceProfiles: [
    { name: 'web', created: '-500d' },
    { name: 'idle', created: '-500d' },
  ],
  instances: [{ id: 'i-0a', region: 'us-east-1', instanceProfile: 'web' }],
};
const regions = ['eu-west-1', 'us-east-1'];
const held = { regions, profileArns: [`arn:aws:iam::${ACCOUNT_ID}:instance-profile/web`] };

describe('readInstanceProfileAssociations', () => {
  it('takes from the instances what they hold, without a call of its own', async () => {
    await using world = await aWorld(account);
    const configuration = configurationSchema.parse({ regions, inventory: ['instances'] });
    const snapshot = await world.collect({ configuration });
    expect(snapshot.instanceProfileAssociations).toEqual(held);
    expect(world.calls(ASSOCIATIONS)).toBe(0);
    expect(world.calls('ec2:DescribeInstances')).toBe(2);
  });

  it.each([
    ['the inventory leaves instances out', [], []],
    ['instances may not be described', ['instances'], [{ on: 'ec2:DescribeInstances', fault: 'denied' as const }]],
  ])('asks where %s', async (_, inventory, faults) => {
    await using world = await aWorld(account, { faults });
    const snapshot = await world.collect({ configuration: configurationSchema.parse({ regions, inventory }) });
    expect(snapshot.instanceProfileAssociations).toEqual(held);
    expect(world.calls(ASSOCIATIONS)).toBe(2);
  });

  it('is as incomplete as the instances are', async () => {
    const faults = [{ on: 'ec2:DescribeInstances', skip: 1, fault: 'denied' as const }];
    await using world = await aWorld(account, { faults });
    const configuration = configurationSchema.parse({ regions, inventory: ['instances'] });
    const { coverage, instances } = await world.collect({ configuration });
    expect(instances?.regions).toHaveLength(1);
    const statusOf = (wanted: string) => coverage.find(({ source }) => source === wanted)?.status;
    expect(statusOf('instance-profile-associations')).toBe('partial');
  });
});
