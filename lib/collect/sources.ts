import type { AuthorizationDetails } from '../snapshot/authorization-details.ts';
import type { CoverageSource, PolicyValidations } from '../snapshot/snapshot.ts';
import { hasNone, readAccountSummary, readAlias, readPasswordPolicy } from './account-facts.ts';
import { readAnalyzerFindings } from './analyzer-findings.ts';
import { readAnalyzers } from './analyzers.ts';
import { readAuthorizationDetails } from './authorization-details.ts';
import { createGate } from './concurrency.ts';
import type { CollectContext } from './context.ts';
import { readCredentialReport } from './credential-report.ts';
import { readIdentityProviders } from './identity-providers.ts';
import { readInstanceProfileAssociations } from './instance-profile-associations.ts';
import { readInstanceProfiles } from './instance-profiles.ts';
import type { KeptReports } from './last-accessed/kept-reports.ts';
import { readLastAccessed } from './last-accessed/read-last-accessed.ts';
import { readOrganization, readOrganizationAccounts, whyAccountsAreNotListed } from './organization.ts';
import { readSigningCertificates, readSshPublicKeys } from './per-user-credentials.ts';
import { readPolicyValidations } from './policy-validations.ts';
import { type Covered, cover, type Reading, skipped } from './reading.ts';
import { isEveryRegion, readEnabledRegions, regionsToRead } from './regions.ts';
import { readServerCertificates } from './server-certificates.ts';
import { readServiceSpecificCredentials } from './service-specific-credentials.ts';
import { readTrails } from './trails.ts';
import { readVirtualMfaDevices } from './virtual-mfa-devices.ts';

/** Sources that are read at a time, beside the credential report and the last-accessed sweep. */
const SOURCES_AT_A_TIME = 4;

/** What a source cannot be read without, where that is a source that not every run reads. */
const buildsOn: Partial<Readonly<Record<CoverageSource, CoverageSource>>> = {
  'analyzer-findings': 'analyzers',
  'instance-profile-associations': 'instance-profiles',
  'organization-accounts': 'organization',
};

/** Reads one source when there is room for it. */
type Read = <Data>(source: CoverageSource, reader: () => Promise<Reading<Data>>) => Promise<Covered<Data>>;

export interface SourceOptions {
  readonly region: string;
  readonly accountId: string;
  readonly credentialReportTimeoutMs?: number | undefined;
  /** The only sources to read, with what they build on; left out, all. */
  readonly wanted?: ReadonlySet<CoverageSource> | undefined;
  /** Last-accessed reports of earlier nights; left out, there are none. Never rejects. */
  readonly keptReports?: ((accountId: string) => Promise<KeptReports>) | undefined;
}

/**
 * Reads every source that is wanted, each as soon as what it builds on is there. The last-accessed sweep comes after the rest of IAM,
 * because it takes all that IAM's limits leave, and the credential report is fetched last of all, or when nobody is left to ask
 * about but the users whom it may spare.
 */
export async function readSources(context: CollectContext, options: SourceOptions) {
  const { region, accountId, credentialReportTimeoutMs: timeoutMs, keptReports } = options;
  const gate = createGate(SOURCES_AT_A_TIME);
  const wanted =
    options.wanted && new Set([...options.wanted].flatMap((source) => [source, buildsOn[source] ?? source]));
  const readAtOnce: Read = async (source, reader) =>
    wanted === undefined || wanted.has(source)
      ? cover(context, source, reader)
      : skipped(source, 'none of the checks that were asked for looks at it');
  const read: Read = (source, reader) => gate(() => readAtOnce(source, reader));

  const iam = readIam(context, read);
  const regional = readRegional(context, read, region, iam);
  const organization = readOrganizations(context, read, accountId);
  const fromAnalyzer = Promise.all([
    regional.then(({ analyzers }) =>
      read('analyzer-findings', async () => readAnalyzerFindings(context, accountId, dataOf(analyzers).items)),
    ),
    iam.then(({ details }) => readValidations(context, read, details)),
  ]);
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
  const meanwhile = Promise.all([iam, regional, organization, lastAccessed, fromAnalyzer]).finally(
    everythingElse.resolve,
  );
  const [fromIam, fromRegions, fromOrganizations, used, [analyzerFindings, policyValidations]] = await meanwhile;
  return {
    ...fromIam,
    ...fromRegions,
    ...fromOrganizations,
    analyzerFindings,
    policyValidations,
    lastAccessed: used,
    credentialReport: await credentialReport,
  };
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

/** What lives in Regions: those of the configuration, or the audit's own. */
async function readRegional(context: CollectContext, read: Read, region: string, iam: ReturnType<typeof readIam>) {
  const enabledRegions = await read('enabled-regions', () => readEnabledRegions(context));
  const where = regionsToRead(context.configuration.regions, enabledRegions.data, region);
  const atOnce = Promise.all([
    read('trails', () => readTrails(context, where)),
    read('analyzers', () => readAnalyzers(context, where)),
  ]);
  // Of one Region among many it says next to nothing: a profile is on no instance when it is on none anywhere.
  const whereItTells: Read = async (source, reader) =>
    where.regions.length > 1 || isEveryRegion(where, enabledRegions.data)
      ? read(source, reader)
      : skipped(source, 'not read in an audit of one Region; regions in the configuration names more');
  const { instanceProfiles } = await iam;
  const associations = await whereItTells('instance-profile-associations', () =>
    readInstanceProfileAssociations(context, where, instanceProfiles.data),
  );
  const [trails, analyzers] = await atOnce;
  return { enabledRegions, trails, analyzers, associations };
}

/** The organisation, and its accounts where this one can be expected to be allowed to list them. */
async function readOrganizations(context: CollectContext, read: Read, accountId: string) {
  const organization = await read('organization', () => readOrganization(context));
  const reason = whyAccountsAreNotListed(context.configuration, organization.data, accountId);
  const organizationAccounts = reason
    ? skipped<readonly string[]>('organization-accounts', reason)
    : await read('organization-accounts', () => readOrganizationAccounts(context));
  return { organization, organizationAccounts };
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

/**
 * The data of a source that another one builds on.
 *
 * @throws Error that names the source when it was not read
 */
function dataOf<Data>({ data, coverage }: Covered<Data>): Data {
  if (data === null) throw new Error(`it builds on ${coverage.source}, which is ${coverage.status}`);
  return data;
}
