import type { Finding } from '../findings/finding.ts';
import { printable } from '../report/text.ts';
import { findingWords } from './finding-words.ts';
import { fitting } from './fitting.ts';
import type { Notice } from './notice.ts';

/** Findings named in one message; the mail and the command name more. */
const NAMED_FINDINGS = 5;

/** https://docs.slack.dev/reference/block-kit/blocks: of a header, and of a section's text, in characters. */
const HEADER_LENGTH = 150;
const SECTION_LENGTH = 3000;

/**
 * A notice for an incoming webhook of Slack, in Block Kit. All text but the link is `plain_text`, of which Slack makes
 * no mention, link or emoji; `text`, which notifications show, is told to be left as it is. Nothing is unfurled.
 */
export function slackOf({ accountId, headline, opening, findings, lines, facts, places }: Notice): object {
  const more = findings.length - NAMED_FINDINGS;
  const paragraphs = [
    joined(opening),
    ...findings.slice(0, NAMED_FINDINGS).map((finding) => findingText(finding, places.flags)),
    ...(more > 0
      ? [slackText(`... and ${more} more: account-auditor findings list --min-severity high${places.flags}`, 300)]
      : []),
    joined(lines),
    joined(facts.map(({ name, value }) => `${name}: ${value}`)),
  ];
  return {
    text: slackText(`${accountId}: ${headline}`, HEADER_LENGTH),
    mrkdwn: false,
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: plain(slackText(`${accountId}: ${headline}`, HEADER_LENGTH)) },
      ...paragraphs.filter((text) => text !== '').map((text) => ({ type: 'section', text: plain(text) })),
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          verbatim: true,
          text: `<${slackText(places.consoleUrl, 2000)}|Summary in the console> (needs a sign-in)`,
        },
      },
    ],
  };
}

function findingText(finding: Finding, flags: string): string {
  const { title, parts, look } = findingWords(finding, flags, { detail: 200, fix: 400 });
  return [title, ...parts.map(({ label, text }) => `${label}: ${text}`), `more: ${look}`]
    .map((line) => slackText(line, 600))
    .join('\n')
    .slice(0, SECTION_LENGTH);
}

function plain(text: string): object {
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
