import { causesOf, type EventFacts, type EventLookup, isDeletedSetting } from './causes.ts';
import { type Severity, type StoredFinding, severities } from './finding.ts';
import type { IntroducedBy, Introducer, UnknownIntroducer } from './introduced-by.ts';
import { compareFindings } from './order.ts';
import { isStanding, statusOf } from './status.ts';

/** An event of CloudTrail's history, as far as it tells who did what. */
export interface HistoryEvent extends EventFacts {
  readonly eventId: string;
  /** When (ISO 8601, UTC). */
  readonly at: string;
  /** Calls that failed changed nothing. */
  readonly hasFailed: boolean;
  /** Null when the event does not say who. */
  readonly actor: string | null;
  readonly sourceIdentity: string | null;
  readonly sessionIssuer: string | null;
  readonly sourceIp: string | null;
}

/** When a finding can have been introduced (ISO 8601, UTC). */
export interface Window {
  /** When the last audit without it began; null: there was none, and CloudTrail's 90 days count. */
  readonly after: string | null;
  /** When the audit that found it began. */
  readonly until: string;
}

/** What asking CloudTrail came to. */
export type HistoryAnswer =
  /** `isWhole`: there was no more to read. */
  | { readonly status: 'read'; readonly events: readonly HistoryEvent[]; readonly isWhole: boolean }
  | { readonly status: 'denied' | 'failed' | 'out-of-time' | 'bound' };

/** Asks CloudTrail; the same question is answered once. Never rejects. */
export type AskHistory = (lookup: EventLookup, window: Window) => Promise<HistoryAnswer>;

/** Findings below it are not attributed, but for settings that somebody has deleted. */
const LEAST_SEVERITY: Severity = 'medium';

/** Nights on which CloudTrail is asked again when it gave no answer. */
const ASKED_DAYS = 7;

const MS_PER_DAY = 86_400_000;

/**
 * Who introduced the findings that are new tonight, or back; also those of the last days for which CloudTrail gave no
 * answer. As the questions are bounded, it is asked first who deleted settings, which say what others are not told, and then
 * gravest first. Answered is answered: nothing is asked twice in a finding's life.
 *
 * @param night.startedAt when tonight's audit began
 * @param night.previousStartedAt when the audit before began; null: there was none
 * @returns by the finding's id; what nobody introduced, and what nobody asks about, is not in it
 */
export async function attribute(
  findings: readonly StoredFinding[],
  night: { readonly startedAt: string; readonly previousStartedAt: string | null; readonly ask: AskHistory },
): Promise<ReadonlyMap<string, IntroducedBy>> {
  const { startedAt, previousStartedAt, ask } = night;
  const found = new Map<string, IntroducedBy>();
  for (const finding of findings.filter((each) => isAskedAbout(each, startedAt)).toSorted(compareForAsking)) {
    const { introducedBy: before } = finding;
    const window =
      before === undefined
        ? { after: previousStartedAt, until: startedAt }
        : { after: afterOf(before), until: finding.reopenedAt ?? finding.firstSeenAt };
    const introducedBy = await introducerOf(finding, window, ask);
    if (introducedBy !== null) found.set(finding.id, introducedBy);
  }
  return found;
}

function compareForAsking(left: StoredFinding, right: StoredFinding): number {
  return Number(isDeletedSetting(right)) - Number(isDeletedSetting(left)) || compareFindings(left, right);
}

function isGraveEnough(finding: StoredFinding): boolean {
  return severities.indexOf(finding.severity) <= severities.indexOf(LEAST_SEVERITY) || isDeletedSetting(finding);
}

function isAskedAbout(finding: StoredFinding, startedAt: string): boolean {
  const status = statusOf(finding, startedAt);
  if (!isStanding(status) || !isGraveEnough(finding)) return false;
  const { introducedBy } = finding;
  if (introducedBy === undefined) return status !== 'open';
  const askedUntil = askedAgainUntil(introducedBy);
  return askedUntil !== undefined && startedAt <= askedUntil;
}

/** Until when it is asked again, because CloudTrail gave no answer; undefined: it is answered, for good. */
export function askedAgainUntil(introducedBy: IntroducedBy): string | undefined {
  return 'unknown' in introducedBy ? introducedBy.askedUntil : undefined;
}

function afterOf(introducedBy: IntroducedBy): string | null {
  return ('unknown' in introducedBy ? introducedBy.after : undefined) ?? null;
}

async function introducerOf(finding: StoredFinding, window: Window, ask: AskHistory): Promise<IntroducedBy | null> {
  const causes = causesOf(finding);
  if (causes === 'none') return null;
  if (causes === 'unknown') return { unknown: 'no event is known to introduce findings of this kind' };
  const events: HistoryEvent[] = [];
  let isWhole = true;
  for (const lookup of causes.lookups) {
    const answer = await ask(lookup, window);
    if (answer.status !== 'read') return unanswered(answer.status, window);
    events.push(...answer.events);
    isWhole &&= answer.isWhole;
  }
  const [newest] = events
    .filter((event) => !event.hasFailed && causes.isCause(event))
    .sort((left, right) => Date.parse(right.at) - Date.parse(left.at));
  if (newest !== undefined) return told(newest);
  if (!isWhole) return { unknown: 'the event is not among the newest that CloudTrail has of the resource' };
  const when = window.after === null ? 'in its 90 days' : `between ${window.after} and ${window.until}`;
  return { unknown: `CloudTrail has no event ${when} that can have introduced it` };
}

const reasons: Readonly<Record<Exclude<HistoryAnswer['status'], 'read'>, string>> = {
  bound: 'not looked up: as many lookups as a night may take went to graver findings (attribution.maxLookups)',
  denied: 'cloudtrail:LookupEvents is denied',
  failed: 'CloudTrail did not answer',
  'out-of-time': 'time ran out before CloudTrail was asked',
};

/** Who was denied an answer asks again; what is beyond the bound stays so, as new findings come before it every night. */
function unanswered(status: keyof typeof reasons, { after, until }: Window): UnknownIntroducer {
  const unknown = reasons[status];
  if (status === 'bound') return { unknown };
  const askedUntil = new Date(Date.parse(until) + ASKED_DAYS * MS_PER_DAY).toISOString();
  return { unknown, askedUntil, ...(after === null ? {} : { after }) };
}

function told({ actor, name, at, eventId, sourceIdentity, sessionIssuer, sourceIp }: HistoryEvent): IntroducedBy {
  if (actor === null) return { unknown: `CloudTrail's event ${eventId} (${name}, ${at}) does not say who` };
  return {
    actor,
    ...(sourceIdentity === null ? {} : { sourceIdentity }),
    ...(sessionIssuer === null ? {} : { sessionIssuer }),
    event: name,
    at,
    eventId,
    ...(sourceIp === null ? {} : { sourceIp }),
  } satisfies Introducer;
}
