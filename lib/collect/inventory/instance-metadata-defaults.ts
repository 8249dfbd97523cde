import { GetInstanceMetadataDefaultsCommand } from '@aws-sdk/client-ec2';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { CollectContext } from '../context.ts';
import type { Reading } from '../reading.ts';
import { type RegionsToRead, readInRegions } from '../regions.ts';

type Defaults = NonNullable<Snapshot['instanceMetadataDefaults']>;

/** What the account prefers for new instances in each Region, also where there is none yet: the next one gets it. */
export async function readInstanceMetadataDefaults(
  { aws }: CollectContext,
  where: RegionsToRead,
): Promise<Reading<Defaults>> {
  const { regions, items, gaps } = await readInRegions(where, async (region) => {
    const { AccountLevel } = await aws.ec2(region).send(new GetInstanceMetadataDefaultsCommand());
    return [
      {
        region,
        httpTokens: AccountLevel?.HttpTokens ?? null,
        hopLimit: AccountLevel?.HttpPutResponseHopLimit ?? null,
      },
    ];
  });
  return { data: { regions, items }, gaps };
}
