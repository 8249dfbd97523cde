import { paginateDescribeIamInstanceProfileAssociations } from '@aws-sdk/client-ec2';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { CollectContext } from './context.ts';
import type { Reading } from './reading.ts';
import { type RegionsToRead, readInRegions } from './regions.ts';

type Associations = NonNullable<Snapshot['instanceProfileAssociations']>;

/**
 * Which instance profiles some instance holds.
 *
 * @param profiles the account's instance profiles; where there are none, no instance can hold one
 */
export async function readInstanceProfileAssociations(
  { aws }: CollectContext,
  where: RegionsToRead,
  profiles: Snapshot['instanceProfiles'],
): Promise<Reading<Associations>> {
  if (profiles?.length === 0) return { data: { regions: where.regions, profileArns: [] }, gaps: where.gaps };
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
