import { describe, expect, it } from 'vitest';
import { readAccountPublicAccessBlock } from '../../../lib/collect/inventory/account-public-access-block.ts';
import { ACCOUNT_ID } from '../../builders/naming.ts';
import { aWorld } from '../a-world.ts';

describe('readAccountPublicAccessBlock', () => {
  it('reads what S3 refuses for all buckets', async () => {
    await using world = await aWorld({ accountPublicAccessBlock: { blockPublicAcls: false } });
    expect(await readAccountPublicAccessBlock(world.context(), ACCOUNT_ID)).toEqual({
      data: {
        set: true,
        blockPublicAcls: false,
        ignorePublicAcls: true,
        blockPublicPolicy: true,
        restrictPublicBuckets: true,
      },
    });
  });

  it('reads that nothing is refused for all', async () => {
    await using world = await aWorld();
    expect(await readAccountPublicAccessBlock(world.context(), ACCOUNT_ID)).toEqual({ data: { set: false } });
  });

  it('takes nothing else for that', async () => {
    await using world = await aWorld();
    world.sandbox.setFaults([{ on: 's3control:GetPublicAccessBlock', fault: 'denied' }]);
    await expect(readAccountPublicAccessBlock(world.context(), ACCOUNT_ID)).rejects.toThrow();
  });
});
