import type { AuthorizationDetails } from '../../snapshot/authorization-details.ts';
import type { LastAccessedReport } from '../../snapshot/snapshot.ts';
import type { CollectContext } from '../context.ts';
import { summariseLosses } from '../losses.ts';
import type { Reading } from '../reading.ts';
import { lastAccessedNeeds } from './needs.ts';
import { LastAccessedSweep } from './sweep.ts';

/**
 * Last-accessed reports of the principals that need one, and for every other user and role why none was asked for.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
 */
export async function readLastAccessed(
  context: CollectContext,
  details: AuthorizationDetails,
): Promise<Reading<Readonly<Record<string, LastAccessedReport>>>> {
  const { wanted, skipped } = lastAccessedNeeds(details, context.configuration, context.clock());
  const results = await new LastAccessedSweep(context, wanted).run();
  const reports: Record<string, LastAccessedReport> = {};
  for (const { arn } of [...details.users, ...details.roles]) {
    const reason = skipped.get(arn);
    const report = reason === undefined ? results.get(arn) : { status: 'skipped' as const, reason };
    if (report) reports[arn] = report;
  }
  const outcomes = [...results.values()].map((result) =>
    result.status === 'complete' ? { status: 'read' as const } : result,
  );
  return { data: reports, dataAsOf: oldestOf(results.values()), ...summariseLosses(outcomes, 'reports') };
}

/** Data of several jobs is as old as the oldest of them. */
function oldestOf(results: Iterable<LastAccessedReport>): string | null {
  const times = [...results].flatMap((result) => (result.status === 'complete' ? [result.completedAt] : []));
  return times.reduce<string | null>((oldest, at) => (oldest === null || at < oldest ? at : oldest), null);
}
