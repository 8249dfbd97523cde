import type { AuditReport } from './audit-report.ts';
import { introducerFieldNames, introducerFields } from './introducer-text.ts';
import { csvCell } from './text.ts';

const columns = [
  'id',
  'checkId',
  'severity',
  'status',
  'accountId',
  'resourceArn',
  'resourceType',
  'resourceName',
  'title',
  'detail',
  'remediation',
  'firstSeenAt',
  'lastSeenAt',
  'resolvedAt',
  ...introducerFieldNames,
  'evidence',
] as const;

/** One finding a row under a header (RFC 4180, CRLF), safe to open in a spreadsheet: `--format csv`. */
export function renderCsv(report: Pick<AuditReport, 'findings'>): string {
  const rows = report.findings.map(
    (finding): Partial<Record<(typeof columns)[number], string>> => ({
      id: finding.id,
      checkId: finding.checkId,
      severity: finding.severity,
      status: finding.status,
      accountId: finding.resource.accountId,
      resourceArn: finding.resource.arn,
      resourceType: finding.resource.type,
      resourceName: finding.resource.name,
      title: finding.title,
      detail: finding.detail,
      remediation: finding.remediation.text,
      firstSeenAt: finding.firstSeenAt,
      lastSeenAt: finding.lastSeenAt,
      ...(finding.resolvedAt === undefined ? {} : { resolvedAt: finding.resolvedAt }),
      ...introducerFields(finding.introducedBy),
      evidence: JSON.stringify(finding.evidence),
    }),
  );
  const lines = [columns.map(csvCell), ...rows.map((row) => columns.map((column) => csvCell(row[column] ?? '')))];
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}
