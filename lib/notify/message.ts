import { severities } from '../findings/finding.ts';
import type { AlarmChange } from './alarm.ts';
import { explain } from './explain.ts';
import { quoted } from './quoted.ts';
import type { StoredAudit } from './stored-audit.ts';

/** What SNS publishes. */
export interface Message {
  /** One line of printable ASCII, shorter than 100 characters. */
  readonly subject: string;
  readonly body: string;
}

/** SNS, Publish: subjects are ASCII without control characters and shorter than 100 characters. */
const SUBJECT_LENGTH = 99;

/**
 * Puts an alarm's change of state into words that a person can act on: what, where, since when, and the fix.
 * Names counts, ids and resources; never policies or evidence. Every line of it is this program's own: what comes from
 * the audited account cannot begin one.
 */
export function composeMessage(change: AlarmChange, stored: StoredAudit): Message {
  const { headline, lines } = explain(change, stored);
  const body = [
    headline,
    '',
    ...lines,
    ...(lines.length > 0 && lines.at(-1) !== '' ? [''] : []),
    ...origin(change, stored),
  ];
  return { subject: subjectOf(`[account-auditor] ${change.accountId}: ${headline}`), body: `${body.join('\n')}\n` };
}

function origin(change: AlarmChange, stored: StoredAudit): readonly string[] {
  return [
    `Account:  ${change.accountId}`,
    ...(stored.status === 'read' ? auditLines(stored.summary) : []),
    `Alarm:    ${quoted(change.alarmName, 255)}, ${change.state} since ${quoted(change.changedAt, 40)}`,
    ...(change.reason === '' ? [] : [`Because:  ${quoted(change.reason, 400)}`]),
  ];
}

function auditLines(summary: Extract<StoredAudit, { status: 'read' }>['summary']): readonly string[] {
  const { startedAt, status, coveragePercent, counts } = summary;
  const bySeverity = severities.map((severity) => `${counts[severity]} ${severity}`).join(', ');
  return [
    `Audit:    began ${startedAt}, ${status}, coverage ${coveragePercent} %`,
    `Findings: ${bySeverity}; ${counts.new} new, ${counts.resolved} resolved`,
  ];
}

function subjectOf(text: string): string {
  const ascii = text.replace(/[^\x20-\x7e]/g, '?');
  return ascii.length <= SUBJECT_LENGTH ? ascii : `${ascii.slice(0, SUBJECT_LENGTH - 3)}...`;
}
