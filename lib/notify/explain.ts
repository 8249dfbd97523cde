import type { Finding } from '../findings/finding.ts';
import { isStanding } from '../findings/status.ts';
import type { AlarmChange } from './alarm.ts';
import { quoted } from './quoted.ts';
import type { StoredAudit, StoredSummary } from './stored-audit.ts';

/** A change of an alarm in words. */
interface Explanation {
  /** What happened, in one line. */
  readonly headline: string;
  /** Those that it is about, gravest first. */
  readonly findings: readonly Finding[];
  readonly lines: readonly string[];
}

type Read = Extract<StoredAudit, { status: 'read' }>;

/** What wakes people, gravest first. */
const GRAVE = ['critical', 'high'] as const;

const NO_AUDIT = 'No audit has been stored yet, so there are no findings to name.';
const NOT_EVERYTHING = 'the audit could not read everything';

/**
 * Whether a change is about what one night found. New critical findings, new high ones and gaps are then told together,
 * and so is the end of both alarms on findings; that the gaps are closed is news of another night.
 */
export function isAboutANight({ about, state }: AlarmChange): boolean {
  return about === 'new-critical' || about === 'new-high' || (about === 'coverage' && state === 'ALARM');
}

/**
 * Says what an alarm means, with what the store knows about it, and what to do.
 *
 * @param flags what the commands that it names need besides
 */
export function explain(change: AlarmChange, stored: StoredAudit, flags: string): Explanation {
  const isAlarm = change.state === 'ALARM';
  switch (change.about) {
    case 'new-critical':
    case 'new-high':
      return isAlarm ? newsOfTheNight(change, stored, flags) : noFurther(stored, flags);
    case 'coverage':
      return isAlarm ? newsOfTheNight(change, stored, flags) : told('the audit reads everything again', unread(stored));
    case 'failed':
      return isAlarm ? failed(change, stored) : noLongerFailing(stored);
    case 'missed':
      return isAlarm ? missed(stored) : told('audits are completed again', unread(stored));
    case 'other':
      return told(`${change.state}: ${quoted(change.alarmName, 60)}`, []);
  }
}

function newsOfTheNight(change: AlarmChange, stored: StoredAudit, flags: string): Explanation {
  const fallback = change.about === 'coverage' ? NOT_EVERYTHING : `new ${change.about.slice('new-'.length)} findings`;
  if (stored.status !== 'read')
    return told(fallback, [...(change.about === 'coverage' ? [FIX_GAPS] : []), ...unread(stored)]);
  const appeared = stored.findings.filter(({ status }) => status === 'new' || status === 'reopened');
  const findings = appeared.filter(({ severity }) => GRAVE.some((grave) => grave === severity));
  const lesser = appeared.length - findings.length;
  const hasGaps = stored.summary.coveragePercent < 100;
  return {
    headline: findings.length > 0 ? countOf(findings, 'new ') : hasGaps ? NOT_EVERYTHING : fallback,
    findings,
    lines: [
      ...(findings.length === 0 && change.about !== 'coverage' ? [gone(stored.summary)] : []),
      ...(lesser > 0
        ? [`New of lower severity: ${lesser}. account-auditor findings list --status new --status reopened${flags}`]
        : []),
      ...(hasGaps || change.about === 'coverage' ? gapLines(stored.summary) : []),
      ...lost(stored),
    ],
  };
}

function gone({ startedAt }: StoredSummary): string {
  return `The newest stored audit, of ${startedAt}, has none of them: one was stored since the alarm, and they are gone or no longer new.`;
}

const FIX_GAPS =
  'Fix: grant the role of the audit function what is missing (account-auditor doctor says what), or wait for the next night if it was AWS that failed.';

/** What could not be read, and what to do about it. */
export function gapLines({ coveragePercent, gaps, moreGaps }: StoredSummary): readonly string[] {
  return [
    `It saw ${coveragePercent} % of what it looks at. The rest is reported as unknown, not as fine:`,
    ...gaps.map((gap) => `- ${quoted(gap, 300)}`),
    ...(moreGaps > 0 ? [`- ... and ${moreGaps} more`] : []),
    FIX_GAPS,
  ];
}

/** The alarms watch what is new, so they end within hours, whether or not anybody has done something about it. */
function noFurther(stored: StoredAudit, flags: string): Explanation {
  const meaning =
    'The alarms on new critical and high findings are over: no later audit found another one. They do not watch whether these are fixed.';
  if (stored.status !== 'read') return told('no further critical or high findings', [meaning, ...unread(stored)]);
  const standing = stored.findings.filter(
    ({ severity, status }) => isStanding(status) && GRAVE.some((grave) => grave === severity),
  );
  if (standing.length === 0) return told('no critical or high findings left', [meaning, ...lost(stored)]);
  const look = `They are listed by: account-auditor findings list --min-severity high${flags}`;
  return told(`${countOf(standing, '')} still open`, [meaning, look, ...lost(stored)]);
}

function failed({ functionName }: AlarmChange, stored: StoredAudit): Explanation {
  const log = functionName === null ? 'its log' : `its log (CloudWatch Logs, /aws/lambda/${quoted(functionName, 80)})`;
  return told('the audit failed', [
    'It ended with an error. What was stored before stands.',
    `Fix: read ${log}; account-auditor doctor tries credentials, permissions and limits. Then invoke the function with {}.`,
    ...unread(stored),
  ]);
}

function noLongerFailing(stored: StoredAudit): Explanation {
  return told('no audit failed within the last hour', [
    'That alone is no success: the newest stored audit, below, says when one was completed.',
    ...unread(stored),
  ]);
}

function missed(stored: StoredAudit): Explanation {
  return told('no audit was completed for 26 hours', [
    'Nobody would have been told of anything new since then.',
    'Fix: look whether the schedule is enabled and what the log of the audit function says, then invoke the function with {}.',
    ...unread(stored),
  ]);
}

function told(headline: string, lines: readonly string[]): Explanation {
  return { headline, findings: [], lines };
}

/** Why nothing is said of the stored audit; no lines when it was read. */
export function unread(stored: StoredAudit): readonly string[] {
  switch (stored.status) {
    case 'read':
      return [];
    case 'none':
      return [NO_AUDIT];
    case 'unreadable':
      return [`The stored findings could not be read, so none is named here: ${quoted(stored.reason, 400)}`];
  }
}

/** That findings are missing; no lines when none is. */
export function lost({ lostParameters }: Read): readonly string[] {
  if (lostParameters === 0) return [];
  return [`Not all findings can be named: ${lostParameters} of the parameters that hold them are gone or damaged.`];
}

/** `1 new critical and 7 new high findings`. */
function countOf(findings: readonly Finding[], adjective: string): string {
  const counts = GRAVE.map((severity) => ({
    severity,
    count: findings.filter((each) => each.severity === severity).length,
  }));
  const named = counts
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${adjective}${severity}`);
  return `${named.join(' and ')} ${findings.length === 1 ? 'finding' : 'findings'}`;
}
