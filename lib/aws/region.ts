import { loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS } from '@smithy/core/config';
import { UsageError } from '../errors.ts';

/** A Region's name ends up in host names, so nothing else may pass for one. */
const regionName = /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/;

interface RegionOptions {
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
}

/** A Region and who chose it. */
export interface ChosenRegion {
  readonly region: string;
  /** A flag, a variable of the environment or a profile, in words. */
  readonly from: string;
}

/**
 * The Region whose endpoints are called: as asked for, else AWS_REGION, AWS_DEFAULT_REGION (which the AWS CLI reads
 * too), else the profile's. It also decides the partition: IAM has one endpoint in each, which the SDK knows.
 *
 * @throws UsageError when there is none, or when it is no Region's name
 */
export async function chooseRegion(options: RegionOptions): Promise<ChosenRegion> {
  const chosen = await firstRegion(options);
  if (!chosen) throw new UsageError('No Region: give --region, set AWS_REGION, or set region in the profile');
  if (!regionName.test(chosen.region))
    throw new UsageError(`Not the name of a Region: ${JSON.stringify(chosen.region)}; one looks like eu-west-1`);
  return chosen;
}

/** The Region alone; see {@link chooseRegion}. */
export async function resolveRegion(options: RegionOptions): Promise<string> {
  return (await chooseRegion(options)).region;
}

async function firstRegion({ region, profile }: RegionOptions): Promise<ChosenRegion | undefined> {
  if (region) return { region, from: '--region' };
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  if (AWS_REGION) return { region: AWS_REGION, from: 'AWS_REGION' };
  if (AWS_DEFAULT_REGION) return { region: AWS_DEFAULT_REGION, from: 'AWS_DEFAULT_REGION' };
  const ofProfile = await regionOfProfile(profile);
  const from = `profile ${profile || process.env.AWS_PROFILE || 'default'}`;
  return ofProfile ? { region: ofProfile, from } : undefined;
}

async function regionOfProfile(profile: string | undefined): Promise<string | undefined> {
  return loadConfig<string | undefined>(
    { ...NODE_REGION_CONFIG_OPTIONS, environmentVariableSelector: () => undefined, default: undefined },
    { ...NODE_REGION_CONFIG_FILE_OPTIONS, ...(profile ? { profile } : {}) },
  )();
}
