import type { DescribeRegionsCommandInput, DescribeRegionsResult, Region } from '@aws-sdk/client-ec2';
import type { Account } from '../account.ts';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { compileFilters } from './filters.ts';
import { regionsOf } from './regions.ts';

/** DescribeRegions: the Regions that are on for the account or, with AllRegions, those too that it has not opted in to. */
export function describeRegions(call: Call<HandlerInput<DescribeRegionsCommandInput>>): DescribeRegionsResult {
  const { input, account } = call;
  const regions = allRegions(account);
  const named = input.RegionNames ?? [];
  const unknown = named.filter((name) => !regions.some(({ RegionName }) => RegionName === name));
  if (unknown.length > 0) {
    throw new AwsError('InvalidParameterValue', `Invalid region names: [${unknown.join(', ')}]`);
  }
  const passes = compileFilters<Region>(input.Filters, {
    'region-name': ({ RegionName }) => RegionName,
    'opt-in-status': ({ OptInStatus }) => OptInStatus,
    endpoint: ({ Endpoint }) => Endpoint,
  });
  return {
    Regions: regions.filter(
      (region) =>
        (input.AllRegions || region.OptInStatus !== 'not-opted-in') &&
        (named.length === 0 || named.some((name) => name === region.RegionName)) &&
        passes(region),
    ),
  };
}

function allRegions({ partition, optedInRegions }: Account): Region[] {
  const { always, optIn, dnsSuffix } = regionsOf[partition];
  const toRegion = (name: string, OptInStatus: string): Region => ({
    RegionName: name,
    Endpoint: `ec2.${name}.${dnsSuffix}`,
    OptInStatus,
  });
  return [
    ...always.map((name) => toRegion(name, 'opt-in-not-required')),
    ...optIn.map((name) => toRegion(name, optedInRegions.includes(name) ? 'opted-in' : 'not-opted-in')),
  ];
}
