import type { Finding } from '../findings/finding.ts';
import { shortened } from '../report/text.ts';
import { findingWords } from './finding-words.ts';
import type { Notice } from './notice.ts';

/** Findings named in one message; the mail and the command name more. A message may have 28 KB. */
const NAMED_FINDINGS = 5;
const MAX_LINES = 12;

/**
 * A notice for a workflow of Microsoft Teams ("When a Teams webhook request is received"), which takes an Adaptive Card
 * in a message. Text of an account is in text runs alone: unlike text blocks they have no Markdown, and a mention or a
 * link would have to be made outside of them.
 */
export function teamsOf({ accountId, headline, findings, lines, facts, places }: Notice): object {
  const more = findings.length - NAMED_FINDINGS;
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
            ...findings.slice(0, NAMED_FINDINGS).flatMap((finding) => findingParagraphs(finding, places.flags)),
            ...(more > 0
              ? [
                  paragraph([
                    run(`... and ${more} more: account-auditor findings list --min-severity high${places.flags}`),
                  ]),
                ]
              : []),
            ...lines.slice(0, MAX_LINES).map((line) => paragraph([run(line)])),
            ...facts.map(({ name, value }) => paragraph([run(`${name}: `, { weight: 'bolder' }), run(value)])),
          ],
          actions: [
            { type: 'Action.OpenUrl', title: 'Summary in the console (needs a sign-in)', url: places.consoleUrl },
          ],
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

function paragraph(inlines: readonly object[], style: object = { spacing: 'Small' }): object {
  return { type: 'RichTextBlock', ...style, inlines };
}

function run(text: string, style: object = {}): object {
  return { type: 'TextRun', text: shortened(text, 600), ...style };
}
