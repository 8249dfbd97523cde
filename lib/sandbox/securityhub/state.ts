import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';

/** Findings by product and id, as Security Hub keeps them. */
export type FindingStore = Map<string, AwsSecurityFinding>;

/** Security Hub of one account: a store for each Region in which it is switched on. */
export interface SecurityHubState {
  /** Undefined: the account has not subscribed to Security Hub there. */
  inRegion(region: string): FindingStore | undefined;
}

export function createSecurityHubState(regions: readonly string[]): SecurityHubState {
  const stores = new Map(regions.map((region) => [region, new Map<string, AwsSecurityFinding>()]));
  return { inRegion: (region) => stores.get(region) };
}
