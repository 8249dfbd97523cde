import { paginateDescribeSubnets } from '@aws-sdk/client-ec2';
import { batchesOf } from '../../publish/batches.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { required } from '../answers.ts';
import type { CollectContext } from '../context.ts';
import type { Reading } from '../reading.ts';
import { readInRegions } from '../regions.ts';

type Functions = NonNullable<Snapshot['functions']>;
type Subnets = NonNullable<Snapshot['subnets']>;

/** Values that a filter of EC2 takes. A subnet that is gone is no error of a filter, as it is where it is asked for by its id. */
const FILTER_VALUES = 200;

/** The most that EC2 gives on a page. */
const PAGE_SUBNETS = 1000;

/** The subnets that functions are in, with their zones. A Region without such functions is not asked. */
export async function readSubnets(
  { aws }: CollectContext,
  { regions, items: functions }: Functions,
): Promise<Reading<Subnets>> {
  const { gaps, ...read } = await readInRegions({ regions, gaps: [] }, async (region) => {
    const here = functions.filter((lambda) => lambda.region === region);
    const batches = batchesOf([...new Set(here.flatMap(({ subnetIds }) => subnetIds))], FILTER_VALUES);
    const answers = await Promise.all(
      batches.map((ids) => {
        const Filters = [{ Name: 'subnet-id', Values: [...ids] }];
        return Array.fromAsync(
          paginateDescribeSubnets({ client: aws.ec2(region), pageSize: PAGE_SUBNETS }, { Filters }),
        );
      }),
    );
    return answers
      .flat()
      .flatMap(({ Subnets: subnets }) => subnets ?? [])
      .map(({ SubnetId, AvailabilityZoneId }) => ({
        id: required(SubnetId, 'SubnetId'),
        region,
        availabilityZoneId: required(AvailabilityZoneId, 'AvailabilityZoneId'),
      }));
  });
  return { data: { regions: [...read.regions], items: [...read.items] }, gaps };
}
