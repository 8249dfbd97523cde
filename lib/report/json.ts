import type { AuditReport } from './audit-report.ts';

/** The whole report, indented: `--format json`. */
export function renderJson(report: AuditReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** One finding a line, each with its account: `--format ndjson`. Empty when nothing was found. */
export function renderNdjson(report: AuditReport): string {
  return report.findings.map((finding) => `${JSON.stringify(finding)}\n`).join('');
}
