import { unprintable } from '../one-line.ts';
import type { AuditReport } from './audit-report.ts';

/** The whole report, indented: `--format json`. */
export function renderJson(report: AuditReport): string {
  return `${toJson(report, 2)}\n`;
}

/** One finding a line, each with its account: `--format ndjson`. Empty when nothing was found. */
export function renderNdjson(report: Pick<AuditReport, 'findings'>): string {
  return report.findings.map((finding) => `${toJson(finding)}\n`).join('');
}

/** JSON that a terminal shows as it is: what does not print is escaped, which changes nothing of what it says. */
export function toJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replace(unprintable, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
