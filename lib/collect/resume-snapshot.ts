import { withCoverage } from '../snapshot/coverage-records.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { CollectContext } from './context.ts';
import { readCredentialReport } from './credential-report.ts';
import { resumeInventory } from './inventory/resume-inventory.ts';
import { readLeft } from './last-accessed/read-last-accessed.ts';
import { cover } from './reading.ts';

interface ResumeOptions {
  readonly credentialReportTimeoutMs?: number | undefined;
  readonly keptAnswers?: Parameters<typeof resumeInventory>[2] | undefined;
}

/**
 * Goes on with an account that an earlier run was stopped reading: with the principals that it did not ask about, and with the
 * credential report when it was not there yet. Nothing that was read is read again, but for the lists of an inventory that the run was
 * stopped in.
 */
export async function resumeSnapshot(
  context: CollectContext,
  unfinished: Snapshot,
  { credentialReportTimeoutMs: timeoutMs, keptAnswers }: ResumeOptions,
): Promise<Snapshot> {
  const lastAccessed = cover(context, 'last-accessed', () => readLeft(context, unfinished));
  const withInventory = resumeInventory(context, unfinished, keptAnswers);
  const withReport = await withCredentialReport(context, await withInventory, { meanwhile: lastAccessed, timeoutMs });
  const { data, coverage } = await lastAccessed;
  return data === null ? withReport : withCoverage({ ...withReport, lastAccessed: data }, coverage);
}

async function withCredentialReport(
  context: CollectContext,
  unfinished: Snapshot,
  options: Parameters<typeof readCredentialReport>[1],
): Promise<Snapshot> {
  const before = unfinished.coverage.find(({ source }) => source === 'credential-report');
  if (before?.status !== 'failed') return unfinished;
  const { data, coverage } = await cover(context, 'credential-report', () => readCredentialReport(context, options));
  return withCoverage({ ...unfinished, credentialReport: data }, coverage);
}
