import { describe, expect, it } from 'vitest';
import { describeRegions } from '../../../lib/sandbox/ec2/describe-regions.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';

const call = callsTo(embeddedAccount({ optedInRegions: ['eu-south-1'] }));
const namesOf = ({ Regions = [] }: ReturnType<typeof describeRegions>) => Regions.map(({ RegionName }) => RegionName);

describe('describeRegions', () => {
  it('answers the Regions that are on', () => {
    const { Regions = [] } = call(describeRegions, {});
    expect(Regions).toHaveLength(18);
    expect(Regions).toContainEqual({
      RegionName: 'eu-west-1',
      Endpoint: 'ec2.eu-west-1.amazonaws.com',
      OptInStatus: 'opt-in-not-required',
    });
    expect(Regions.filter(({ OptInStatus }) => OptInStatus !== 'opt-in-not-required')).toMatchObject([
      { RegionName: 'eu-south-1', OptInStatus: 'opted-in' },
    ]);
  });

  it('answers all Regions when it is asked to, with those that are off', () => {
    const { Regions = [] } = call(describeRegions, { AllRegions: true });
    expect(Regions).toHaveLength(34);
    expect(Regions.find(({ RegionName }) => RegionName === 'mx-central-1')?.OptInStatus).toBe('not-opted-in');
  });

  it('answers the Regions of a name or filter', () => {
    expect(namesOf(call(describeRegions, { RegionNames: ['us-east-1', 'eu-south-1'] }))).toEqual([
      'us-east-1',
      'eu-south-1',
    ]);
    expect(
      namesOf(call(describeRegions, { Filters: [{ Name: 'region-name', Values: ['us-*', 'sa-east-?'] }] })),
    ).toHaveLength(5);
    const optedIn = { Filters: [{ Name: 'opt-in-status', Values: ['opted-in'] }], AllRegions: true };
    expect(namesOf(call(describeRegions, optedIn))).toEqual(['eu-south-1']);
    expect(
      namesOf(call(describeRegions, { Filters: [{ Name: 'endpoint', Values: ['ec2xeu-west-1.amazonaws.com'] }] })),
    ).toEqual([]);
  });

  it('refuses names and filters that are none', () => {
    expectAwsError('InvalidParameterValue', () => call(describeRegions, { RegionNames: ['moon-1'] }));
    expectAwsError('InvalidParameterValue', () =>
      call(describeRegions, { Filters: [{ Name: 'colour', Values: ['red'] }] }),
    );
    expectAwsError('InvalidParameterValue', () =>
      call(describeRegions, { Filters: [{ Name: 'toString', Values: ['x'] }] }),
    );
  });

  it.each([
    ['aws-cn', ['ec2.cn-north-1.amazonaws.com.cn', 'ec2.cn-northwest-1.amazonaws.com.cn']],
    ['aws-us-gov', ['ec2.us-gov-east-1.amazonaws.com', 'ec2.us-gov-west-1.amazonaws.com']],
  ] as const)('knows the Regions of %s', (partition, endpoints) => {
    const { Regions } = callsTo(embeddedAccount({ partition }))(describeRegions, { AllRegions: true });
    expect(Regions?.map(({ Endpoint }) => Endpoint)).toEqual(endpoints);
  });
});
