import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { isEveryRegion, readEnabledRegions, readInRegions, regionsToRead } from '../../lib/collect/regions.ts';
import { aWorld } from './a-world.ts';

const enabled = [
  { region: 'eu-west-1', optIn: 'opt-in-not-required' },
  { region: 'ap-southeast-3', optIn: 'opted-in' },
] as const;

describe('readEnabledRegions', () => {
  it('leaves out Regions that an endpoint lists although the account cannot use them', async () => {
    await using world = await aWorld();
    using ec2 = disposable(mockClient(EC2Client));
    ec2.on(DescribeRegionsCommand).resolves({
      Regions: [
        { RegionName: 'eu-west-1', OptInStatus: 'opt-in-not-required' },
        { RegionName: 'ap-southeast-3', OptInStatus: 'opted-in' },
        { RegionName: 'ca-west-1', OptInStatus: 'not-opted-in' },
        { RegionName: 'cn-north-1', OptInStatus: 'opt-in-not-required' },
        { RegionName: 'us-gov-west-1', OptInStatus: 'opt-in-not-required' },
      ],
    });
    expect((await readEnabledRegions(world.context())).data).toEqual(enabled);
  });
});

function disposable<Mock extends { restore(): void }>(mock: Mock): Mock & Disposable {
  return Object.assign(mock, { [Symbol.dispose]: () => mock.restore() });
}

describe('regionsToRead', () => {
  it("is the audit's own Region unless the configuration says more", () => {
    expect(regionsToRead(undefined, enabled, 'eu-west-1')).toEqual({ regions: ['eu-west-1'], gaps: [] });
  });

  it('is what the configuration lists, each once', () => {
    expect(regionsToRead(['us-east-1', 'us-east-1'], null, 'eu-west-1')).toEqual({ regions: ['us-east-1'], gaps: [] });
  });

  it('is every enabled Region', () => {
    expect(regionsToRead('all', enabled, 'eu-west-1').regions).toEqual(['eu-west-1', 'ap-southeast-3']);
  });

  it('says what is missing when the enabled Regions are not known', () => {
    expect(regionsToRead('all', null, 'eu-west-1')).toEqual({
      regions: ['eu-west-1'],
      gaps: ['every Region but eu-west-1: which ones are enabled could not be read'],
    });
  });
});

describe('isEveryRegion', () => {
  const where = (...regions: string[]) => ({ regions, gaps: [] });

  it('holds the Regions that are read against those that are enabled', () => {
    expect(isEveryRegion(where('ap-southeast-3', 'eu-west-1', 'us-east-1'), enabled)).toBe(true);
    expect(isEveryRegion(where('eu-west-1'), enabled)).toBe(false);
    expect(isEveryRegion(where('eu-west-1'), [enabled[0]])).toBe(true);
  });

  it('is false when the enabled ones are not known', () => {
    expect(isEveryRegion(where('eu-west-1'), null)).toBe(false);
  });
});

describe('readInRegions', () => {
  const noSuchHost = Object.assign(new Error('getaddrinfo'), {
    code: 'ENOTFOUND',
    hostname: 'access-analyzer.xx-west-1.amazonaws.com',
  });
  const where = { regions: ['eu-west-1', 'xx-west-1', 'us-east-1'], gaps: [] };

  it('goes on without a Region that has no such endpoint', async () => {
    const reading = await readInRegions(where, async (region) => {
      if (region === 'xx-west-1') throw noSuchHost;
      return [`found in ${region}`];
    });
    expect(reading).toEqual({
      regions: ['eu-west-1', 'us-east-1'],
      items: ['found in eu-west-1', 'found in us-east-1'],
      gaps: [
        'xx-west-1: No such host: access-analyzer.xx-west-1.amazonaws.com (ENOTFOUND); is the Region right, and is there a network?',
      ],
    });
  });

  it('fails when no Region answers', async () => {
    await expect(readInRegions(where, async () => Promise.reject(noSuchHost))).rejects.toBe(noSuchHost);
  });
});
