import type { AuthorizationDetails } from '../snapshot/authorization-details.ts';
import { publicAccessOf } from '../snapshot/public-access.ts';
import type { CoverageSource, PolicyValidations } from '../snapshot/snapshot.ts';
import { hasNone, readAccountSummary, readAlias, readPasswordPolicy } from './account-facts.ts';
import { readAnalyzerFindings } from './analyzer-findings.ts';
import { readAnalyzers } from './analyzers.ts';
import { readAuthorizationDetails } from './authorization-details.ts';
import { createGate } from './concurrency.ts';
import type { CollectContext } from './context.ts';
import { readCredentialReport } from './credential-report.ts';
import { readDelegatedAdministrators } from './delegated-administrators.ts';
import { readIdentityProviders } from './identity-providers.ts';
import { readInstanceProfileAssociations } from './instance-profile-associations.ts';
import { readInstanceProfiles } from './instance-profiles.ts';
import type { KeptAnswers } from './inventory/kept-answers.ts';
import { readCompute } from './inventory/read-compute.ts';
import { readInventory } from './inventory/read-inventory.ts';
import type { KeptReports } from './last-accessed/kept-reports.ts';
import { readLastAccessed } from './last-accessed/read-last-accessed.ts';
import { readOrganization, readOrganizationAccounts, whyOrganizationIsNotRead } from './organization.ts';
import { readSigningCertificates, readSshPublicKeys } from './per-user-credentials.ts';
import { readPolicyValidations } from './policy-validations.ts';
import { type Covered, cover, dataOf, type Read, skipped } from './reading.ts';
import { isEveryRegion, readEnabledRegions, regionsToRead } from './regions.ts';
import { readServerCertificates } from './server-certificates.ts';
import { readServiceControlPolicies } from './service-control-policies.ts';
import { readServiceSpecificCredentials } from './service-specific-credentials.ts';
import { readTrails } from './trails.ts';
import { readVirtualMfaDevices } from './virtual-mfa-devices.ts';

/** Sources that are read at a time, beside the credential report and the last-accessed sweep. */
const SOURCES_AT_A_TIME = 4;

/** What a source cannot be read without, or not in few calls, where that are sources that not every run reads. */
const buildsOn: Partial<Readonly<Record<CoverageSource, readonly CoverageSource[]>>> = {
  'analyzer-findings': ['analyzers'],
  'instance-profile-associations': ['instance-profiles'],
  'organization-accounts': ['organization'],
  'function-access': ['functions', 'analyzer-findings'],
  'log-groups': ['functions'],
  subnets: ['functions'],
  'service-control-policies': ['organization'],
  'delegated-administrators': ['organization'],
  'bucket-settings': ['buckets', 'account-public-access-block', 'analyzer-findings'],
  'key-rotation': ['kms-keys'],
};

export interface SourceOptions {
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;
  /** When reading began. */
  readonly takenAt: string;
  readonly credentialReportTimeoutMs?: number | undefined;
  /** The only sources to read, with what they build on; left out, all. */
  readonly wanted?: ReadonlySet<CoverageSource> | undefined;
  /** Last-accessed reports of earlier nights; left out, there are none. Never rejects. */
  readonly keptReports?: ((accountId: string) => Promise<KeptReports>) | undefined;
  /** What was asked for each function, bucket and key on an earlier night; left out, there is nothing. Never rejects. */
  readonly keptAnswers?: ((accountId: string) => Promise<KeptAnswers | null>) | undefined;
}

/**
 * Reads every source that is wanted, each as soon as what it builds on is there. The last-accessed sweep comes after the rest of IAM,
 * because it takes all that IAM's limits leave, and the credential report is fetched last of all, or when nobody is left to ask
 * about but the users whom it may spare. The inventory is read beside all of that: it has limits of its own, and waits for nobody.
 */
export async function readSources(context: CollectContext, options: SourceOptions) {
  const { region, accountId, partition, takenAt, keptReports, keptAnswers } = options;
  const { credentialReportTimeoutMs: timeoutMs } = options;
  const gate = createGate(SOURCES_AT_A_TIME);
  const wanted = options.wanted && withWhatTheyBuildOn(options.wanted);
  const readAtOnce: Read = async (source, reader) =>
    wanted === undefined || wanted.has(source)
      ? cover(context, source, reader)
      : skipped(source, 'none of the checks that were asked for looks at it');
  const read: Read = (source, reader) => gate(() => readAtOnce(source, reader));

  const iam = readIam(context, read);
  const where = readWhere(context, read, region);
  const compute = readCompute(context, readAtOnce, {
    owner: { partition, accountId },
    where: where.then(({ regions }) => regions),
    roles: () => iam.then(({ details }) => dataOf(details).roles),
  });
  const regional = readRegional(context, read, where, { iam, instances: compute.instances });
  const analysis = readAnalysis(context, read, where, accountId);
  const organization = readOrganizations(context, read, accountId);
  const policyValidations = iam.then(({ details }) => readValidations(context, read, details));
  const inventory = readInventory(context, readAtOnce, {
    owner: { partition, accountId },
    where: where.then(({ regions }) => regions),
    publicAccess: analysis.then(({ analyzers, analyzerFindings }) =>
      publicAccessOf({ analyzers: analyzers.data, analyzerFindings: analyzerFindings.data, takenAt }),
    ),
    kept: (context.configuration.inventory.length > 0 && keptAnswers?.(accountId)) || Promise.resolve(null),
  });
  const everythingElse = Promise.withResolvers<void>();
  const credentialReport = readAtOnce('credential-report', () =>
    readCredentialReport(context, { meanwhile: everythingElse.promise, timeoutMs }),
  );
  const lastAccessed = iam.then(({ details, serviceSpecificCredentials, sshPublicKeys, signingCertificates }) =>
    readAtOnce('last-accessed', async () =>
      readLastAccessed(context, {
        details: dataOf(details),
        kept: (await keptReports?.(accountId)) ?? new Map(),
        credentials: async () => {
          everythingElse.resolve();
          return {
            credentialReport: (await credentialReport).data,
            serviceSpecificCredentials: serviceSpecificCredentials.data,
            sshPublicKeys: sshPublicKeys.data,
            signingCertificates: signingCertificates.data,
          };
        },
      }),
    ),
  );
  const meanwhile = Promise.all([
    iam,
    where,
    regional,
    analysis,
    organization,
    lastAccessed,
    policyValidations,
  ]).finally(everythingElse.resolve);
  const [fromIam, { enabledRegions }, fromRegions, fromAnalyzers, fromOrganizations, used, validations] =
    await meanwhile;
  return {
    ...fromIam,
    enabledRegions,
    ...fromRegions,
    ...fromAnalyzers,
    ...fromOrganizations,
    ...(await inventory),
    instances: await compute.instances,
    launchTemplates: await compute.launchTemplates,
    instanceMetadataDefaults: await compute.instanceMetadataDefaults,
    workloads: await compute.workloads,
    policyValidations: validations,
    lastAccessed: used,
    credentialReport: await credentialReport,
  };
}

/** Sources, and all that these cannot do without. */
function withWhatTheyBuildOn(wanted: Iterable<CoverageSource>): ReadonlySet<CoverageSource> {
  const all = new Set(wanted);
  // A set goes on with what is added while it is walked through.
  for (const source of all) for (const basis of buildsOn[source] ?? []) all.add(basis);
  return all;
}

/** The listings of IAM. What the account summary counts none of is not listed. */
async function readIam(context: CollectContext, read: Read) {
  const atOnce = Promise.all([
    read('password-policy', () => readPasswordPolicy(context)),
    read('account-alias', () => readAlias(context)),
    read('service-specific-credentials', () => readServiceSpecificCredentials(context)),
  ]);
  const [summary, details] = await Promise.all([
    read('account-summary', () => readAccountSummary(context)),
    read('authorization-details', () => readAuthorizationDetails(context)),
  ]);
  const counts = summary.data;
  const afterwards = Promise.all([
    read('server-certificates', async () =>
      hasNone(counts, 'ServerCertificates') ? { data: [] } : readServerCertificates(context),
    ),
    read('instance-profiles', async () =>
      hasNone(counts, 'InstanceProfiles') ? { data: [] } : readInstanceProfiles(context),
    ),
    read('identity-providers', async () =>
      hasNone(counts, 'Providers')
        ? { data: { oidc: [], saml: [] } }
        : readIdentityProviders(context, details.data?.roles ?? null, counts?.Providers),
    ),
    read('virtual-mfa-devices', async () =>
      hasNone(counts, 'MFADevicesInUse') && hasNone(counts, 'AccountMFAEnabled')
        ? { data: [] }
        : readVirtualMfaDevices(context),
    ),
  ]);
  const userNames = () => dataOf(details).users.map((user) => user.userName);
  const forEachUser: Read = async (source, reader) =>
    context.configuration.collectPerUserCredentials
      ? read(source, reader)
      : skipped(source, 'costs a call for each user; collectPerUserCredentials in the configuration reads it');
  const perUser = Promise.all([
    forEachUser('ssh-public-keys', async () => readSshPublicKeys(context, userNames())),
    forEachUser('signing-certificates', async () => readSigningCertificates(context, userNames())),
  ]);
  const [passwordPolicy, alias, serviceSpecificCredentials] = await atOnce;
  const [serverCertificates, instanceProfiles, identityProviders, virtualMfaDevices] = await afterwards;
  const [sshPublicKeys, signingCertificates] = await perUser;
  return {
    summary,
    details,
    passwordPolicy,
    alias,
    serviceSpecificCredentials,
    serverCertificates,
    instanceProfiles,
    identityProviders,
    virtualMfaDevices,
    sshPublicKeys,
    signingCertificates,
  };
}

/** The Regions that are enabled, and those that regional sources are read in: those of the configuration, or the audit's own. */
async function readWhere(context: CollectContext, read: Read, region: string) {
  const enabledRegions = await read('enabled-regions', () => readEnabledRegions(context));
  return { enabledRegions, regions: regionsToRead(context.configuration.regions, enabledRegions.data, region) };
}

/** What lives in Regions beside the inventory. */
async function readRegional(
  context: CollectContext,
  read: Read,
  whereToRead: ReturnType<typeof readWhere>,
  known: Pick<ReturnType<typeof readCompute>, 'instances'> & { readonly iam: ReturnType<typeof readIam> },
) {
  const { enabledRegions, regions: where } = await whereToRead;
  const trails = read('trails', () => readTrails(context, where));
  // Of one Region among many it says next to nothing: a profile is on no instance when it is on none anywhere.
  const whereItTells: Read = async (source, reader) =>
    where.regions.length > 1 || isEveryRegion(where, enabledRegions.data)
      ? read(source, reader)
      : skipped(source, 'not read in an audit of one Region; regions in the configuration names more');
  const { instanceProfiles } = await known.iam;
  const instances = await known.instances;
  const associations = await whereItTells('instance-profile-associations', () =>
    readInstanceProfileAssociations(context, where, { profiles: instanceProfiles.data, instances }),
  );
  return { trails: await trails, associations };
}

/** What Access Analyzer found. */
async function readAnalysis(
  context: CollectContext,
  read: Read,
  whereToRead: ReturnType<typeof readWhere>,
  accountId: string,
) {
  const { regions: where } = await whereToRead;
  const analyzers = await read('analyzers', () => readAnalyzers(context, where));
  const analyzerFindings = await read('analyzer-findings', async () =>
    readAnalyzerFindings(context, accountId, dataOf(analyzers).items),
  );
  return { analyzers, analyzerFindings };
}

/** The organisation, and what of it only those may read who manage it, where this account can be expected to be one. */
async function readOrganizations(context: CollectContext, read: Read, accountId: string) {
  const organization = await read('organization', () => readOrganization(context));
  const reason = whyOrganizationIsNotRead(context.configuration, organization.data, accountId);
  const whereAllowed: Read = async (source, reader) => (reason ? skipped(source, reason) : read(source, reader));
  const organizationAccounts = whereAllowed('organization-accounts', () => readOrganizationAccounts(context));
  const serviceControlPolicies = whereAllowed('service-control-policies', () => readServiceControlPolicies(context));
  const delegatedAdministrators = whereAllowed('delegated-administrators', () => readDelegatedAdministrators(context));
  return {
    organization,
    organizationAccounts: await organizationAccounts,
    serviceControlPolicies: await serviceControlPolicies,
    delegatedAdministrators: await delegatedAdministrators,
  };
}

async function readValidations(
  context: CollectContext,
  read: Read,
  details: Covered<AuthorizationDetails>,
): Promise<Covered<PolicyValidations>> {
  if (context.configuration.maxPoliciesToValidate > 0) {
    return read('policy-validations', async () => readPolicyValidations(context, dataOf(details)));
  }
  return skipped(
    'policy-validations',
    'costs a call for each policy; maxPoliciesToValidate in the configuration asks for it',
  );
}
