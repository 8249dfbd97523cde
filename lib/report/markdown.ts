import { severities } from '../findings/finding.ts';
import type { AuditReport } from './audit-report.ts';
import { markdownCode, markdownText } from './text.ts';

/** A page for a ticket or a wiki: summary, what could not be seen, findings by severity with the fix. */
export function renderMarkdown(report: AuditReport): string {
  const { account, summary } = report;
  const name = account.alias ? `${account.accountId} (${markdownText(account.alias)})` : account.accountId;
  const lines = [
    `# AWS account ${name}`,
    '',
    `Audited ${report.auditedAt}, ${summary.status}, coverage ${summary.coveragePercent} %.`,
    '',
    `| ${severities.join(' | ')} |`,
    `|${severities.map(() => '---:').join('|')}|`,
    `| ${severities.map((severity) => summary.counts[severity]).join(' | ')} |`,
    '',
  ];
  if (summary.gaps.length > 0) {
    lines.push('## What could not be seen', '', ...summary.gaps.map((gap) => `- ${markdownText(gap)}`), '');
  }
  for (const severity of severities) {
    const findings = report.findings.filter((finding) => finding.severity === severity);
    if (findings.length === 0) continue;
    lines.push(`## ${severity} (${findings.length})`, '', '| check | resource | what | fix |', '|---|---|---|---|');
    for (const finding of findings) {
      const cells = [
        markdownCode(finding.checkId),
        markdownCode(finding.resource.name),
        markdownText(finding.detail),
        markdownText(finding.remediation.text),
      ];
      lines.push(`| ${cells.join(' | ')} |`);
    }
    lines.push('');
  }
  if (report.findings.length === 0) lines.push('No findings.', '');
  return lines.join('\n');
}
