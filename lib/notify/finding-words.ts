import type { Finding } from '../findings/finding.ts';
import { introducerText } from '../report/introducer-text.ts';
import { printable } from '../report/text.ts';
import { quoted } from './quoted.ts';

/** Commands of one finding, and characters of one command. What does not fit is left out whole: half a fix does harm. */
const MAX_COMMANDS = 5;
const MAX_COMMAND_LENGTH = 400;

/** Characters of what a message says of one finding. */
interface Lengths {
  readonly detail: number;
  /** The catalogue's advice is about 600 characters long at most; only names in it can make it longer. */
  readonly fix: number;
}

/** What a person needs of a finding, line by line, as safe text without markup. */
export interface FindingWords {
  readonly title: string;
  /** Where, what, since when, who where somebody asked, the fix; in this order. */
  readonly parts: readonly { readonly label: string; readonly text: string }[];
  /** Shell lines of the fix, or what shows them. */
  readonly commands: readonly string[];
  /** Shows it whole. */
  readonly look: string;
}

/** @param flags what the command that shows it needs besides */
export function findingWords(finding: Finding, flags: string, lengths: Lengths): FindingWords {
  const { title, resource, detail, firstSeenAt, status, introducedBy, remediation, id } = finding;
  const look = `account-auditor findings show ${id}${flags}`;
  return {
    title: `${title}: ${quoted(resource.name, 80)}`,
    parts: [
      { label: 'where', text: quoted(resource.arn, 200) },
      { label: 'what', text: quoted(detail, lengths.detail) },
      {
        label: 'since',
        text: `${firstSeenAt}${status === 'reopened' ? '; it had been resolved or accepted and is back' : ''}`,
      },
      ...(introducedBy === undefined ? [] : [{ label: 'who', text: quoted(introducerText(introducedBy), 300) }]),
      { label: 'fix', text: quoted(remediation.text, lengths.fix) },
    ],
    commands: commandsOf(finding, look),
    look,
  };
}

function commandsOf({ remediation: { commands = [] } }: Finding, look: string): readonly string[] {
  const fits = (command: string) => command.length <= MAX_COMMAND_LENGTH && printable(command) === command;
  if (commands.length <= MAX_COMMANDS && commands.every(fits)) return commands;
  return [`${commands.length} commands: ${look}`];
}
