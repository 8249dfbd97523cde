import { workloadKinds } from '../../lib/snapshot/compute-schema.ts';
import { SNAPSHOT_SCHEMA_VERSION } from '../../lib/snapshot/schema.ts';
import type { CoverageRecord, CoverageSource, Snapshot } from '../../lib/snapshot/snapshot.ts';
import { coverageOf } from './coverage.ts';
import { ACCOUNT_ID } from './naming.ts';
import type { RootSpec } from './specs.ts';
import { NOW } from './time.ts';

type Entities = Pick<Snapshot, 'users' | 'groups' | 'roles' | 'policies'>;
type Surroundings = Omit<
  Snapshot,
  | 'credentialReport'
  | 'serviceSpecificCredentials'
  | 'sshPublicKeys'
  | 'signingCertificates'
  | 'virtualMfaDevices'
  | 'accessKeys'
  | 'lastAccessed'
>;

/** The account around its principals: read completely, well kept, with nothing special in it. */
export function surroundings(
  entities: Entities,
  root: RootSpec,
  coverage: Partial<Readonly<Record<CoverageSource, Omit<CoverageRecord, 'source'>>>>,
): Surroundings {
  return {
    schemaVersion: SNAPSHOT_SCHEMA_VERSION,
    tool: { name: 'account-auditor', version: '0.1.0' },
    account: {
      accountId: ACCOUNT_ID,
      partition: 'aws',
      alias: null,
      callerArn: `arn:aws:sts::${ACCOUNT_ID}:assumed-role/auditor/nightly`,
      region: 'eu-west-1',
    },
    takenAt: NOW.toISOString(),
    coverage: [...coverageOf(coverage)],
    ...entities,
    accountSummary: {
      Users: entities.users.length,
      Groups: entities.groups.length,
      Roles: entities.roles.length,
      Policies: entities.policies.filter((policy) => policy.managedBy === 'customer').length,
      UsersQuota: 5000,
      GroupsQuota: 300,
      RolesQuota: 1000,
      PoliciesQuota: 1500,
      AccountMFAEnabled: root.mfa === false ? 0 : 1,
      AccountAccessKeysPresent: root.keys?.some((key) => key.active ?? true) ? 1 : 0,
      AccountPasswordPresent: root.passwordEnabled === false ? 0 : 1,
      AccountSigningCertificatesPresent: 0,
    },
    passwordPolicy: {
      set: true,
      minimumLength: 14,
      requireSymbols: true,
      requireNumbers: true,
      requireUppercase: true,
      requireLowercase: true,
      allowUsersToChange: true,
      expirePasswords: true,
      maxAgeDays: 90,
      reusePrevention: 24,
      hardExpiry: false,
    },
    identityProviders: { oidc: [], saml: [] },
    serverCertificates: [],
    rootEvents: [],
    principalEvents: {},
    instanceProfiles: [],
    enabledRegions: [
      { region: 'us-east-1', optIn: 'opt-in-not-required' },
      { region: 'eu-west-1', optIn: 'opt-in-not-required' },
    ],
    instanceProfileAssociations: { regions: ['eu-west-1'], profileArns: [] },
    trails: [],
    analyzers: { regions: ['eu-west-1'], items: [] },
    analyzerFindings: [],
    policyValidations: [],
    organization: { joined: false },
    organizationAccountIds: null,
    serviceControlPolicies: null,
    delegatedAdministrators: null,
    functions: NONE_HERE,
    functionAccess: [],
    logGroups: NONE_HERE,
    subnets: NONE_HERE,
    parameters: NONE_HERE,
    buckets: [],
    bucketSettings: [],
    accountPublicAccessBlock: { set: false },
    kmsKeys: NONE_HERE,
    keyRotation: [],
    instances: NONE_HERE,
    launchTemplates: NONE_HERE,
    instanceMetadataDefaults: {
      regions: ['eu-west-1'],
      items: [{ region: 'eu-west-1', httpTokens: 'required', hopLimit: null }],
    },
    workloads: workloadKinds.map((kind) => ({ kind, isComplete: true, ...NONE_HERE })),
  };
}

const NONE_HERE = { regions: ['eu-west-1'], items: [] };
