import { describe, expect, it } from 'vitest';
import { configurationSchema } from '../../../lib/config/configuration.ts';
import { aWorld } from '../a-world.ts';

const forEverybody = (Action: string) => ({ Statement: [{ Effect: 'Allow', Principal: '*', Action, Resource: '*' }] });
const configuration = configurationSchema.parse({ inventory: ['functions', 'buckets'] });

/** An account with a function and a bucket that are open to everybody, which an analyzer has found only if it had the time. */
function opened(created: string) {
  return aWorld({
    roles: [{ name: 'hook', created: '-90d', trust: { service: 'lambda.amazonaws.com' } }],
    functions: [
      {
        name: 'hook',
        region: 'eu-west-1',
        runtime: 'nodejs24.x',
        role: 'hook',
        modified: '-90d',
        policy: forEverybody('lambda:InvokeFunction'),
      },
    ],
    buckets: [{ name: 'shop', region: 'eu-west-1', created: '-90d', policy: forEverybody('s3:GetObject') }],
    analyzers: [{ name: 'external', region: 'eu-west-1', created }],
  });
}

describe('the inventory of a Region with an analyzer', () => {
  it.each([
    ['asks about each function and bucket itself while it is younger than a day', '-0.9d', 1],
    ['leaves that to it once it has had a day', '-1d', 0],
  ])('%s', async (_, created, asked) => {
    await using world = await opened(created);
    const { functionAccess, bucketSettings } = await world.collect({ configuration });
    expect(functionAccess).toHaveLength(asked);
    expect(world.calls('lambda:GetPolicy')).toBe(asked);
    expect(world.calls('s3:GetPublicAccessBlock')).toBe(asked);
    expect(bucketSettings?.map(({ publicGrants }) => publicGrants)).toEqual([asked === 0 ? undefined : []]);
  });
});
