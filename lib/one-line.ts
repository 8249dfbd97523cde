/** Longest text of somebody else that is repeated in a message, in characters. */
const MAX_LENGTH = 400;

/** Control characters, line and paragraph separators, the marks that turn the direction of text around, and what does not show. */
export const unprintable = /[\p{Cc}\p{Cf}\u2028\u2029\u115f\u1160\u2800\u3164\uffa0]/gu;

/** Session tokens, signatures and encoded messages: long runs that tell a person nothing and may be secret. */
const longRun = /[A-Za-z0-9+/=_%-]{100,}/g;

/**
 * Text that somebody else wrote, as part of a one-line message: no line breaks, no escape sequences, nothing that
 * looks like a token, and no longer than 400 characters.
 */
export function oneLine(text: string): string {
  const line = text.replace(unprintable, ' ').replace(longRun, '[...]').replace(/\s+/g, ' ').trim();
  return line.length <= MAX_LENGTH ? line : `${line.slice(0, MAX_LENGTH - 3)}...`;
}
