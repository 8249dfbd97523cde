import type { Finding } from '../../findings/finding.ts';
import { severities } from '../../findings/finding.ts';
import type { NightSummary } from '../../publish/store/summary.ts';
import { printable } from '../../report/text.ts';
import { tool } from '../../version.ts';
import type { StoredFindings } from './stored-findings.ts';

/** What every JSON answer about stored findings begins with: whose they are, of which night, and what is missing. */
export function headOf({ accountId, summary, lost }: StoredFindings) {
  const { gaps, moreGaps } = summary;
  return { schemaVersion: 1, tool, accountId, ...nightJson(summary), gaps, moreGaps, lostParameters: lost.length };
}

/** One night in numbers. */
export function nightJson({ runId, startedAt, finishedAt, status, coveragePercent, counts }: NightSummary) {
  return { runId, startedAt, finishedAt, status, coveragePercent, counts };
}

/** The same for a terminal, around what was asked for. */
export function withHeading({ accountId, summary, lost }: StoredFindings, body: readonly string[]): string {
  const { startedAt, status, coveragePercent, gaps, moreGaps } = summary;
  const notes = [
    ...gaps.map((gap) => `  not seen: ${printable(gap)}`),
    ...(moreGaps > 0 ? [`  not seen: ${moreGaps} more`] : []),
    ...(lost.length > 0 ? [`  lost: the findings in ${lost.length} of their parameters, gone or damaged`] : []),
  ];
  const heading = `Account ${accountId}, audited ${startedAt}, ${status}, coverage ${coveragePercent} %`;
  return `${[[heading, ...notes].join('\n'), ...body].join('\n\n')}\n`;
}

/** How many there are of each severity. */
export function countsOf(findings: readonly Finding[]): string {
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return severities.map((severity) => `${count(severity)} ${severity}`).join(', ');
}
