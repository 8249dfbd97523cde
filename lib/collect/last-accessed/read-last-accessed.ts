import { limitsFor } from '../../checks/thresholds.ts';
import type { AuthorizationDetails } from '../../snapshot/authorization-details.ts';
import type { LastAccessedReport, Role, Snapshot, User } from '../../snapshot/snapshot.ts';
import type { CollectContext } from '../context.ts';
import { summariseLosses } from '../losses.ts';
import type { Reading } from '../reading.ts';
import type { CredentialFacts } from './fingerprints.ts';
import type { CompleteReport, KeptReports } from './kept-reports.ts';
import { lastAccessedNeeds } from './needs.ts';
import { createReuse } from './reuse.ts';
import { LastAccessedSweep } from './sweep.ts';

type Reports = Snapshot['lastAccessed'];

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
): Promise<Reading<Reports>> {
  const now = context.clock();
  const { wanted, skipped } = lastAccessedNeeds(details, context.configuration, now);
  const graceDaysOf = (principal: User | Role) => limitsFor(context.configuration, principal).graceDays;
  const reuse = createReuse({ kept, details, wanted, graceDaysOf, now });
  const takenOver = new Map<string, CompleteReport>();
  const takeOver = (arn: string, report: CompleteReport | null) => {
    if (report) takenOver.set(arn, { ...report, takenOver: true });
  };
  for (const role of details.roles) if (wanted.has(role.arn)) takeOver(role.arn, reuse.ofRole(role));
  const undecided = details.users.filter((user) => wanted.has(user.arn) && reuse.isLikely(user));
  const later = new Set(undecided.map(({ arn }) => arn));

  const sweep = new LastAccessedSweep(context, wanted);
  let asked = await sweep.run([...wanted.keys()].filter((arn) => !takenOver.has(arn) && !later.has(arn)));
  if (undecided.length > 0) {
    const ofUser = reuse.ofUsers(await credentials());
    for (const user of undecided) takeOver(user.arn, ofUser(user));
    asked = await sweep.run(undecided.map(({ arn }) => arn).filter((arn) => !takenOver.has(arn)));
  }

  const reports: Record<string, LastAccessedReport> = {};
  for (const { arn } of [...details.users, ...details.roles]) {
    const reason = skipped.get(arn);
    if (reason !== undefined) reports[arn] = { status: 'skipped', reason };
    else if (wanted.has(arn)) reports[arn] = takenOver.get(arn) ?? asked.get(arn) ?? notAsked;
  }
  return readingOf(reports);
}

const notAsked = {
  status: 'failed',
  reason: 'the run was stopped before this principal was asked about',
  notAsked: true,
} as const satisfies LastAccessedReport;

/** ARNs of those whom a run was stopped before asking about. */
export function principalsLeft({ lastAccessed }: Pick<Snapshot, 'lastAccessed'>): readonly string[] {
  return Object.entries(lastAccessed).flatMap(([arn, report]) => ('notAsked' in report ? [arn] : []));
}

/** Goes on where a run was stopped: asks about those who are left, and about nobody else. */
export async function readLeft(context: CollectContext, unfinished: Snapshot): Promise<Reading<Reports>> {
  const { wanted } = lastAccessedNeeds(unfinished, context.configuration, context.clock());
  const asked = await new LastAccessedSweep(context, wanted).run(principalsLeft(unfinished));
  return readingOf({ ...unfinished.lastAccessed, ...Object.fromEntries(asked) });
}

/** Data of several jobs is as old as the oldest of them. */
function readingOf(reports: Reports): Reading<Reports> {
  const wanted = Object.values(reports).filter((report) => report.status !== 'skipped');
  const times = wanted.flatMap((report) => (report.status === 'complete' ? [report.completedAt] : []));
  const dataAsOf = times.reduce<string | null>((oldest, at) => (oldest === null || at < oldest ? at : oldest), null);
  const outcomes = wanted.map((report) => (report.status === 'complete' ? { status: 'read' as const } : report));
  return { data: reports, dataAsOf, ...summariseLosses(outcomes, 'reports') };
}
