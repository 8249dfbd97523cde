import type { Finding, Severity } from '../findings/finding.ts';
import { isStanding } from '../findings/status.ts';
import type { AlarmChange } from './alarm.ts';
import { findingLines } from './finding-lines.ts';
import { quoted } from './quoted.ts';
import type { StoredAudit } from './stored-audit.ts';

/** A change of an alarm in words. */
export interface Explanation {
  /** What happened, in one line. */
  readonly headline: string;
  readonly lines: readonly string[];
}

const NO_AUDIT = 'No audit has been stored yet, so there are no findings to name.';

/** Says what an alarm means, with what the store knows about it, and what to do. */
export function explain(change: AlarmChange, stored: StoredAudit): Explanation {
  const isAlarm = change.state === 'ALARM';
  switch (change.about) {
    case 'new-critical':
      return isAlarm ? newFindings('critical', stored) : standingFindings('critical', stored);
    case 'new-high':
      return isAlarm ? newFindings('high', stored) : standingFindings('high', stored);
    case 'failed':
      return isAlarm ? failed(change, stored) : noLongerFailing(stored);
    case 'missed':
      return isAlarm ? missed(stored) : completedAgain(stored);
    case 'coverage':
      return isAlarm ? incomplete(stored) : completeAgain(stored);
    case 'other':
      return { headline: `${change.state}: ${quoted(change.alarmName, 60)}`, lines: [] };
  }
}

function newFindings(severity: Severity, stored: StoredAudit): Explanation {
  if (stored.status !== 'read') return { headline: `new ${severity} findings`, lines: unread(stored) };
  const findings = stored.findings.filter(
    (finding) => finding.severity === severity && (finding.status === 'new' || finding.status === 'reopened'),
  );
  const lines = [...findingLines(findings, severity), ...lost(stored)];
  if (findings.length > 0) return { headline: countOf(findings, `new ${severity}`), lines };
  const gone = `The newest stored audit, of ${stored.summary.startedAt}, has none of them: one was stored since the alarm, and they are gone or no longer new.`;
  return { headline: `new ${severity} findings`, lines: [gone, ...lines] };
}

/** The alarm watches what is new, so it ends within hours, whether or not anybody has done something about it. */
function standingFindings(severity: Severity, stored: StoredAudit): Explanation {
  const meaning = `The alarm on new ${severity} findings is over: no later audit found another one. It does not watch whether they are fixed.`;
  if (stored.status !== 'read')
    return { headline: `no further ${severity} findings`, lines: [meaning, ...unread(stored)] };
  const standing = stored.findings.filter((finding) => finding.severity === severity && isStanding(finding.status));
  if (standing.length === 0) return { headline: `no ${severity} findings left`, lines: [meaning, ...lost(stored)] };
  const look = `They are listed by: account-auditor audit --min-severity ${severity}`;
  return { headline: `${countOf(standing, severity)} still open`, lines: [meaning, look, ...lost(stored)] };
}

function failed({ functionName }: AlarmChange, stored: StoredAudit): Explanation {
  const log = functionName === null ? 'its log' : `its log (CloudWatch Logs, /aws/lambda/${quoted(functionName, 80)})`;
  return {
    headline: 'the audit failed',
    lines: [
      'It ended with an error. What was stored before stands.',
      `Fix: read ${log}; account-auditor doctor tries credentials, permissions and limits. Then invoke the function with {}.`,
      ...unread(stored),
    ],
  };
}

function noLongerFailing(stored: StoredAudit): Explanation {
  return {
    headline: 'no audit failed within the last hour',
    lines: [
      'That alone is no success: the newest stored audit, below, says when one was completed.',
      ...unread(stored),
    ],
  };
}

function missed(stored: StoredAudit): Explanation {
  return {
    headline: 'no audit was completed for 26 hours',
    lines: [
      'Nobody would have been told of anything new since then.',
      'Fix: look whether the schedule is enabled and what the log of the audit function says, then invoke the function with {}.',
      ...unread(stored),
    ],
  };
}

function completedAgain(stored: StoredAudit): Explanation {
  return { headline: 'audits are completed again', lines: unread(stored) };
}

function incomplete(stored: StoredAudit): Explanation {
  const headline = 'the audit could not read everything';
  const fix =
    'Fix: grant the role of the audit function what is missing (account-auditor doctor says what), or wait for the next night if it was AWS that failed.';
  if (stored.status !== 'read') return { headline, lines: [fix, ...unread(stored)] };
  const { coveragePercent, gaps, moreGaps } = stored.summary;
  return {
    headline,
    lines: [
      `It saw ${coveragePercent} % of what it looks at. The rest is reported as unknown, not as fine:`,
      ...gaps.map((gap) => `- ${quoted(gap, 300)}`),
      ...(moreGaps > 0 ? [`- ... and ${moreGaps} more`] : []),
      fix,
    ],
  };
}

function completeAgain(stored: StoredAudit): Explanation {
  return { headline: 'the audit reads everything again', lines: unread(stored) };
}

/** Why nothing is said of the stored audit; no lines when it was read. */
function unread(stored: StoredAudit): readonly string[] {
  switch (stored.status) {
    case 'read':
      return [];
    case 'none':
      return [NO_AUDIT];
    case 'unreadable':
      return [`The stored findings could not be read, so none is named here: ${quoted(stored.reason, 400)}`];
  }
}

function lost({ lostParameters }: { readonly lostParameters: number }): readonly string[] {
  if (lostParameters === 0) return [];
  return [`Not all findings can be named: ${lostParameters} of the parameters that hold them are gone or damaged.`];
}

function countOf(findings: readonly Finding[], what: string): string {
  return `${findings.length} ${what} ${findings.length === 1 ? 'finding' : 'findings'}`;
}
