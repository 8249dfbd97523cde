import type { Aws } from './aws/aws.ts';
import { viewOf } from './checks/account-view.ts';
import { type Evaluation, evaluateChecks } from './checks/evaluate.ts';
import { checksOfPrincipals, principalsInQuestion } from './checks/principals-in-question.ts';
import type { ReadExceptions } from './checks/read-exceptions.ts';
import { checkById, checks, noCheckCalled, witnessChecksOf } from './checks/registry.ts';
import { sourcesOf } from './checks/sources-of.ts';
import { collectAccessKeys } from './collect/access-keys.ts';
import { type CollectProgress, collectSnapshot, contextOf } from './collect/collect-snapshot.ts';
import type { KeptAnswers } from './collect/inventory/kept-answers.ts';
import type { KeptReports } from './collect/last-accessed/kept-reports.ts';
import { principalsLeft } from './collect/last-accessed/read-last-accessed.ts';
import { collectPrincipalEvents } from './collect/principal-events.ts';
import { collectRootEvents } from './collect/root-events.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { Configuration } from './config/configuration.ts';
import type { WrittenSettings } from './config/written-settings.ts';
import { UsageError } from './errors.ts';
import { trackedActions } from './policy/catalogue/tracked-actions.ts';
import type { Snapshot } from './snapshot/snapshot.ts';

/*
 * The first half of the use case: collect -> evaluate; compare-audit.ts reconciles and store-audit.ts publishes. Each step
 * can be had by itself: a saved snapshot is evaluated without collecting, and a look at an account is not stored.
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
  const context = { account: viewOf(snapshot), configuration, now, trackedActions };
  const chosen = chooseChecks(options.checkIds);
  const evaluation = evaluateChecks(context, chosen, witnessChecksOf(chosen));
  return { snapshot, configuration, now, accepted, written, evaluation };
}

/** The checks of these ids, in the order of the catalogue; all when no ids are given. */
export function chooseChecks(ids: readonly string[] | undefined): typeof checks {
  if (ids === undefined) return checks;
  const unknown = ids.find((id) => checkById(id) === undefined);
  if (unknown !== undefined) throw new UsageError(noCheckCalled(unknown));
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
  /** What earlier nights asked of each function, bucket and key; left out, nothing is known. Never rejects. */
  readonly keptAnswers?: (accountId: string) => Promise<KeptAnswers | null>;
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
    ...(isWhole ? {} : { wanted: sourcesOf([...chosen, ...witnessChecksOf(chosen)]) }),
  });
  const left = principalsLeft(snapshot).length;
  if (left > 0 && (await options.keepUnfinished?.(snapshot))) return { ...evaluateSnapshot(snapshot, options), left };
  const withAllEvidence = await withEvidence(snapshot, options);
  // What the answers were read from, which V8 would otherwise look for while the checks run.
  collectGarbage();
  const audited = evaluateSnapshot(withAllEvidence, options);
  // What the checks looked up and shared: 60 MB with 5,000 roles, before the report takes as much.
  collectGarbage();
  return { ...audited, left: 0 };
}

/** Checks whose fix names an access key: the credential report knows it by its slot alone, ListAccessKeys by its id. */
const checksOfKeys = ['access-key-unused', 'access-key-not-rotated', 'access-key-made-with-user'];

/**
 * The bounded evidence of this use case: the ids of the keys that a fix names, what root did where it is in use, and, on
 * request, what CloudTrail has of those whom it would be worst to call unused by mistake.
 */
async function withEvidence(snapshot: Snapshot, options: CollectAndEvaluateOptions): Promise<Snapshot> {
  const context = contextOf(options.aws, options);
  // An earlier invocation that could not write its findings has read all of it.
  const users = namesFoundBy(checksOfKeys, snapshot, options).filter(
    (name) => !Object.hasOwn(snapshot.accessKeys, name),
  );
  const withKeys = users.length === 0 ? snapshot : await collectAccessKeys(context, snapshot, users);
  const isRootInUse = namesFoundBy(['root-used-recently'], snapshot, options).length > 0;
  const withRoot = isRootInUse && snapshot.rootEvents === null ? await collectRootEvents(context, withKeys) : withKeys;
  const inQuestion = inQuestionIn(withRoot, options);
  return inQuestion.length === 0 ? withRoot : await collectPrincipalEvents(context, withRoot, inQuestion);
}

/** Whom CloudTrail is to be asked about; nobody unless that was asked for. */
function inQuestionIn(snapshot: Snapshot, options: EvaluateOptions): readonly string[] {
  const { configuration } = options;
  if (configuration.cloudTrailEvidence.maxPrincipals === 0) return [];
  const { now, evaluation } = evaluateChosen(checksOfPrincipals, snapshot, options);
  return principalsInQuestion({ account: viewOf(snapshot), configuration, now }, evaluation.observations);
}

/** Names of the resources that these checks find, each once; a check that was not asked for finds nothing. */
function namesFoundBy(ids: readonly string[], snapshot: Snapshot, options: EvaluateOptions): readonly string[] {
  const { evaluation } = evaluateChosen(ids, snapshot, options);
  return [...new Set(evaluation.observations.map(({ resource }) => resource.name))];
}

/** What those of these checks say that were asked for. */
function evaluateChosen(ids: readonly string[], snapshot: Snapshot, options: EvaluateOptions): Audited {
  const { checkIds = ids } = options;
  return evaluateSnapshot(snapshot, { ...options, checkIds: ids.filter((id) => checkIds.includes(id)) });
}
