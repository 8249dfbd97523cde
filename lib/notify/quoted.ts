import { shortened } from '../report/text.ts';

/**
 * Text from the audited account inside a message: one line, no longer than `length` characters, and without anything
 * that a mail program or a chat makes a link of. Whoever can create a role could otherwise send links from a trusted sender.
 */
export function quoted(text: string, length: number): string {
  return shortened(text.replaceAll('://', '[:]//').replace(/\bwww\./gi, 'www[.]'), length);
}
