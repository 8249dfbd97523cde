import type { Finding } from '../findings/finding.ts';
import { findingWords } from './finding-words.ts';
import type { Link } from './links.ts';
import type { Notice } from './notice.ts';

/** What SNS publishes. */
export interface Mail {
  /** One line of printable ASCII, shorter than 100 characters. */
  readonly subject: string;
  readonly body: string;
}

/** SNS, Publish: subjects are ASCII without control characters and shorter than 100 characters. */
const SUBJECT_LENGTH = 99;

const linkNames: Readonly<Record<Link['to'], string>> = { page: 'Page', summary: 'Console' };

/** Findings named in one mail. More would not be read. */
const NAMED_FINDINGS = 10;

/**
 * A notice as a mail. Names counts, ids and resources; never policies or evidence. Every line of it is this program's
 * own: what comes from the audited account cannot begin one.
 */
export function mailOf(notice: Notice): Mail {
  const { accountId, headline, opening, findings, lines, facts, places } = notice;
  const named = findings
    .slice(0, NAMED_FINDINGS)
    .flatMap((finding, index) => [...linesOf(finding, index + 1, places.flags), '']);
  const more = findings.length - NAMED_FINDINGS;
  const further =
    more > 0 ? [`... and ${more} more: account-auditor findings list --min-severity high${places.flags}`] : [];
  const rest = [...further, ...lines];
  const body = [
    headline,
    '',
    ...opening,
    ...(opening.length > 0 ? [''] : []),
    ...named,
    ...rest,
    ...(rest.length > 0 ? [''] : []),
    ...facts.map(({ name, value }) => `${`${name}:`.padEnd(9)} ${value}`),
    ...places.links.map(({ to, url, hint }) => `${`${linkNames[to]}:`.padEnd(9)} ${url} (${hint})`),
  ];
  return { subject: subjectOf(`[account-auditor] ${accountId}: ${headline}`), body: `${body.join('\n')}\n` };
}

function linesOf(finding: Finding, number: number, flags: string): readonly string[] {
  const { title, parts, commands, look } = findingWords(finding, flags, { detail: 300, fix: 1200 });
  return [
    `${number}. ${title}`,
    ...parts.map(({ label, text }) => `   ${label.padEnd(6)} ${text}`),
    ...commands.map((command) => `          ${command}`),
    `   id     ${finding.id} (${finding.checkId})`,
    `   more   ${look}`,
  ];
}

function subjectOf(text: string): string {
  const ascii = text.replace(/[^\x20-\x7e]/g, '?');
  return ascii.length <= SUBJECT_LENGTH ? ascii : `${ascii.slice(0, SUBJECT_LENGTH - 3)}...`;
}
