import type { DescribeSubnetsCommandInput, DescribeSubnetsResult, Subnet } from '@aws-sdk/client-ec2';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';
import { compileFilters } from './filters.ts';
import { pageRequest } from './paging.ts';

/** DescribeSubnets of the Region. The account file knows of a subnet's zone only its id (`euw1-az1`). */
export function describeSubnets(call: Call<HandlerInput<DescribeSubnetsCommandInput>>): DescribeSubnetsResult {
  const { input, account, region } = call;
  const wanted = input.SubnetIds ?? [];
  const subnets = account.subnets
    .filter((subnet) => subnet.region === region)
    .map(({ id, zone }) => ({
      SubnetId: id,
      SubnetArn: `arn:${account.partition}:ec2:${region}:${account.accountId}:subnet/${id}`,
      AvailabilityZoneId: zone,
      OwnerId: account.accountId,
      State: 'available' as const,
    }));
  const missing = wanted.find((id) => !subnets.some(({ SubnetId }) => SubnetId === id));
  if (missing !== undefined) {
    throw new AwsError('InvalidSubnetID.NotFound', `The subnet ID '${missing}' does not exist`);
  }
  const passes = compileFilters<Subnet>(input.Filters, {
    'subnet-id': ({ SubnetId }) => SubnetId,
    'availability-zone-id': ({ AvailabilityZoneId }) => AvailabilityZoneId,
  });
  const { items, nextToken } = pageOf({
    items: subnets.filter((subnet) => (wanted.length === 0 || wanted.includes(subnet.SubnetId)) && passes(subnet)),
    keyOf: ({ SubnetId }) => SubnetId,
    ...pageRequest(input, account),
  });
  return { Subnets: [...items], NextToken: nextToken };
}
