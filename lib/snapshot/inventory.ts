import type { Snapshot } from './snapshot.ts';

/** What of the snapshot is about resources other than identities. */
export type Inventory = Pick<
  Snapshot,
  | 'functions'
  | 'functionAccess'
  | 'logGroups'
  | 'subnets'
  | 'parameters'
  | 'buckets'
  | 'bucketSettings'
  | 'accountPublicAccessBlock'
  | 'kmsKeys'
  | 'keyRotation'
  | 'instances'
  | 'launchTemplates'
  | 'instanceMetadataDefaults'
  | 'workloads'
>;

/** The inventory of an account whose resources nobody looked at. */
export const nothingInventoried: Inventory = {
  functions: null,
  functionAccess: null,
  logGroups: null,
  subnets: null,
  parameters: null,
  buckets: null,
  bucketSettings: null,
  accountPublicAccessBlock: null,
  kmsKeys: null,
  keyRotation: null,
  instances: null,
  launchTemplates: null,
  instanceMetadataDefaults: null,
  workloads: null,
};
