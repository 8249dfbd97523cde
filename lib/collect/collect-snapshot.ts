import { setTimeout as sleep } from 'node:timers/promises';
import type { Aws } from '../aws/aws.ts';
import type { Configuration } from '../config/configuration.ts';
import { coverageFor } from '../snapshot/coverage-records.ts';
import { SNAPSHOT_SCHEMA_VERSION } from '../snapshot/schema.ts';
import type { CoverageRecord, CoverageSource, Snapshot } from '../snapshot/snapshot.ts';
import { tool } from '../version.ts';
import { readCallerIdentity } from './caller-identity.ts';
import { type CollectContext, type CollectProgress, onceASecond } from './context.ts';
import { inventoryIn } from './inventory/inventory-in.ts';
import type { KeptAnswers } from './inventory/kept-answers.ts';
import type { KeptReports } from './last-accessed/kept-reports.ts';
import { skipped } from './reading.ts';
import { resumeSnapshot } from './resume-snapshot.ts';
import { readSources } from './sources.ts';

export type { CollectProgress } from './context.ts';

export interface CollectOptions {
  readonly configuration: Configuration;
  readonly clock: () => Date;
  readonly sleep?: ((ms: number) => Promise<void>) | undefined;
  readonly onProgress?: ((progress: CollectProgress) => void) | undefined;
  /** Called when it is known which account this is, before it is read; what it throws ends the run. */
  readonly onIdentified?: ((accountId: string) => Promise<void>) | undefined;
  /** When it fires, nothing new is begun; last-accessed jobs that were started are still read. */
  readonly signal?: AbortSignal | undefined;
  /** When it fires, no last-accessed job is started any more, and all else goes on; left out, when `signal` does. */
  readonly sweepSignal?: AbortSignal | undefined;
  /** The only sources to read, with what they build on; left out, all. */
  readonly wanted?: ReadonlySet<CoverageSource> | undefined;
  /** How long AWS may take over the credential report. */
  readonly credentialReportTimeoutMs?: number | undefined;
  /** Last-accessed reports of earlier nights, by account; left out, there are none. Never rejects. */
  readonly keptReports?: ((accountId: string) => Promise<KeptReports>) | undefined;
  /** What was asked for each function, bucket and key on an earlier night, by account; left out, there is nothing. Never rejects. */
  readonly keptAnswers?: ((accountId: string) => Promise<KeptAnswers | null>) | undefined;
  /** What an earlier run read of the account before it was stopped; null, or left out: nothing. Never rejects. */
  readonly unfinished?: ((accountId: string) => Promise<Snapshot | null>) | undefined;
}

/**
 * Reads an account, or what an earlier run left of it. What is denied or fails becomes a gap in the snapshot's coverage, and the
 * rest goes on.
 *
 * @throws CannotRunError when it is not known which account this is, or when it is the wrong one; what `onIdentified` throws
 */
export async function collectSnapshot(aws: Aws, options: CollectOptions): Promise<Snapshot> {
  const context = contextOf(aws, options);
  const takenAt = context.clock().toISOString();
  const caller = await readCallerIdentity(context);
  await options.onIdentified?.(caller.accountId);
  const unfinished = (await options.unfinished?.(caller.accountId)) ?? null;
  if (unfinished) return resumeSnapshot(context, unfinished, options);
  const region = await aws.region();
  const { accountId, partition } = caller;
  const sources = await readSources(context, { ...options, region, accountId, partition, takenAt });
  const identified: CoverageRecord = { source: 'caller-identity', status: 'complete', reason: null, dataAsOf: takenAt };
  const { details, alias } = sources;
  return {
    schemaVersion: SNAPSHOT_SCHEMA_VERSION,
    tool,
    account: {
      accountId,
      partition,
      alias: alias.data,
      callerArn: caller.arn,
      region,
    },
    takenAt,
    coverage: coverageFor(
      [identified, ...Object.values(sources).map(({ coverage }) => coverage)],
      (source) => skipped(source, 'read only where a finding has to name it').coverage,
    ),
    users: details.data?.users ?? [],
    groups: details.data?.groups ?? [],
    roles: details.data?.roles ?? [],
    policies: details.data?.policies ?? [],
    credentialReport: sources.credentialReport.data,
    accountSummary: sources.summary.data,
    passwordPolicy: sources.passwordPolicy.data,
    lastAccessed: sources.lastAccessed.data ?? {},
    identityProviders: sources.identityProviders.data,
    serverCertificates: sources.serverCertificates.data,
    serviceSpecificCredentials: sources.serviceSpecificCredentials.data,
    sshPublicKeys: sources.sshPublicKeys.data,
    signingCertificates: sources.signingCertificates.data,
    virtualMfaDevices: sources.virtualMfaDevices.data,
    accessKeys: {},
    rootEvents: null,
    principalEvents: {},
    instanceProfiles: sources.instanceProfiles.data,
    enabledRegions: sources.enabledRegions.data,
    instanceProfileAssociations: sources.associations.data,
    trails: sources.trails.data,
    analyzers: sources.analyzers.data,
    analyzerFindings: sources.analyzerFindings.data,
    policyValidations: sources.policyValidations.data,
    organization: sources.organization.data,
    organizationAccountIds: sources.organizationAccounts.data,
    serviceControlPolicies: sources.serviceControlPolicies.data,
    delegatedAdministrators: sources.delegatedAdministrators.data,
    ...inventoryIn(sources),
  };
}

/** What everything is read with in a run, also what comes after the snapshot. */
export function contextOf(aws: Aws, options: CollectOptions): CollectContext {
  const signal = options.signal ?? new AbortController().signal;
  return {
    aws,
    configuration: options.configuration,
    clock: options.clock,
    sleep: options.sleep ?? ((ms) => sleep(ms)),
    signal,
    sweepSignal: options.sweepSignal ? AbortSignal.any([signal, options.sweepSignal]) : signal,
    report: options.onProgress ? onceASecond(options.onProgress, options.clock) : () => {},
  };
}
