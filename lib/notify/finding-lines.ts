import type { Finding, Severity } from '../findings/finding.ts';
import { printable } from '../report/text.ts';
import { quoted } from './quoted.ts';

/** Findings named in one message. More would not be read. */
const NAMED_FINDINGS = 10;

/** Commands of one finding, and characters of one command. What does not fit is left out whole: half a fix does harm. */
const MAX_COMMANDS = 5;
const MAX_COMMAND_LENGTH = 400;
/** Characters of the advice; the catalogue's is about half as long at most, and only names in it can make it longer. */
const MAX_FIX_LENGTH = 1200;

/** The first findings, each with what, where, since when and the fix; then how many more there are. */
export function findingLines(findings: readonly Finding[], severity: Severity): readonly string[] {
  const more = findings.length - NAMED_FINDINGS;
  return [
    ...findings.slice(0, NAMED_FINDINGS).flatMap((finding, index) => linesOf(finding, index + 1)),
    ...(more > 0 ? [`... and ${more} more: account-auditor audit --min-severity ${severity}`] : []),
  ];
}

function linesOf(finding: Finding, number: number): readonly string[] {
  return [
    `${number}. ${finding.title}: ${quoted(finding.resource.name, 80)}`,
    `   where  ${quoted(finding.resource.arn, 200)}`,
    `   what   ${quoted(finding.detail, 300)}`,
    `   since  ${finding.firstSeenAt}${finding.status === 'reopened' ? '; it had been resolved and is back' : ''}`,
    `   fix    ${quoted(finding.remediation.text, MAX_FIX_LENGTH)}`,
    ...commandLines(finding).map((line) => `          ${line}`),
    `   id     ${finding.id} (${finding.checkId})`,
    '',
  ];
}

function commandLines({ checkId, remediation: { commands = [] } }: Finding): readonly string[] {
  const fits = (command: string) => command.length <= MAX_COMMAND_LENGTH && printable(command) === command;
  if (commands.length <= MAX_COMMANDS && commands.every(fits)) return commands;
  return [`${commands.length} commands: account-auditor audit --check ${checkId} --format markdown`];
}
