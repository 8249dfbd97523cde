import { unprintable } from '../one-line.ts';

/**
 * Names, tags and policy text come from the audited account, and whoever can write there can write escape sequences.
 * Everything that reaches a person goes through one of these.
 */

/** One line that a terminal shows as it is: what does not print is shown as `\u{hex}`. */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** {@link printable}, and no longer than `length` characters; what is cut off is said by an ellipsis. */
export function shortened(text: string, length: number): string {
  const line = printable(text);
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}

/** Where a cell can begin, before what makes it a formula: behind a semicolon too, which separates cells in half of Europe. */
const formulas = /(^|;)(?=[\s\p{Cf}"]*[=+\-@\uff1d\uff0b\uff0d\uff20])/gu;

/**
 * One cell of a CSV file (RFC 4180). A spreadsheet runs what starts with `=`, `+`, `-`, `@`, a tab or a carriage
 * return as a formula, also after blanks, so there is an apostrophe before it
 * (OWASP, CSV Injection: https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function csvCell(text: string): string {
  return `"${printable(text).replace(formulas, "$1'").replaceAll('"', '""')}"`;
}

/** Text inside Markdown (GitHub's), also in a table: no markup, link, mention or HTML comes out of it. */
export function markdownText(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]#!|~@]/g, '\\$&')
    .replaceAll('://', ':&#47;&#47;')
    .replaceAll('www.', 'www&#46;');
}

/** Code inside a Markdown table cell: as it stands, in as many backticks as it takes. */
export function markdownCode(text: string): string {
  const line = printable(text).replaceAll('|', '\\|');
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), (run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const padding = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** Lines of code on their own, as they stand, between fences that none of them can close. */
export function markdownFence(lines: readonly string[], language: string): readonly string[] {
  const code = lines.map(printable);
  const longest = Math.max(2, ...code.flatMap((line) => Array.from(line.matchAll(/`+/g), (run) => run[0].length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...code, fence];
}
