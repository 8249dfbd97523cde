import type { GetInstanceMetadataDefaultsCommandInput, GetInstanceMetadataDefaultsResult } from '@aws-sdk/client-ec2';
import type { Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';

/** GetInstanceMetadataDefaults: what nobody has decided for the Region has no member. */
export function getInstanceMetadataDefaults({
  account,
  region,
}: Call<HandlerInput<GetInstanceMetadataDefaultsCommandInput>>): GetInstanceMetadataDefaultsResult {
  const preference = account.instanceMetadataDefaults[region];
  return {
    AccountLevel: preference
      ? { HttpTokens: preference.httpTokens, HttpPutResponseHopLimit: preference.hopLimit, ManagedBy: 'account' }
      : {},
  };
}
