import type { Finding, Severity } from '../findings/finding.ts';
import { shortened } from '../report/text.ts';
import type { AlarmChange } from './alarm.ts';

/** What the newest stored audit says, as far as a message needs it. Null when none was ever stored. */
export interface LastNight {
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly status: 'complete' | 'incomplete';
  readonly coveragePercent: number;
  /** What could not be read, one sentence each. */
  readonly gaps: readonly string[];
  /** Gravest first. */
  readonly findings: readonly Finding[];
}

export interface Message {
  /** At most 100 printable ASCII characters on one line: what SNS takes as a subject. */
  readonly subject: string;
  readonly body: string;
}

/** Findings named in one message. More would not be read. */
const NAMED_FINDINGS = 10;
/** SNS, Publish: subjects must be shorter than 100 characters and ASCII without control characters. */
const SUBJECT_LENGTH = 99;

/** Alarms about findings, by their metric: what the message lists. */
const severityByMetric: Readonly<Record<string, Severity>> = {
  FindingsNewCritical: 'critical',
  FindingsNewHigh: 'high',
};

/**
 * Puts an alarm's change of state into words that a person can act on: what, where, since when, and the fix.
 * Names counts, ids and resources; never policies, evidence or keys.
 */
export function composeMessage(change: AlarmChange, lastNight: LastNight | null): Message {
  const what = headline(change, lastNight);
  const lines = [what, '', ...explanation(change, lastNight), '', ...origin(change, lastNight)];
  return { subject: subjectOf(`[account-auditor] ${change.accountId}: ${what}`), body: `${lines.join('\n')}\n` };
}

function headline(change: AlarmChange, lastNight: LastNight | null): string {
  if (change.state === 'OK') return `back to normal: ${change.alarmName}`;
  if (change.state === 'INSUFFICIENT_DATA') return `no data: ${change.alarmName}`;
  const severity = severityByMetric[change.metricName ?? ''];
  if (severity !== undefined) {
    const count = lastNight === null ? 0 : newFindings(lastNight, severity).length;
    return count === 1 ? `1 new ${severity} finding` : `${count === 0 ? '' : `${count} `}new ${severity} findings`;
  }
  if (change.metricName === 'CoveragePercent') return 'the audit could not read everything';
  if (change.metricName === 'Errors') return 'the audit failed';
  if (change.metricName === 'AuditCompleted') return 'no audit was completed for 26 hours';
  return `alarm: ${change.alarmName}`;
}

function explanation(change: AlarmChange, lastNight: LastNight | null): readonly string[] {
  if (change.state !== 'ALARM') return [shortened(change.reason, 400)];
  if (lastNight === null)
    return ['No audit has been stored yet, so there are no findings to name. The log of the audit function says why.'];
  const severity = severityByMetric[change.metricName ?? ''];
  if (severity !== undefined) return newFindingLines(lastNight, severity);
  if (change.metricName === 'CoveragePercent') {
    return [
      `Coverage ${lastNight.coveragePercent} %. What could not be seen is reported as unknown, not as fine:`,
      ...lastNight.gaps.map((gap) => `- ${shortened(gap, 300)}`),
      'Fix: grant the role of the audit function what is missing (account-auditor doctor says which), or wait for the next night if AWS failed.',
    ];
  }
  return [
    `The findings of the audit of ${lastNight.startedAt} are still readable.`,
    'Fix: read the log of the audit function; account-auditor doctor tries credentials, permissions and limits. Then invoke the function with {}.',
  ];
}

function newFindingLines(lastNight: LastNight, severity: Severity): readonly string[] {
  const findings = newFindings(lastNight, severity);
  if (findings.length === 0) {
    return [
      'The newest stored audit has none of them: a later audit was stored since the alarm, and they are gone or no longer new.',
    ];
  }
  const more = findings.length - NAMED_FINDINGS;
  return [
    ...findings.slice(0, NAMED_FINDINGS).flatMap(findingLines),
    ...(more > 0 ? [`... and ${more} more: account-auditor audit --min-severity ${severity}`] : []),
  ];
}

function findingLines(finding: Finding): readonly string[] {
  const commands = finding.remediation.commands ?? [];
  return [
    `* ${finding.title}: ${shortened(finding.resource.name, 80)}`,
    `  where  ${shortened(finding.resource.arn, 200)}`,
    `  what   ${shortened(finding.detail, 300)}`,
    `  since  ${finding.firstSeenAt}`,
    `  fix    ${shortened(finding.remediation.text, 300)}`,
    ...commands.slice(0, 3).map((command) => `         ${shortened(command, 300)}`),
    `  id     ${finding.id}  (${finding.checkId})`,
    '',
  ];
}

function origin(change: AlarmChange, lastNight: LastNight | null): readonly string[] {
  const audit =
    lastNight === null
      ? []
      : [`Audit:   began ${lastNight.startedAt}, ${lastNight.status}, coverage ${lastNight.coveragePercent} %`];
  return [
    `Account: ${change.accountId}`,
    ...audit,
    `Alarm:   ${shortened(change.alarmName, 200)}, ${change.state} since ${change.changedAt}`,
  ];
}

function newFindings(lastNight: LastNight, severity: Severity): readonly Finding[] {
  return lastNight.findings.filter(
    (finding) => finding.severity === severity && (finding.status === 'new' || finding.status === 'reopened'),
  );
}

function subjectOf(text: string): string {
  const ascii = text.replace(/[^\x20-\x7e]/g, '?');
  return ascii.length <= SUBJECT_LENGTH ? ascii : `${ascii.slice(0, SUBJECT_LENGTH - 3)}...`;
}
