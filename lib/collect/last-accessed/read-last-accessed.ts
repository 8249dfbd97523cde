import type { AuthorizationDetails } from '../../snapshot/authorization-details.ts';
import type { LastAccessedReport } from '../../snapshot/snapshot.ts';
import type { CollectContext } from '../context.ts';
import { summariseLosses } from '../losses.ts';
import type { Reading } from '../reading.ts';
import type { CredentialFacts } from './fingerprints.ts';
import type { CompleteReport, KeptReports } from './kept-reports.ts';
import { lastAccessedNeeds } from './needs.ts';
import { createReuse } from './reuse.ts';
import { LastAccessedSweep } from './sweep.ts';

export interface LastAccessedSources {
  readonly details: AuthorizationDetails;
  /** Reports of earlier nights. */
  readonly kept: KeptReports;
  /**
   * What this night tells of credentials. Only asked for when it can spare users from being asked about, and last, because the
   * credential report takes its time.
   */
  readonly credentials: () => Promise<CredentialFacts>;
}

/**
 * Last-accessed reports of the principals that need one, and for every other user and role why none was asked for. Where
 * an earlier night's report says what a new one would, it is taken over.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
 */
export async function readLastAccessed(
  context: CollectContext,
  { details, kept, credentials }: LastAccessedSources,
): Promise<Reading<Readonly<Record<string, LastAccessedReport>>>> {
  const now = context.clock();
  const { wanted, skipped } = lastAccessedNeeds(details, context.configuration, now);
  const reuse = createReuse({ kept, details, graceDays: context.configuration.graceDays, now });
  const results = new Map<string, Exclude<LastAccessedReport, { status: 'skipped' }>>();
  const takeOver = (arn: string, report: CompleteReport | null) => {
    if (report) results.set(arn, { ...report, takenOver: true });
  };
  for (const role of details.roles) if (wanted.has(role.arn)) takeOver(role.arn, reuse.ofRole(role));
  const undecided = details.users.filter((user) => wanted.has(user.arn) && reuse.isLikely(user));
  const later = new Set(undecided.map(({ arn }) => arn));

  const sweep = new LastAccessedSweep(context);
  let asked = await sweep.run([...wanted].filter((arn) => !results.has(arn) && !later.has(arn)));
  if (undecided.length > 0) {
    const ofUser = reuse.ofUsers(await credentials());
    for (const user of undecided) takeOver(user.arn, ofUser(user));
    asked = await sweep.run(undecided.map(({ arn }) => arn).filter((arn) => !results.has(arn)));
  }

  const reports: Record<string, LastAccessedReport> = {};
  for (const { arn } of [...details.users, ...details.roles]) {
    const reason = skipped.get(arn);
    if (wanted.has(arn)) results.set(arn, results.get(arn) ?? asked.get(arn) ?? notAsked);
    const report = reason === undefined ? results.get(arn) : { status: 'skipped' as const, reason };
    if (report) reports[arn] = report;
  }
  const outcomes = [...results.values()].map((result) =>
    result.status === 'complete' ? { status: 'read' as const } : result,
  );
  return { data: reports, dataAsOf: oldestOf(results.values()), ...summariseLosses(outcomes, 'reports') };
}

const notAsked = {
  status: 'failed',
  reason: 'the run was stopped before this principal was asked about',
} as const satisfies LastAccessedReport;

/** Data of several jobs is as old as the oldest of them. */
function oldestOf(results: Iterable<LastAccessedReport>): string | null {
  const times = [...results].flatMap((result) => (result.status === 'complete' ? [result.completedAt] : []));
  return times.reduce<string | null>((oldest, at) => (oldest === null || at < oldest ? at : oldest), null);
}
