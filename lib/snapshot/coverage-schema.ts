import { z } from 'zod';
import { optionalInstant } from './instant-schema.ts';

/** Of resources other than identities. */
export const inventorySources = [
  'functions',
  'function-access',
  'log-groups',
  'subnets',
  'parameters',
  'buckets',
  'bucket-settings',
  'account-public-access-block',
  'kms-keys',
  'key-rotation',
  'instances',
  'launch-templates',
  'instance-metadata-defaults',
  'workloads',
] as const;

export const coverageSources = [
  'caller-identity',
  'authorization-details',
  'credential-report',
  'account-summary',
  'password-policy',
  'account-alias',
  'last-accessed',
  'identity-providers',
  'server-certificates',
  'service-specific-credentials',
  'ssh-public-keys',
  'signing-certificates',
  'virtual-mfa-devices',
  'access-keys',
  'root-events',
  'principal-events',
  'instance-profiles',
  'enabled-regions',
  'instance-profile-associations',
  'trails',
  'analyzers',
  'analyzer-findings',
  'policy-validations',
  'organization',
  'organization-accounts',
  'service-control-policies',
  'delegated-administrators',
  ...inventorySources,
] as const;

export const coverageRecord = z.strictObject({
  source: z.enum(coverageSources),
  status: z.enum(['complete', 'partial', 'denied', 'failed', 'skipped']),
  /** One sentence: what was not read and why. Null only when the status is `complete`. */
  reason: z.string().nullable(),
  /** When the data was true at AWS: the report's own time where it has one. Null when nothing was read. */
  dataAsOf: optionalInstant,
  /** Of a source that is read piece by piece: how many pieces were wanted and how many were read. */
  wanted: z.int().optional(),
  read: z.int().optional(),
});
