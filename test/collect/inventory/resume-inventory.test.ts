import { describe, expect, it } from 'vitest';
import { resumeInventory } from '../../../lib/collect/inventory/resume-inventory.ts';
import { STOPPED } from '../../../lib/collect/reading.ts';
import { configurationSchema } from '../../../lib/config/configuration.ts';
import { withCoverage } from '../../../lib/snapshot/coverage-records.ts';
import { daysAgo } from '../../builders/time.ts';
import { aWorld, coverageIn } from '../a-world.ts';

const settings = { inventory: ['buckets', 'keys'] as const };
const keys = [1, 2, 3].map((index) => ({
  id: `0000000${index}-1111-2222-3333-444455556666`,
  region: 'eu-west-1',
  created: '-900d',
  rotation: true,
}));

describe('resumeInventory', () => {
  it('asks those who are left, and takes over what was answered before', async () => {
    await using world = await aWorld({ keys });
    const whole = await world.collect({ configuration: configurationSchema.parse(settings) });
    const stopped = withCoverage(
      { ...whole, keyRotation: whole.keyRotation?.slice(0, 1) ?? [] },
      {
        source: 'key-rotation',
        status: 'partial',
        reason: `2 of 3 keys could not be read: ${STOPPED}`,
        dataAsOf: null,
      },
    );
    world.sandbox.ledger.reset();
    const lastNight = (whole.keyRotation ?? []).slice(1, 2).map((rotation) => ({ ...rotation, readAt: daysAgo(2) }));
    const kept = { functionAccess: null, bucketSettings: null, keyRotation: lastNight };
    const resumed = await resumeInventory(world.context({ inventory: ['buckets', 'keys'] }), stopped, async () => kept);
    expect(resumed.keyRotation).toHaveLength(3);
    expect(world.calls('kms:GetKeyRotationStatus')).toBe(1);
    expect(coverageIn(resumed, 'key-rotation')).toEqual({ status: 'complete', reason: null });
    expect(resumed.coverage.map(({ source }) => source)).toEqual(whole.coverage.map(({ source }) => source));
  });

  it('leaves an inventory as it is in which nothing was stopped', async () => {
    await using world = await aWorld({ keys });
    const whole = await world.collect({ configuration: configurationSchema.parse(settings) });
    world.sandbox.ledger.reset();
    expect(await resumeInventory(world.context({ inventory: ['buckets', 'keys'] }), whole)).toBe(whole);
    expect(world.calls('kms:ListKeys')).toBe(0);
  });
});
