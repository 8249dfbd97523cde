import { type Finding, severities } from '../findings/finding.ts';
import type { AlarmChange, AlarmSubject } from './alarm.ts';
import { explain, isAboutANight } from './explain.ts';
import type { Link } from './links.ts';
import { quoted } from './quoted.ts';
import type { StoredAudit, StoredSummary } from './stored-audit.ts';

/**
 * News for people, before it takes the shape of a mail or of a chat's message. Headline, lines and facts are this
 * program's own words, and hold at most quoted text; findings are as they were found, and hostile.
 */
export interface Notice {
  /** Equal for the same news, whichever alarm brings them. Letters, digits and `._-`. */
  readonly key: string;
  readonly about: 'findings' | Exclude<AlarmSubject, 'new-critical' | 'new-high'> | 'digest';
  /** Whether it is about the end of what had been told before. */
  readonly isOver: boolean;
  readonly accountId: string;
  /** What happened, in one line. */
  readonly headline: string;
  /** What is said before the findings. */
  readonly opening: readonly string[];
  /** Those that are told, in this order. */
  readonly findings: readonly Finding[];
  /** What is said after them. */
  readonly lines: readonly string[];
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** The newest stored audit; null when it could not be read, or there is none. */
  readonly audit: StoredSummary | null;
  readonly places: Places;
}

/** Where people look further. */
export interface Places {
  /** The page of the night first; none where the operator wants none. */
  readonly links: readonly Link[];
  /** What the commands need besides: ` --prefix /elsewhere`, or nothing. */
  readonly flags: string;
}

/** Puts an alarm's change of state into words that a person can act on, with what the store knows about it. */
export function composeNotice(change: AlarmChange, stored: StoredAudit, places: Places): Notice {
  const audit = stored.status === 'read' ? stored.summary : null;
  return {
    key: keyOf(change, audit),
    about: change.about === 'new-critical' || change.about === 'new-high' ? 'findings' : change.about,
    isOver: change.state === 'OK',
    accountId: change.accountId,
    opening: [],
    ...explain(change, stored, places.flags),
    facts: [
      { name: 'Account', value: change.accountId },
      ...(audit === null ? [] : auditFacts(audit)),
      {
        name: 'Alarm',
        value: `${quoted(change.alarmName, 255)}, ${change.state} since ${quoted(change.changedAt, 40)}`,
      },
      ...(change.reason === '' ? [] : [{ name: 'Because', value: quoted(change.reason, 400) }]),
    ],
    audit,
    places,
  };
}

/**
 * Alarms that are about one night are one piece of news, and so are their ends. Any other change of an alarm is its own,
 * which keeps apart from the next only what is delivered twice.
 */
function keyOf(change: AlarmChange, audit: StoredSummary | null): string {
  const parts =
    audit !== null && isAboutANight(change)
      ? [change.state === 'OK' ? 'over' : 'news', audit.runId]
      : [change.state, change.alarmName, change.changedAt];
  return parts
    .join('_')
    .replace(/[^\w.-]/g, '-')
    .slice(0, MAX_KEY_LENGTH);
}

/** A name of a parameter may have 1,011 characters with its ARN; names of alarms have 255 at most. */
const MAX_KEY_LENGTH = 320;

/** What a message says of the audit behind it. */
export function auditFacts({ startedAt, status, coveragePercent, counts }: StoredSummary): Notice['facts'] {
  const bySeverity = severities.map((severity) => `${counts[severity]} ${severity}`).join(', ');
  return [
    { name: 'Audit', value: `began ${startedAt}, ${status}, coverage ${coveragePercent} %` },
    { name: 'Findings', value: `${bySeverity}; ${counts.new} new, ${counts.resolved} resolved` },
  ];
}
