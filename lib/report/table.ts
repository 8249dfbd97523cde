import Table from 'cli-table3';
import { type Finding, severities } from '../findings/finding.ts';
import type { AuditReport } from './audit-report.ts';
import { printable, shortened } from './text.ts';

export interface TableOptions {
  /** Width of the terminal in characters. */
  readonly columns: number;
  /** Findings shown at most; how many more there are is said. Left out: all. */
  readonly limit?: number;
}

/** Lines cli-table3 would draw, all left out: columns stand apart by blanks, which copies and pipes well. */
const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** Rows under a header, in as many columns as the header has; the last one takes the width that is left and wraps. */
export function renderRows(header: readonly string[], rows: readonly (readonly string[])[], columns: number): string {
  const cells = rows.map((row) => row.map(printable));
  const natural = header.map((title, index) => Math.max(title.length, ...cells.map((row) => row[index]?.length ?? 0)));
  const gaps = 2 * (header.length - 1);
  const before = natural.slice(0, -1).reduce((sum, width) => sum + width, 0);
  const last = Math.max(24, Math.min(natural.at(-1) ?? 0, columns - before - gaps));
  const table = new Table({
    head: [...header],
    chars: noBorders,
    colWidths: [...natural.slice(0, -1), last],
    wordWrap: true,
    wrapOnWordBoundary: true,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...cells);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** The report as a person reads it in a terminal: the findings, gravest first, then what they add up to. */
export function renderTable(report: AuditReport, options: TableOptions): string {
  const shown = report.findings.slice(0, options.limit ?? report.findings.length);
  const sections = [heading(report)];
  if (shown.length > 0) {
    sections.push(renderRows(['SEVERITY', 'CHECK', 'RESOURCE', 'WHAT'], shown.map(findingRow), options.columns));
  }
  const hidden = report.findings.length - shown.length;
  if (hidden > 0) sections.push(`... and ${hidden} more.`);
  sections.push(renderSummary(report));
  return `${sections.join('\n\n')}\n`;
}

/** Counts, unknowns and gaps: the last lines of every run. */
export function renderSummary(report: AuditReport): string {
  const { summary } = report;
  const counts = severities.map((severity) => `${summary.counts[severity]} ${severity}`).join(', ');
  const lifecycle = [
    summary.counts.new > 0 ? `${summary.counts.new} new` : '',
    summary.counts.resolved > 0 ? `${summary.counts.resolved} resolved` : '',
    summary.counts.suppressed > 0 ? `${summary.counts.suppressed} accepted` : '',
  ].filter((part) => part !== '');
  const lines = [
    `Findings: ${counts}${lifecycle.length > 0 ? ` (${lifecycle.join(', ')})` : ''}`,
    `Checks:   ${summary.checks.fail} fail, ${summary.checks.pass} pass, ${summary.checks.unknown} unknown, ${summary.checks['not-applicable']} not applicable${unknownResources(report)}`,
    `Coverage: ${summary.coveragePercent} %, ${summary.status}`,
    ...summary.gaps.map((gap) => `  could not see: ${printable(gap)}`),
  ];
  return lines.join('\n');
}

function heading(report: AuditReport): string {
  const { account } = report;
  const alias = account.alias ? ` (${printable(account.alias)})` : '';
  return `Account ${account.accountId}${alias}, audited ${report.auditedAt}`;
}

function findingRow(finding: Finding): readonly string[] {
  const status = finding.status === 'open' ? '' : ` (${finding.status})`;
  return [finding.severity, finding.checkId, shortened(finding.resource.name, 40), `${finding.detail}${status}`];
}

function unknownResources(report: AuditReport): string {
  const count = report.checks.reduce((sum, check) => sum + check.unknown.length, 0);
  return count === 0 ? '' : `; ${count} questions without an answer (--format json lists them with the reason)`;
}
