import { DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import { describeAwsError } from '../aws/describe-error.ts';
import type { Configuration } from '../config/configuration.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { required } from './answers.ts';
import { inParallel } from './concurrency.ts';
import type { CollectContext } from './context.ts';
import type { Reading } from './reading.ts';

type EnabledRegions = NonNullable<Snapshot['enabledRegions']>;

/** Regions that are asked at a time, each by its own client. */
const REGIONS_AT_A_TIME = 4;

/** Regions that are enabled for the account: those that always are, and those that were opted into. */
export async function readEnabledRegions({ aws }: CollectContext): Promise<Reading<EnabledRegions>> {
  const own = await aws.region();
  const { Regions = [] } = await aws.ec2().send(new DescribeRegionsCommand({ AllRegions: false }));
  return {
    data: Regions.map(({ RegionName, OptInStatus }) => ({ region: required(RegionName, 'RegionName'), OptInStatus }))
      // Emulators of AWS list every Region there is; one that cannot be used must not count as one in use.
      .filter(({ region, OptInStatus }) => OptInStatus !== 'not-opted-in' && familyOf(region) === familyOf(own))
      .map(({ region, OptInStatus }) => ({
        region,
        optIn: OptInStatus === 'opted-in' ? 'opted-in' : 'opt-in-not-required',
      })),
  };
}

/** Partitions other than the commercial one are told by how the names of their Regions begin. */
function familyOf(region: string): string {
  return /^(cn|us-gov|us-iso[a-z]?|eu-isoe|eusc)-/.exec(region)?.[1] ?? 'aws';
}

/** Where regional sources are read, and what is missing of where they should be. */
export interface RegionsToRead {
  readonly regions: readonly string[];
  readonly gaps: readonly string[];
}

/** The Regions of the configuration; `all` falls back on the audit's own when the enabled ones are not known. */
export function regionsToRead(
  configured: Configuration['regions'],
  enabled: EnabledRegions | null,
  own: string,
): RegionsToRead {
  if (configured === undefined) return { regions: [own], gaps: [] };
  if (configured !== 'all') return { regions: [...new Set(configured)], gaps: [] };
  if (enabled) return { regions: enabled.map(({ region }) => region), gaps: [] };
  return { regions: [own], gaps: [`every Region but ${own}: which ones are enabled could not be read`] };
}

/** Whether these are all the Regions that are enabled; false also when it is not known which ones are. */
export function isEveryRegion({ regions }: RegionsToRead, enabled: EnabledRegions | null): boolean {
  return enabled?.every(({ region }) => regions.includes(region)) ?? false;
}

/** What was read Region by Region. */
export interface RegionalReading<Item> {
  /** Those that answered. */
  readonly regions: readonly string[];
  readonly items: readonly Item[];
  readonly gaps: readonly string[];
}

/**
 * Reads the same thing in several Regions; one that has no such endpoint, or where it is denied, is a gap.
 *
 * @throws what the first Region threw when none could be read
 */
export async function readInRegions<Item>(
  { regions, gaps }: RegionsToRead,
  read: (region: string) => Promise<readonly Item[]>,
): Promise<RegionalReading<Item>> {
  const found = new Map<string, readonly Item[]>();
  const lost = new Map<string, unknown>();
  await inParallel(regions, REGIONS_AT_A_TIME, async (region) => {
    try {
      found.set(region, await read(region));
    } catch (error) {
      lost.set(region, error);
    }
  });
  const [firstError] = lost.values();
  if (found.size === 0 && lost.size > 0) throw firstError;
  const answered = regions.filter((region) => found.has(region));
  return {
    regions: answered,
    items: answered.flatMap((region) => found.get(region) ?? []),
    gaps: [...gaps, ...[...lost].map(([region, error]) => `${region}: ${describeAwsError(error).message}`)],
  };
}
