import type { Aws } from './aws/aws.ts';
import { viewOf } from './checks/account-view.ts';
import { type Evaluation, evaluateChecks } from './checks/evaluate.ts';
import { exceptionsInUse } from './checks/exceptions-in-use.ts';
import type { ReadExceptions } from './checks/read-exceptions.ts';
import { checkById, checks } from './checks/registry.ts';
import { settingsChanges } from './checks/settings-changes.ts';
import { sourcesOf } from './checks/sources-of.ts';
import { collectAccessKeys } from './collect/access-keys.ts';
import { type CollectProgress, collectSnapshot, contextOf } from './collect/collect-snapshot.ts';
import type { KeptReports } from './collect/last-accessed/kept-reports.ts';
import { principalsLeft } from './collect/last-accessed/read-last-accessed.ts';
import { collectRootEvents } from './collect/root-events.ts';
import type { Configuration } from './config/configuration.ts';
import type { WrittenSettings } from './config/written-settings.ts';
import { UsageError } from './errors.ts';
import { type AskHistory, attribute } from './findings/attribution.ts';
import { type Exceptions, exceptionsAt } from './findings/exceptions.ts';
import type { Finding, StoredFinding } from './findings/finding.ts';
import type { IntroducedBy } from './findings/introduced-by.ts';
import { presentFindings } from './findings/present.ts';
import { type PreviousAudit, type Reconciled, reconcile } from './findings/reconcile.ts';
import type { Committed } from './publish/store/commit-night.ts';
import type { FindingsStore } from './publish/store/findings-store.ts';
import type { StoredNight } from './publish/store/stored-night.ts';
import type { Night, NightSummary } from './publish/store/summary.ts';
import { type AuditReport, buildReport } from './report/audit-report.ts';
import { gapSentence, summariseCoverage } from './snapshot/coverage.ts';
import type { Snapshot } from './snapshot/snapshot.ts';

/*
 * The use case: collect -> evaluate -> reconcile -> publish. Each step can be had by itself: a saved snapshot is
 * evaluated without collecting, and a look at an account is not stored.
 */

/** An account that was read and judged, not yet compared with the night before. */
export interface Audited {
  readonly snapshot: Snapshot;
  readonly configuration: Configuration;
  /** The instant that ages are counted to. */
  readonly now: Date;
  /** What operators accept; null when that was not read. */
  readonly accepted: ReadExceptions | null;
  /** Who wrote the settings; null when that was not read. */
  readonly written: WrittenSettings | null;
  readonly evaluation: Evaluation;
}

export interface EvaluateOptions {
  readonly configuration: Configuration;
  /** Left out: when the snapshot was taken. */
  readonly now?: Date;
  /** The only checks to run; left out, all. */
  readonly checkIds?: readonly string[];
  /** What operators accept; left out, nobody knows, and nothing is hidden. */
  readonly accepted?: ReadExceptions;
  /** Who wrote the settings; left out, nobody knows, and no change of them is told. */
  readonly written?: WrittenSettings;
}

/**
 * Judges a snapshot.
 *
 * @throws UsageError when a check id is unknown or given twice
 */
export function evaluateSnapshot(snapshot: Snapshot, options: EvaluateOptions): Audited {
  const { configuration, accepted = null, written = null } = options;
  const now = options.now ?? new Date(snapshot.takenAt);
  const context = { account: viewOf(snapshot), configuration, now };
  const evaluation = evaluateChecks(context, chooseChecks(options.checkIds));
  return { snapshot, configuration, now, accepted, written, evaluation };
}

/** The checks of these ids, in the order of the catalogue; all when no ids are given. */
export function chooseChecks(ids: readonly string[] | undefined): typeof checks {
  if (ids === undefined) return checks;
  const unknown = ids.find((id) => checkById(id) === undefined);
  if (unknown !== undefined) throw new UsageError(`no check is called ${unknown}; "account-auditor checks" lists them`);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new UsageError(`the check ${twice} is named twice; name it once`);
  return checks.filter((check) => ids.includes(check.id));
}

export interface CollectAndEvaluateOptions extends EvaluateOptions {
  readonly aws: Aws;
  readonly clock: () => Date;
  /** How to wait, for whoever brings a clock of their own. */
  readonly sleep?: (ms: number) => Promise<void>;
  readonly onProgress?: (progress: CollectProgress) => void;
  /** Called before the account is read; what it throws ends the run. */
  readonly onIdentified?: (accountId: string) => Promise<void>;
  readonly signal?: AbortSignal;
  /** Fires when nobody further is asked about, and all else goes on; left out, when `signal` does. */
  readonly sweepSignal?: AbortSignal;
  /** Whether to read also what the checks that were asked for do not look at, because the snapshot is to be kept. */
  readonly wholeSnapshot?: boolean;
  readonly credentialReportTimeoutMs?: number;
  /** Last-accessed reports of earlier nights; left out, there are none. Never rejects. */
  readonly keptReports?: (accountId: string) => Promise<KeptReports>;
  /** What an earlier invocation read before its time ran out; null, or left out: nothing. Never rejects. */
  readonly unfinished?: (accountId: string) => Promise<Snapshot | null>;
  /** Keeps what was read for another invocation; false, or left out: the audit ends with what there is. Never rejects. */
  readonly keepUnfinished?: (snapshot: Snapshot) => Promise<boolean>;
}

/** An account that was read as far as the time of this invocation allowed. */
export interface AuditedAccount extends Audited {
  /** Principals that are left to another invocation, for which what was read is kept; 0: the audit is finished. */
  readonly left: number;
}

/** Reads an account through the credentials of `aws` and judges it. */
export async function auditAccount(options: CollectAndEvaluateOptions): Promise<AuditedAccount> {
  const chosen = chooseChecks(options.checkIds);
  const isWhole = options.checkIds === undefined || options.wholeSnapshot === true;
  const snapshot = await collectSnapshot(options.aws, {
    ...options,
    ...(isWhole ? {} : { wanted: sourcesOf(chosen) }),
  });
  const left = principalsLeft(snapshot).length;
  if (left > 0 && (await options.keepUnfinished?.(snapshot))) return { ...evaluateSnapshot(snapshot, options), left };
  return { ...evaluateSnapshot(await withEvidence(snapshot, options), options), left: 0 };
}

/** Checks whose fix names an access key: the credential report knows it by its slot alone, ListAccessKeys by its id. */
const checksOfKeys = ['access-key-unused', 'access-key-not-rotated', 'access-key-made-with-user'];

/** The bounded evidence of this use case: the ids of the keys that a fix names, and what root did where it is in use. */
async function withEvidence(snapshot: Snapshot, options: CollectAndEvaluateOptions): Promise<Snapshot> {
  const context = contextOf(options.aws, options);
  // An earlier invocation that could not write its findings has read all of it.
  const users = namesFoundBy(checksOfKeys, snapshot, options).filter(
    (name) => !Object.hasOwn(snapshot.accessKeys, name),
  );
  const withKeys = users.length === 0 ? snapshot : await collectAccessKeys(context, snapshot, users);
  const isRootInUse = namesFoundBy(['root-used-recently'], snapshot, options).length > 0;
  return isRootInUse && snapshot.rootEvents === null ? await collectRootEvents(context, withKeys) : withKeys;
}

/** Names of the resources that these checks find, each once; a check that was not asked for finds nothing. */
function namesFoundBy(ids: readonly string[], snapshot: Snapshot, options: EvaluateOptions): readonly string[] {
  const { checkIds = ids } = options;
  const { evaluation } = evaluateSnapshot(snapshot, {
    ...options,
    checkIds: ids.filter((id) => checkIds.includes(id)),
  });
  return [...new Set(evaluation.observations.map(({ resource }) => resource.name))];
}

/** The report of an audit that is looked at, not stored: there is no night before to compare it with. */
export function reportOf(audited: Audited): AuditReport {
  const { takenAt } = audited.snapshot;
  const { judged, reconciled } = compare(audited, null);
  // Without a night before, nothing can be called new.
  const findings = present(reconciled.findings, takenAt).map((finding) =>
    finding.status === 'suppressed' ? finding : { ...finding, status: 'open' as const },
  );
  return reportWith(judged, findings);
}

/** An audit beside the night before, with the operator's exceptions applied to it and judged themselves. */
function compare(
  audited: Audited,
  previous: PreviousAudit | null,
): { readonly judged: Audited; readonly reconciled: Reconciled } {
  const exceptions = audited.accepted && exceptionsAt(audited.accepted.exceptions, audited.now);
  const reconcileWith = ({ evaluation: { observations, outcomes } }: Audited) =>
    reconcile({
      previous,
      observations,
      checks: outcomes,
      ...(exceptions ? { exceptions } : {}),
      startedAt: audited.snapshot.takenAt,
    });
  const reconciled = reconcileWith(audited);
  if (exceptions === null) return { judged: audited, reconciled };
  const judged = withSettingsJudged(audited, exceptions, { previous, reconciled });
  return { judged, reconciled: reconcileWith(judged) };
}

/** Whether an exception still hides something, and what changed, shows only beside what stands and the night before. */
function withSettingsJudged(
  audited: Audited,
  exceptions: Exceptions,
  night: { readonly previous: PreviousAudit | null; readonly reconciled: Reconciled },
): Audited {
  const { snapshot, configuration, now, accepted, written, evaluation } = audited;
  const { previous, reconciled } = night;
  const { outcomes, observations } = evaluation;
  const ran = new Set(outcomes.map(({ id }) => id));
  const standing = reconciled.findings.filter(({ resolvedAt }) => resolvedAt === undefined);
  const inUse = exceptionsInUse(exceptions, accepted?.unreadable ?? [], standing, outcomes);
  const there = [...(accepted?.exceptions ?? []), ...(accepted?.unreadable ?? [])];
  const settings =
    previous && written && settingsChanges(written, previous, { exceptions: there, startedAt: snapshot.takenAt });
  const own = evaluateChecks(
    { account: viewOf(snapshot), configuration, now, exceptions: inUse, ...(settings ? { settings } : {}) },
    checks.filter(({ id, family }) => family === 'housekeeping' && ran.has(id)),
  );
  const outcomeById = new Map(own.outcomes.map((outcome) => [outcome.id, outcome]));
  return {
    ...audited,
    evaluation: {
      outcomes: outcomes.map((outcome) => outcomeById.get(outcome.id) ?? outcome),
      observations: [...observations, ...own.observations],
    },
  };
}

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

/**
 * Compares an audit with the stored one and stores it, all under the account's lease. Whatever fails, the night that
 * is stored stays readable.
 *
 * Who introduced what is new is looked up before the lease is taken: CloudTrail answers two calls a second, and no other
 * run should wait for that.
 *
 * @param options.ask left out: nobody is asked who introduced anything
 * @param options.stop fires when writing has to end
 * @throws CannotRunError when another run holds the lease for too long
 * @throws WritingStopped when there was not the time to write everything
 */
export async function storeAudit(
  audited: Audited,
  store: FindingsStore,
  { ask, stop }: { readonly ask?: AskHistory | undefined; readonly stop?: AbortSignal | undefined } = {},
): Promise<Stored> {
  const { snapshot } = audited;
  const { accountId } = snapshot.account;
  const startedAt = snapshot.takenAt;
  const before = ask === undefined ? null : await store.readNight(accountId);
  const introducers = await introducersOf(audited, before, ask);
  const lease = await store.acquireLease(accountId);
  try {
    const previous = await store.readNight(accountId, before);
    if (previous !== null && isLater(previous, startedAt)) {
      return { outcome: 'superseded', report: reportOf(audited), by: previous.summary };
    }
    const compared = compare(audited, previousOf(previous));
    const { judged } = compared;
    const reconciled = withIntroducers(compared.reconciled, introducers);
    const committed = await store.commit(lease, { night: nightOf(judged, reconciled), previous, stop });
    return {
      outcome: 'stored',
      report: reportWith(judged, present(reconciled.findings.filter(standsOrJustResolved(startedAt)), startedAt)),
      reconciled,
      committed,
    };
  } finally {
    await store.release(lease);
  }
}

function isLater({ summary }: StoredNight, startedAt: string): boolean {
  return Date.parse(summary.startedAt) > Date.parse(startedAt);
}

function previousOf(night: StoredNight | null): PreviousAudit | null {
  return night && { startedAt: night.summary.startedAt, findings: night.findings };
}

/** The bounded evidence of a night: who introduced what is new in it, by the finding's id. */
async function introducersOf(
  audited: Audited,
  previous: StoredNight | null,
  ask: AskHistory | undefined,
): Promise<ReadonlyMap<string, IntroducedBy>> {
  const startedAt = audited.snapshot.takenAt;
  if (ask === undefined || (previous !== null && isLater(previous, startedAt))) return new Map();
  const { reconciled } = compare(audited, previousOf(previous));
  return await attribute(reconciled.findings, {
    startedAt,
    previousStartedAt: previous?.summary.startedAt ?? null,
    ask,
  });
}

function withIntroducers(reconciled: Reconciled, introducers: ReadonlyMap<string, IntroducedBy>): Reconciled {
  const findings = reconciled.findings.map((finding) => {
    const introducedBy = introducers.get(finding.id);
    return introducedBy === undefined ? finding : { ...finding, introducedBy };
  });
  return { ...reconciled, findings };
}

function nightOf({ snapshot, configuration }: Audited, { findings }: Reconciled): Night {
  const coverage = summariseCoverage(snapshot.coverage);
  return {
    startedAt: snapshot.takenAt,
    status: coverage.complete ? 'complete' : 'incomplete',
    coveragePercent: coverage.percent,
    gaps: coverage.gaps.map(gapSentence),
    configuration,
    findings,
  };
}

/** The store remembers older resolved findings; a report is about this night. */
function standsOrJustResolved(startedAt: string): (finding: StoredFinding) => boolean {
  return ({ resolvedAt }) => resolvedAt === undefined || resolvedAt === startedAt;
}

function present(findings: readonly StoredFinding[], startedAt: string): readonly Finding[] {
  return presentFindings(findings, { startedAt, textsOf: checkById });
}

function reportWith({ snapshot, now, evaluation }: Audited, findings: readonly Finding[]): AuditReport {
  return buildReport({ snapshot, auditedAt: now.toISOString(), outcomes: evaluation.outcomes, findings });
}
