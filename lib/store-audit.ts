import type { Audited } from './audit.ts';
import { compareAudit, reportOf, reportOfNight } from './compare-audit.ts';
import { configurationVersion } from './config/written-settings.ts';
import { type AskHistory, askedAgainUntil, attribute } from './findings/attribution.ts';
import type { IntroducedBy } from './findings/introduced-by.ts';
import type { PreviousAudit, Reconciled } from './findings/reconcile.ts';
import { type Committed, WritingStopped } from './publish/store/commit-night.ts';
import type { FindingsStore } from './publish/store/findings-store.ts';
import type { StoredNight } from './publish/store/stored-night.ts';
import type { Night, NightSummary } from './publish/store/summary.ts';
import type { AuditReport } from './report/audit-report.ts';
import { gapSentence, summariseCoverage } from './snapshot/coverage.ts';

/** What storing an audit came to. */
export type Stored =
  | {
      readonly outcome: 'stored';
      readonly report: AuditReport;
      readonly reconciled: Reconciled;
      readonly committed: Committed;
    }
  /** A later audit of the account was stored while this one was read: it stands, and this one is only looked at. */
  | { readonly outcome: 'superseded'; readonly report: AuditReport; readonly by: NightSummary };

/** By the finding's id: who introduced it, or why that is not known. */
type Introducers = ReadonlyMap<string, IntroducedBy>;

/** There was not the time to write everything: the night before stands, and another run writes the rest. */
export interface StoppedStoring {
  readonly outcome: 'stopped';
  readonly reason: WritingStopped;
  /** What was found out, for that run. */
  readonly introducers: Introducers;
}

export interface StoreAuditOptions {
  /** Left out: nobody is asked who introduced anything. */
  readonly ask?: AskHistory | undefined;
  /** What was answered to a run that began to store this audit. */
  readonly introducers?: Introducers | undefined;
  /** Fires when writing has to end. */
  readonly stop?: AbortSignal | undefined;
}

/**
 * Compares an audit with the stored one and stores it, all under the account's lease. Whatever fails, the night that
 * is stored stays readable.
 *
 * Who introduced what is new is looked up before the lease is taken: CloudTrail answers two calls a second, and no other
 * run should wait for that.
 *
 * @throws CannotRunError when another run holds the lease for too long
 */
export async function storeAudit(
  audited: Audited,
  store: FindingsStore,
  { ask, introducers: known = new Map(), stop }: StoreAuditOptions = {},
): Promise<Stored | StoppedStoring> {
  const { snapshot } = audited;
  const { accountId } = snapshot.account;
  const startedAt = snapshot.takenAt;
  const before = ask === undefined ? null : await store.readNight(accountId);
  const introducers = ask === undefined ? known : await introducersOf(audited, before, { ask, known });
  const lease = await store.acquireLease(accountId);
  try {
    const previous = await store.readNight(accountId, before);
    if (previous !== null && isLater(previous, startedAt)) {
      return { outcome: 'superseded', report: reportOf(audited), by: previous.summary };
    }
    const compared = compareAudit(audited, previousOf(previous));
    const { judged } = compared;
    const reconciled = withIntroducers(compared.reconciled, introducers);
    const committed = await store.commit(lease, { night: nightOf(judged, reconciled, previous), previous, stop });
    return {
      outcome: 'stored',
      report: reportOfNight({ judged, reconciled }),
      reconciled,
      committed,
    };
  } catch (error) {
    if (error instanceof WritingStopped) return { outcome: 'stopped', reason: error, introducers };
    throw error;
  } finally {
    await store.release(lease);
  }
}

function isLater({ summary }: StoredNight, startedAt: string): boolean {
  return Date.parse(summary.startedAt) > Date.parse(startedAt);
}

function previousOf(night: StoredNight | null): PreviousAudit | null {
  if (night === null) return null;
  const { startedAt, configVersion } = night.summary;
  return {
    startedAt,
    findings: night.findings,
    ...(configVersion === undefined ? {} : { configurationVersion: configVersion }),
  };
}

/** The bounded evidence of a night: who introduced what is new in it. */
async function introducersOf(
  audited: Audited,
  previous: StoredNight | null,
  { ask, known }: { readonly ask: AskHistory; readonly known: Introducers },
): Promise<Introducers> {
  const startedAt = audited.snapshot.takenAt;
  if (previous !== null && isLater(previous, startedAt)) return known;
  const { reconciled } = compareAudit(audited, previousOf(previous));
  const answered = new Map([...known].filter(([, introducedBy]) => askedAgainUntil(introducedBy) === undefined));
  const left = reconciled.findings.filter(({ id }) => !answered.has(id));
  const previousStartedAt = previous?.summary.startedAt ?? null;
  return new Map([...answered, ...(await attribute(left, { startedAt, previousStartedAt, ask }))]);
}

function withIntroducers(reconciled: Reconciled, introducers: Introducers): Reconciled {
  const findings = reconciled.findings.map((finding) => {
    const introducedBy = introducers.get(finding.id);
    return introducedBy === undefined ? finding : { ...finding, introducedBy };
  });
  return { ...reconciled, findings };
}

function nightOf(
  { snapshot, configuration, written }: Audited,
  { findings }: Reconciled,
  previous: StoredNight | null,
): Night {
  const coverage = summariseCoverage(snapshot.coverage);
  const known = written === null ? undefined : configurationVersion(written);
  // Where tonight could not look, the next night compares with what was there before.
  const version = known === undefined ? previous?.summary.configVersion : known;
  return {
    startedAt: snapshot.takenAt,
    status: coverage.complete ? 'complete' : 'incomplete',
    coveragePercent: coverage.percent,
    gaps: coverage.gaps.map(gapSentence),
    configuration,
    ...(version === undefined ? {} : { configurationVersion: version }),
    findings,
  };
}
