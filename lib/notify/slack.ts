import type { Finding } from '../findings/finding.ts';
import { printable } from '../report/text.ts';
import { findingWords } from './finding-words.ts';
import { fitting } from './fitting.ts';
import type { Link } from './links.ts';
import type { Notice } from './notice.ts';

/** Findings named in one message at most; the mail and the command name more. */
const NAMED_FINDINGS = 5;

/** https://docs.slack.dev/reference/block-kit/blocks: of a header, and of a section's text, in characters. */
const HEADER_LENGTH = 150;
const SECTION_LENGTH = 3000;
/** Of all blocks together; Slack refuses messages from about 13,200 on. */
const MAX_CHARACTERS = 12_900;

/**
 * A notice for an incoming webhook of Slack, in Block Kit. All text but the links is `plain_text`, of which Slack makes
 * no mention, link or emoji; `text`, which notifications show, is told to be left as it is. Nothing is unfurled.
 */
export function slackOf(notice: Notice): object {
  for (let named = NAMED_FINDINGS; ; named -= 1) {
    const blocks = blocksOf(notice, named);
    if (named > 0 && blocks.reduce((sum, { text }) => sum + text.text.length, 0) > MAX_CHARACTERS) continue;
    return {
      text: titleOf(notice),
      mrkdwn: false,
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
      blocks,
    };
  }
}

interface Block {
  readonly type: 'header' | 'section';
  readonly text: { readonly text: string };
}

function blocksOf(notice: Notice, named: number): readonly Block[] {
  const { opening, findings, lines, facts, places } = notice;
  const more = findings.length - named;
  const paragraphs = [
    joined(opening),
    ...findings.slice(0, named).map((finding) => findingText(finding, places.flags)),
    ...(more > 0
      ? [slackText(`... and ${more} more: account-auditor findings list --min-severity high${places.flags}`, 300)]
      : []),
    joined(lines),
    joined(facts.map(({ name, value }) => `${name}: ${value}`)),
  ];
  return [
    { type: 'header', text: plain(titleOf(notice)) },
    ...paragraphs.filter((text) => text !== '').map((text): Block => ({ type: 'section', text: plain(text) })),
    ...places.links.map((link): Block => ({ type: 'section', text: linkText(link) })),
  ];
}

function titleOf({ accountId, headline }: Notice): string {
  return slackText(`${accountId}: ${headline}`, HEADER_LENGTH);
}

function linkText({ url, label, hint }: Link) {
  return { type: 'mrkdwn', verbatim: true, text: `<${slackText(url, SECTION_LENGTH)}|${label}> (${hint})` };
}

function findingText(finding: Finding, flags: string): string {
  const { title, parts, look } = findingWords(finding, flags, { detail: 200, fix: 400 });
  return [title, ...parts.map(({ label, text }) => `${label}: ${text}`), `more: ${look}`]
    .map((line) => slackText(line, 600))
    .join('\n')
    .slice(0, SECTION_LENGTH);
}

function plain(text: string) {
  return { type: 'plain_text', text, emoji: false };
}

/** Lines up to what a section takes. */
function joined(lines: readonly string[]): string {
  const escaped = lines.map((line) => slackText(line, 600));
  return fitting(escaped, SECTION_LENGTH).join('\n');
}

/**
 * One line for Slack, escaped, and cut to a length that it has when it is escaped
 * (https://docs.slack.dev/messaging/formatting-message-text#escaping).
 */
export function slackText(text: string, length: number): string {
  let escaped = '';
  for (const character of printable(text)) {
    const next = escapes[character] ?? character;
    if (escaped.length + next.length >= length) return `${escaped}…`;
    escaped += next;
  }
  return escaped;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
