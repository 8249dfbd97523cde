import { describe, expect, it } from 'vitest';
import { describeSubnets } from '../../../lib/sandbox/ec2/subnets.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';

const subnets = Array.from({ length: 7 }, (_, index) => ({
  id: `subnet-0${index}`,
  region: index === 6 ? 'us-east-1' : 'eu-west-1',
  zone: `euw1-az${(index % 3) + 1}`,
}));
const call = callsTo(embeddedAccount({ subnets }));

describe('describeSubnets', () => {
  it('tells the zones of the subnets that are asked for', () => {
    expect(call(describeSubnets, { SubnetIds: ['subnet-01', 'subnet-02'] }).Subnets).toMatchObject([
      { SubnetId: 'subnet-01', AvailabilityZoneId: 'euw1-az2', State: 'available' },
      { SubnetId: 'subnet-02', AvailabilityZoneId: 'euw1-az3' },
    ]);
    expectAwsError('InvalidSubnetID.NotFound', () => call(describeSubnets, { SubnetIds: ['subnet-06'] }));
  });

  it('filters, and pages by 5 to 1,000', () => {
    const inZone = { Filters: [{ Name: 'availability-zone-id', Values: ['euw1-az1'] }] };
    expect(call(describeSubnets, inZone).Subnets).toHaveLength(2);
    const { NextToken } = call(describeSubnets, { MaxResults: 5 });
    expect(call(describeSubnets, { MaxResults: 5, NextToken }).Subnets).toHaveLength(1);
    expectAwsError('InvalidParameterValue', () => call(describeSubnets, { MaxResults: 4 }));
  });
});
