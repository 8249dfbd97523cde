import type { Finding } from '../findings/finding.ts';
import { shortened } from '../report/text.ts';
import { findingWords } from './finding-words.ts';
import { fitting } from './fitting.ts';
import type { Notice } from './notice.ts';

/** Findings named in one message at most; the mail and the command name more. */
const NAMED_FINDINGS = 5;
/** Characters of the lines before the findings, and of those after them. */
const LINES_LENGTH = 2500;
/** Bytes of a message that Teams takes from a webhook. */
const MAX_BYTES = 28 * 1024;

/**
 * A notice for a workflow of Microsoft Teams ("When a Teams webhook request is received"), which takes an Adaptive Card
 * in a message. Text of an account is in text runs alone: unlike text blocks they have no Markdown, and a mention or a
 * link would have to be made outside of them.
 */
export function teamsOf(notice: Notice): object {
  for (let named = NAMED_FINDINGS; ; named -= 1) {
    const message = messageOf(notice, named);
    if (named === 0 || Buffer.byteLength(JSON.stringify(message)) < MAX_BYTES) return message;
  }
}

function messageOf({ accountId, headline, opening, findings, lines, facts, places }: Notice, named: number): object {
  const more = findings.length - named;
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          // What Teams renders on the desktop and on phones.
          version: '1.4',
          msteams: { width: 'Full' },
          body: [
            paragraph([run(`${accountId}: ${headline}`, { size: 'large', weight: 'bolder' })]),
            ...paragraphs(opening),
            ...findings.slice(0, named).flatMap((finding) => findingParagraphs(finding, places.flags)),
            ...(more > 0
              ? [
                  paragraph([
                    run(`... and ${more} more: account-auditor findings list --min-severity high${places.flags}`),
                  ]),
                ]
              : []),
            ...paragraphs(lines),
            ...facts.map(({ name, value }) => paragraph([run(`${name}: `, { weight: 'bolder' }), run(value)])),
          ],
          actions: places.links.map(({ url, label, hint }) => ({
            type: 'Action.OpenUrl',
            title: `${label} (${hint})`,
            url,
          })),
        },
      },
    ],
  };
}

function findingParagraphs(finding: Finding, flags: string): readonly object[] {
  const { title, parts, look } = findingWords(finding, flags, { detail: 200, fix: 400 });
  return [
    paragraph([run(title, { weight: 'bolder' })], { spacing: 'Large' }),
    ...parts.map(({ label, text }) => paragraph([run(`${label}: `, { weight: 'bolder' }), run(text)])),
    paragraph([run('more: ', { weight: 'bolder' }), run(look, { fontType: 'monospace' })]),
  ];
}

function paragraphs(lines: readonly string[]): readonly object[] {
  return fitting(lines, LINES_LENGTH).map((line) => paragraph([run(line)]));
}

function paragraph(inlines: readonly object[], style: object = { spacing: 'Small' }): object {
  return { type: 'RichTextBlock', ...style, inlines };
}

function run(text: string, style: object = {}): object {
  return { type: 'TextRun', text: shortened(text, 600), ...style };
}
