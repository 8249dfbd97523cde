import { coverageSources } from '../../lib/snapshot/coverage-schema.ts';
import type { CoverageRecord, CoverageSource, Snapshot } from '../../lib/snapshot/snapshot.ts';
import { NOW } from './time.ts';

/** What is left of each source's data when the source was not read. */
export const nothingRead: Readonly<Record<CoverageSource, Partial<Snapshot>>> = {
  'caller-identity': {},
  'authorization-details': { users: [], groups: [], roles: [], policies: [] },
  'credential-report': { credentialReport: null },
  'account-summary': { accountSummary: null },
  'password-policy': { passwordPolicy: null },
  'account-alias': {},
  'last-accessed': { lastAccessed: {} },
  'identity-providers': { identityProviders: null },
  'server-certificates': { serverCertificates: null },
  'service-specific-credentials': { serviceSpecificCredentials: null },
  'ssh-public-keys': { sshPublicKeys: null },
  'signing-certificates': { signingCertificates: null },
  'virtual-mfa-devices': { virtualMfaDevices: null },
  'access-keys': { accessKeys: {} },
  'root-events': { rootEvents: null },
  'principal-events': { principalEvents: {} },
  'instance-profiles': { instanceProfiles: null },
  'enabled-regions': { enabledRegions: null },
  'instance-profile-associations': { instanceProfileAssociations: null },
  trails: { trails: null },
  analyzers: { analyzers: null },
  'analyzer-findings': { analyzerFindings: null },
  'policy-validations': { policyValidations: null },
  organization: { organization: null },
  'organization-accounts': { organizationAccountIds: null },
  'service-control-policies': { serviceControlPolicies: null },
  'delegated-administrators': { delegatedAdministrators: null },
  functions: { functions: null },
  'function-access': { functionAccess: null },
  'log-groups': { logGroups: null },
  subnets: { subnets: null },
  parameters: { parameters: null },
  buckets: { buckets: null },
  'bucket-settings': { bucketSettings: null },
  'account-public-access-block': { accountPublicAccessBlock: null },
  'kms-keys': { kmsKeys: null },
  'key-rotation': { keyRotation: null },
  instances: { instances: null },
  'launch-templates': { launchTemplates: null },
  'instance-metadata-defaults': { instanceMetadataDefaults: null },
  workloads: { workloads: null },
};

/** A record for every source: as the story says, and `complete` where it says nothing. */
export function coverageOf(
  told: Partial<Readonly<Record<CoverageSource, Omit<CoverageRecord, 'source'>>>>,
): readonly CoverageRecord[] {
  return coverageSources.map((source) => ({
    source,
    ...(told[source] ?? { status: 'complete', reason: null, dataAsOf: NOW.toISOString() }),
  }));
}
