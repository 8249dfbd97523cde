import type { Check } from '../checks/check.ts';
import { type Finding, severities } from '../findings/finding.ts';
import { isStanding } from '../findings/status.ts';
import type { AuditReport } from './audit-report.ts';
import { type FindingGroup, groupFindings } from './finding-groups.ts';
import { groupGaps, groupLeftOut } from './gaps.ts';
import { introducedSentence } from './introducer-text.ts';
import { type Paint, unpainted } from './paint.ts';
import { columnWidths, rowLines, wrapped } from './rows.ts';
import { printable } from './text.ts';

export interface TableOptions {
  readonly checks: readonly Pick<Check, 'id' | 'remediation'>[];
  /** Width of the terminal in characters; infinite where nothing is to be wrapped. */
  readonly columns: number;
  /** Left out: no colours. */
  readonly paint?: Paint;
}

/** Findings are indented under their check. */
const INDENT = '  ';
/** Share of the width that the names of resources may take. */
const NAME_SHARE = 0.35;
/** Below this width lines are left to the terminal to break. */
const MIN_COLUMNS = 50;

/** The report as a person reads it in a terminal: findings by check, gravest first, then what they add up to. */
export function renderTable(report: AuditReport, options: TableOptions): string {
  const columns = Math.max(MIN_COLUMNS, options.columns);
  const { paint = unpainted } = options;
  const resolved = report.findings.filter(({ status }) => status === 'resolved');
  const accepted = report.findings.filter(({ status }) => status === 'suppressed');
  const sections = [
    paint('heading', wrapped(heading(report), columns).join('\n')),
    renderFindings(
      report.findings.filter(({ status }) => isStanding(status)),
      { ...options, columns },
    ),
    ...(accepted.length > 0
      ? [`${paint('heading', 'ACCEPTED by an exception')}\n${acceptedLines(accepted, columns).join('\n')}`]
      : []),
    ...(resolved.length > 0
      ? [`${paint('heading', 'RESOLVED since the last audit')}\n${findingLines(resolved, columns).join('\n')}`]
      : []),
    renderSummary(report, columns, paint),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

/** Findings under their checks, each check with its general fix; empty when there are none. */
export function renderFindings(
  findings: readonly Finding[],
  { checks, columns, paint = unpainted }: TableOptions,
): string {
  const fixes = new Map(checks.map(({ id, remediation }) => [id, remediation]));
  return groupFindings(findings)
    .map((group) => {
      const fix = fixes.get(group.checkId);
      return [
        ...headingLines(group, columns, paint),
        ...findingLines(group.findings, columns),
        ...(fix === undefined ? [] : hanging(`${INDENT}Fix: `, fix, columns)),
      ].join('\n');
    })
    .join('\n\n');
}

function headingLines(
  { severity, checkId, title, findings }: FindingGroup,
  columns: number,
  paint: Paint,
): readonly string[] {
  const label = severity.toUpperCase();
  const [first = '', ...more] = wrapped(printable(`${label}  ${checkId} (${findings.length}): ${title}`), columns);
  return [`${paint(severity, label)}${first.slice(label.length)}`, ...more];
}

function findingLines(findings: readonly Finding[], columns: number): readonly string[] {
  const rows = findings.map(({ resource, detail, status, introducedBy }) => [
    resource.name,
    (status === 'open' || status === 'resolved' ? detail : `${detail} (${status})`) + introducedSentence(introducedBy),
  ]);
  const room = columns - INDENT.length;
  const [name = 0] = columnWidths(
    rows.map(([first = '']) => [first]),
    Math.floor(room * NAME_SHARE),
  );
  return rowLines(rows, [name, room - name - 2]).map((line) => `${INDENT}${line}`);
}

function acceptedLines(findings: readonly Finding[], columns: number): readonly string[] {
  const rows = findings.map(({ checkId, resource, suppression }) => [
    `${checkId}: ${resource.name}`,
    suppression === undefined
      ? ''
      : `${suppression.exception}, until ${suppression.expires}, ${suppression.owner}: ${suppression.reason}`,
  ]);
  const room = columns - INDENT.length;
  return rowLines(rows, columnWidths(rows, room)).map((line) => `${INDENT}${line}`);
}

/** Counts, unknowns and gaps: the last lines of every run. */
function renderSummary(report: AuditReport, columns: number, paint: Paint): string {
  const { summary } = report;
  const counts = severities.map((severity) => `${summary.counts[severity]} ${severity}`).join(', ');
  const lifecycle = [
    summary.counts.new > 0 ? `${summary.counts.new} new` : '',
    summary.counts.resolved > 0 ? `${summary.counts.resolved} resolved` : '',
    summary.counts.suppressed > 0 ? `${summary.counts.suppressed} accepted` : '',
  ].filter((part) => part !== '');
  const { fail, pass, unknown, 'not-applicable': notApplicable } = summary.checks;
  return [
    ...hanging('Findings: ', `${counts}${lifecycle.length > 0 ? ` (${lifecycle.join(', ')})` : ''}`, columns),
    ...hanging(
      'Checks:   ',
      `${fail} fail, ${pass} pass, ${unknown} unknown, ${notApplicable} not applicable`,
      columns,
    ),
    ...hanging('  unknown: ', unknownChecks(report).join(', '), columns),
    `Coverage: ${paint(summary.status === 'complete' ? 'good' : 'bad', `${summary.coveragePercent} %, ${summary.status}`)}`,
    ...groupGaps(report).flatMap(({ sources, reason }) =>
      hanging('  not seen: ', `${sources.join(', ')}: ${reason}`, columns),
    ),
    ...groupLeftOut(report).flatMap(({ sources, reason }) =>
      hanging('  left out: ', `${sources.join(', ')}: ${reason}`, columns),
    ),
    ...hanging('', hint(report), columns),
  ].join('\n');
}

function unknownChecks({ checks }: AuditReport): readonly string[] {
  return checks.filter(({ status }) => status === 'unknown').map(({ id }) => id);
}

function hint(report: AuditReport): string {
  const unknown = report.checks.reduce((sum, check) => sum + check.unknown.length, 0);
  const parts = [
    report.findings.length > 0 ? '--format markdown and json give every fix with its commands' : '',
    unknown > 0 ? `--format json gives ${questions(unknown)} no answer, with the reason` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join('; ')}.`;
}

function questions(count: number): string {
  return count === 1 ? 'the question that has' : `the ${count} questions that have`;
}

/** Text behind a label, its further lines under the first. */
function hanging(label: string, text: string, columns: number): readonly string[] {
  if (text === '') return [];
  return wrapped(printable(text), columns - label.length).map((line, index) =>
    index === 0 ? `${label}${line}` : `${' '.repeat(label.length)}${line}`,
  );
}

function heading({ account, auditedAt }: AuditReport): string {
  const alias = account.alias ? ` (${printable(account.alias)})` : '';
  return `Account ${account.accountId}${alias}, audited ${auditedAt}`;
}
