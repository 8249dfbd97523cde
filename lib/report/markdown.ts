import type { Check } from '../checks/check.ts';
import { type Finding, severities } from '../findings/finding.ts';
import { isStanding } from '../findings/status.ts';
import type { AuditReport } from './audit-report.ts';
import { type FindingGroup, groupFindings } from './finding-groups.ts';
import { groupGaps } from './gaps.ts';
import { introducedSentence } from './introducer-text.ts';
import { markdownCode, markdownFence, markdownText } from './text.ts';

export interface MarkdownOptions {
  readonly checks: readonly Pick<Check, 'id' | 'rationale'>[];
}

/** Resources that an advice for some of them names. */
const NAMES_TOLD = 3;

/** A page for a ticket or a wiki: summary, what could not be seen, findings by severity and check, each with its fix. */
export function renderMarkdown(report: AuditReport, { checks }: MarkdownOptions): string {
  const rationales = new Map(checks.map(({ id, rationale }) => [id, rationale]));
  const standing = report.findings.filter(({ status }) => isStanding(status));
  const accepted = report.findings.filter(({ status }) => status === 'suppressed');
  const resolved = report.findings.filter(({ status }) => status === 'resolved');
  const lines = [
    ...heading(report),
    ...unseen(report),
    ...severities.flatMap((severity) => {
      const findings = standing.filter((finding) => finding.severity === severity);
      if (findings.length === 0) return [];
      const groups = groupFindings(findings);
      return [
        `## ${severity} (${findings.length})`,
        '',
        ...groups.flatMap((group) => section(group, rationales.get(group.checkId))),
      ];
    }),
    ...(accepted.length > 0 ? ['## Accepted by an exception', '', ...acceptedTable(accepted), ''] : []),
    ...(resolved.length > 0 ? ['## Resolved since the last audit', '', ...table(resolved), ''] : []),
    ...(report.findings.length === 0 ? ['No findings.', ''] : []),
  ];
  return lines.join('\n');
}

function heading({ account, auditedAt, summary }: AuditReport): readonly string[] {
  const name = account.alias ? `${account.accountId} (${markdownText(account.alias)})` : account.accountId;
  return [
    `# AWS account ${name}`,
    '',
    `Audited ${auditedAt}, ${summary.status}, coverage ${summary.coveragePercent} %.`,
    '',
    `| ${severities.join(' | ')} |`,
    `|${severities.map(() => '---:').join('|')}|`,
    `| ${severities.map((severity) => summary.counts[severity]).join(' | ')} |`,
    '',
  ];
}

function unseen(report: AuditReport): readonly string[] {
  const gaps = groupGaps(report).map(({ sources, reason }) => `- ${sources.join(', ')}: ${markdownText(reason)}`);
  const unknown = report.checks.filter(({ status }) => status === 'unknown').map(({ id }) => markdownCode(id));
  return [
    ...(gaps.length > 0 ? ['## What could not be seen', '', ...gaps, ''] : []),
    ...(unknown.length > 0 ? [`Checks without an answer: ${unknown.join(', ')}.`, ''] : []),
  ];
}

function section({ checkId, title, findings }: FindingGroup, rationale: string | undefined): readonly string[] {
  return [
    `### ${markdownText(title)} (${findings.length})`,
    '',
    `${markdownCode(checkId)}${rationale === undefined ? '' : `: ${markdownText(rationale)}`}`,
    '',
    ...table(findings),
    '',
    ...fixes(findings),
  ];
}

function table(findings: readonly Finding[]): readonly string[] {
  const rows = findings.map(({ resource, detail, status, introducedBy }) => {
    const note = status === 'open' ? '' : ` (${status})`;
    const who = markdownText(introducedSentence(introducedBy));
    return `| ${markdownCode(resource.name)} | ${markdownText(detail)}${note}${who} |`;
  });
  return ['| resource | what |', '|---|---|', ...rows];
}

function acceptedTable(findings: readonly Finding[]): readonly string[] {
  const rows = findings.map(({ checkId, resource, suppression }) => {
    const { exception = '', owner = '', expires = '', reason = '' } = suppression ?? {};
    const [resourceName, check, name] = [resource.name, checkId, exception].map(markdownCode);
    return `| ${check} | ${resourceName} | ${name} | ${markdownText(owner)} | ${expires} | ${markdownText(reason)} |`;
  });
  return ['| check | resource | exception | owner | until | why |', '|---|---|---|---|---|---|', ...rows];
}

/** Each advice once, and below it the commands of all findings that it is for. */
function fixes(findings: readonly Finding[]): readonly string[] {
  const byText = Map.groupBy(findings, ({ remediation }) => remediation.text);
  return [...byText].flatMap(([text, members]) => [
    `**Fix${byText.size > 1 ? ` for ${namesOf(members)}` : ''}:** ${markdownText(text)}`,
    '',
    ...commands(members),
  ]);
}

function namesOf(findings: readonly Finding[]): string {
  if (findings.length > NAMES_TOLD) return `${findings.length} of them`;
  return findings.map(({ resource }) => markdownCode(resource.name)).join(', ');
}

function commands(findings: readonly Finding[]): readonly string[] {
  const lines = findings.flatMap(({ resource, remediation: { commands: own = [] } }) =>
    own.length === 0 ? [] : [`# ${resource.name}`, ...own],
  );
  return lines.length === 0 ? [] : [...markdownFence(lines, 'sh'), ''];
}
