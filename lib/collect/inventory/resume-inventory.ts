import { withCoverage } from '../../snapshot/coverage-records.ts';
import { inventorySources } from '../../snapshot/coverage-schema.ts';
import { publicAccessOf } from '../../snapshot/public-access.ts';
import type { CoverageSource, Snapshot } from '../../snapshot/snapshot.ts';
import type { CollectContext } from '../context.ts';
import { cover, type Read, STOPPED } from '../reading.ts';
import { regionsToRead } from '../regions.ts';
import { inventoryIn } from './inventory-in.ts';
import type { KeptAnswers } from './kept-answers.ts';
import { readCompute } from './read-compute.ts';
import { readInventory } from './read-inventory.ts';

const ofInventory: ReadonlySet<CoverageSource> = new Set(inventorySources);

type KeptOf = (accountId: string) => Promise<KeptAnswers | null>;

/**
 * Reads the inventory again where a run was stopped in it. Its lists are few calls, and with the answers that were got by then nobody is
 * asked twice who was asked one by one.
 */
export async function resumeInventory(
  context: CollectContext,
  unfinished: Snapshot,
  keptAnswers: KeptOf = async () => null,
): Promise<Snapshot> {
  const isStopped = unfinished.coverage.some(
    ({ source, reason }) => ofInventory.has(source) && reason?.includes(STOPPED),
  );
  if (!isStopped) return unfinished;
  const { accountId, partition, region } = unfinished.account;
  const own = region ?? (await context.aws.region());
  const read: Read = (source, reader) => cover(context, source, reader);
  const basis = {
    owner: { partition, accountId },
    where: Promise.resolve(regionsToRead(context.configuration.regions, unfinished.enabledRegions, own)),
  };
  const compute = readCompute(context, read, { ...basis, roles: async () => unfinished.roles });
  const inventory = await readInventory(context, read, {
    ...basis,
    publicAccess: Promise.resolve(publicAccessOf(unfinished)),
    kept: keptAnswers(accountId).then((before) => ({
      // Of two answers about the same the later in the list counts.
      functionAccess: [...(before?.functionAccess ?? []), ...(unfinished.functionAccess ?? [])],
      bucketSettings: [...(before?.bucketSettings ?? []), ...(unfinished.bucketSettings ?? [])],
      keyRotation: [...(before?.keyRotation ?? []), ...(unfinished.keyRotation ?? [])],
    })),
  });
  const sources = {
    ...inventory,
    instances: await compute.instances,
    launchTemplates: await compute.launchTemplates,
    instanceMetadataDefaults: await compute.instanceMetadataDefaults,
    workloads: await compute.workloads,
  };
  const snapshot = { ...unfinished, ...inventoryIn(sources) };
  return Object.values(sources).reduce((before, { coverage }) => withCoverage(before, coverage), snapshot);
}
