import { loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS } from '@smithy/core/config';
import { UsageError } from '../errors.ts';

/** A Region's name ends up in host names, so nothing else may pass for one. */
const regionName = /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/;

/**
 * The Region whose endpoints are called: as asked for, else AWS_REGION, AWS_DEFAULT_REGION (which the AWS CLI reads
 * too), else the profile's. It also decides the partition: IAM has one endpoint in each, which the SDK knows.
 *
 * @throws UsageError when there is none, or when it is no Region's name
 */
export async function resolveRegion(options: {
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
}): Promise<string> {
  const region =
    options.region ||
    process.env.AWS_REGION ||
    process.env.AWS_DEFAULT_REGION ||
    (await regionOfProfile(options.profile));
  if (!region) throw new UsageError('No Region: give --region, set AWS_REGION, or set region in the profile');
  if (!regionName.test(region))
    throw new UsageError(`Not the name of a Region: ${JSON.stringify(region)}; one looks like eu-west-1`);
  return region;
}

async function regionOfProfile(profile: string | undefined): Promise<string | undefined> {
  return loadConfig<string | undefined>(
    { ...NODE_REGION_CONFIG_OPTIONS, environmentVariableSelector: () => undefined, default: undefined },
    { ...NODE_REGION_CONFIG_FILE_OPTIONS, ...(profile ? { profile } : {}) },
  )();
}
