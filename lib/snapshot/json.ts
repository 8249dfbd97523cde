import type { StoredDocument } from './snapshot.ts';

/** Any value that JSON can say. */
export type Json = Extract<StoredDocument, { json: unknown }>['json'];

/** Deepest nesting that is read. A policy needs about ten levels; thousands would overflow the stack of whoever walks it. */
const MAX_DEPTH = 64;

/**
 * Parses JSON that a stranger may have written.
 *
 * @throws SyntaxError when it is not JSON, or nested deeper than 64 levels
 */
export function parseJson(text: string): Json {
  const json: Json = JSON.parse(text);
  if (isDeeperThan(text, MAX_DEPTH)) throw new SyntaxError(`nested deeper than ${MAX_DEPTH} levels`);
  return json;
}

const [quote, backslash, openBracket, closeBracket, openBrace, closeBrace] = [...'"\\[]{}'].map((c) => c.charCodeAt(0));

/** Of text that is JSON; walks the text, because walking the value is what could overflow. */
function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === quote) index = endOfString(text, index);
    else if (code === openBrace || code === openBracket) depth += 1;
    else if (code === closeBrace || code === closeBracket) depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (text.charCodeAt(index) !== quote) index += text.charCodeAt(index) === backslash ? 2 : 1;
  return index;
}
