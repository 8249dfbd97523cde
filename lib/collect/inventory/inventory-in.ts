import type { Inventory } from '../../snapshot/inventory.ts';

/** The sources of the inventory, by the members of the snapshot that they fill. */
type Sources = { readonly [Part in keyof Inventory]: { readonly data: Inventory[Part] } };

/** What of the snapshot was read by the sources of the inventory. */
export function inventoryIn(sources: Sources): Inventory {
  return {
    functions: sources.functions.data,
    functionAccess: sources.functionAccess.data,
    logGroups: sources.logGroups.data,
    subnets: sources.subnets.data,
    parameters: sources.parameters.data,
    buckets: sources.buckets.data,
    bucketSettings: sources.bucketSettings.data,
    accountPublicAccessBlock: sources.accountPublicAccessBlock.data,
    kmsKeys: sources.kmsKeys.data,
    keyRotation: sources.keyRotation.data,
    instances: sources.instances.data,
    launchTemplates: sources.launchTemplates.data,
    instanceMetadataDefaults: sources.instanceMetadataDefaults.data,
    workloads: sources.workloads.data,
  };
}
