import { paginateDescribeIamInstanceProfileAssociations } from '@aws-sdk/client-ec2';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { CollectContext } from './context.ts';
import type { Covered, Reading } from './reading.ts';
import { type RegionsToRead, readInRegions } from './regions.ts';

type Associations = NonNullable<Snapshot['instanceProfileAssociations']>;

interface Known {
  /** The account's instance profiles; where there are none, no instance can hold one. */
  readonly profiles: Snapshot['instanceProfiles'];
  /** The instances, which say what they hold; without data, EC2 is asked for the associations. */
  readonly instances: Covered<NonNullable<Snapshot['instances']>>;
}

/** Which instance profiles some instance holds. */
export async function readInstanceProfileAssociations(
  { aws }: CollectContext,
  where: RegionsToRead,
  { profiles, instances }: Known,
): Promise<Reading<Associations>> {
  if (profiles?.length === 0) return { data: { regions: where.regions, profileArns: [] }, gaps: where.gaps };
  if (instances.data !== null) {
    const { regions, items } = instances.data;
    const { reason } = instances.coverage;
    const held = items.flatMap(({ instanceProfileArn }) => instanceProfileArn ?? []);
    return { data: { regions, profileArns: [...new Set(held)] }, gaps: reason === null ? [] : [reason] };
  }
  const { regions, items, gaps } = await readInRegions(where, async (region) => {
    const pages = paginateDescribeIamInstanceProfileAssociations({ client: aws.ec2(region) }, { MaxResults: 1000 });
    const answers = await Array.fromAsync(pages);
    return answers
      .flatMap((page) => page.IamInstanceProfileAssociations ?? [])
      .filter((association) => association.State !== 'disassociated')
      .flatMap((association) => association.IamInstanceProfile?.Arn ?? []);
  });
  return { data: { regions, profileArns: [...new Set(items)] }, gaps };
}
