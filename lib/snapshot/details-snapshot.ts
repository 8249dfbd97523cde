import { tool } from '../version.ts';
import { accountOf } from './account-of.ts';
import type { AuthorizationDetails } from './authorization-details.ts';
import { coverageFor } from './coverage-records.ts';
import { nothingInventoried } from './inventory.ts';
import { SNAPSHOT_SCHEMA_VERSION } from './schema.ts';
import type { CoverageRecord, Snapshot } from './snapshot.ts';

interface DetailsOnly {
  readonly account: Snapshot['account'];
  /** The record of `authorization-details`. */
  readonly coverage: CoverageRecord;
  readonly takenAt: string;
  /** Why nothing else was read, in one sentence. */
  readonly rest: string;
}

/** A snapshot that has what GetAccountAuthorizationDetails says, and nothing else: every other source is `skipped`. */
export function snapshotOfDetails(
  details: AuthorizationDetails,
  { account, coverage, takenAt, rest }: DetailsOnly,
): Snapshot {
  return {
    schemaVersion: SNAPSHOT_SCHEMA_VERSION,
    tool,
    account,
    takenAt,
    coverage: coverageFor([coverage], (source) => ({ source, status: 'skipped', reason: rest, dataAsOf: null })),
    ...details,
    credentialReport: null,
    accountSummary: null,
    passwordPolicy: null,
    lastAccessed: {},
    identityProviders: null,
    serverCertificates: null,
    serviceSpecificCredentials: null,
    sshPublicKeys: null,
    signingCertificates: null,
    virtualMfaDevices: null,
    accessKeys: {},
    rootEvents: null,
    principalEvents: {},
    instanceProfiles: null,
    enabledRegions: null,
    instanceProfileAssociations: null,
    trails: null,
    analyzers: null,
    analyzerFindings: null,
    policyValidations: null,
    organization: null,
    organizationAccountIds: null,
    serviceControlPolicies: null,
    delegatedAdministrators: null,
    ...nothingInventoried,
  };
}

type NamedAccount = Pick<Snapshot['account'], 'partition' | 'accountId'>;

/** The account of the first entity whose ARN names one; null when none does. */
export function accountIn(details: AuthorizationDetails): NamedAccount | null {
  return accountsIn(details)[0] ?? null;
}

/** The accounts that the ARNs of all entities name, as often as they do. AWS's own policies name none. */
export function accountsIn({ users, groups, roles, policies }: AuthorizationDetails): readonly NamedAccount[] {
  return [...users, ...groups, ...roles, ...policies].flatMap(({ arn }) => accountOf(arn) ?? []);
}
