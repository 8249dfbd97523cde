/**
 * The two wildcards of the policy language: `*` stands for any number of characters, none included, and `?` for exactly one
 * (UTF-16 unit). Both cross the colons and slashes of an ARN.
 * IAM User Guide, reference_policies_elements_resource.
 *
 * Takes time in proportion to the lengths of both, whatever the pattern: policies are hostile text.
 */
export function matchesPattern(
  pattern: string,
  text: string,
  { caseSensitive }: { readonly caseSensitive: boolean },
): boolean {
  return caseSensitive
    ? glob(pattern, text, ANY_CHARACTER)
    : glob(pattern.toLowerCase(), text.toLowerCase(), ANY_CHARACTER);
}

/**
 * Whether `broad` matches everything that `narrow` matches. Never claims it wrongly; it can miss it where the two say
 * the same in different ways (`*?` and `?*`). Case-sensitive.
 */
export function coversPattern(broad: string, narrow: string): boolean {
  // Read as a text, `narrow` stands for all its matches if its own `*`, which can be many characters or none, falls to a `*`.
  return glob(broad, narrow, ANY_BUT_STAR);
}

/** Whether no text can match both, as far as the characters before their first wildcards tell. Case-sensitive. */
export function areDisjoint(a: string, b: string): boolean {
  const prefixA = literalPrefix(a);
  const prefixB = literalPrefix(b);
  if (prefixA.length === a.length && prefixB.length === b.length) return a !== b;
  return !prefixA.startsWith(prefixB) && !prefixB.startsWith(prefixA);
}

/** Whether the pattern matches every text: it is made of `*` alone. */
export function matchesEverything(pattern: string): boolean {
  return pattern !== '' && pattern === '*'.repeat(pattern.length);
}

export function hasWildcard(pattern: string): boolean {
  return pattern.includes('*') || pattern.includes('?');
}

function literalPrefix(pattern: string): string {
  const end = pattern.search(/[*?]/);
  return end === -1 ? pattern : pattern.slice(0, end);
}

/** What a `?` may stand for: these compare by identity, see {@link fitsAt}. */
const ANY_CHARACTER = 'any character';
const ANY_BUT_STAR = 'any but *';
type QuestionMark = typeof ANY_CHARACTER | typeof ANY_BUT_STAR;

const STAR = '*'.charCodeAt(0);
const QUESTION_MARK = '?'.charCodeAt(0);

/**
 * Cut at its `*`, a pattern is a head, a tail and the runs between them. The head and the tail have fixed places; each run is
 * taken at the first place where it fits, which leaves the most for the others, so nothing is ever tried again.
 */
function glob(pattern: string, text: string, questionMark: QuestionMark): boolean {
  const headEnd = pattern.indexOf('*');
  if (headEnd === -1) return pattern.length === text.length && fitsAt(pattern, text, 0, questionMark);

  const tailStart = pattern.lastIndexOf('*') + 1;
  const textEnd = text.length - (pattern.length - tailStart);
  if (textEnd < headEnd) return false;
  if (!fitsAt(pattern.slice(0, headEnd), text, 0, questionMark)) return false;
  if (!fitsAt(pattern.slice(tailStart), text, textEnd, questionMark)) return false;

  let position = headEnd;
  for (let start = headEnd + 1; start < tailStart; ) {
    const end = pattern.indexOf('*', start);
    const run = pattern.slice(start, end);
    const found = findRun(run, text, position, questionMark);
    if (found === -1 || found + run.length > textEnd) return false;
    position = found + run.length;
    start = end + 1;
  }
  return true;
}

function findRun(run: string, text: string, from: number, questionMark: QuestionMark): number {
  return run.includes('?') ? findRunWithGaps(run, text, from, questionMark) : text.indexOf(run, from);
}

/**
 * The Shift-And algorithm: bit `n` of `fitting` says that the characters up to here fit the first `n + 1` of the run, for all `n`
 * at once. Trying the run at each position instead would cost the product of both lengths on a text made for it.
 */
function findRunWithGaps(run: string, text: string, from: number, questionMark: QuestionMark): number {
  let gaps = 0n;
  const placesOf = new Map<number, bigint>();
  for (let index = 0; index < run.length; index++) {
    const character = run.charCodeAt(index);
    const place = 1n << BigInt(index);
    if (character === QUESTION_MARK) gaps |= place;
    else placesOf.set(character, (placesOf.get(character) ?? 0n) | place);
  }
  const complete = 1n << BigInt(run.length - 1);
  let fitting = 0n;
  for (let position = from; position < text.length; position++) {
    const character = text.charCodeAt(position);
    const gapsHere = character === STAR && questionMark === ANY_BUT_STAR ? 0n : gaps;
    fitting = ((fitting << 1n) | 1n) & ((placesOf.get(character) ?? 0n) | gapsHere);
    if ((fitting & complete) !== 0n) return position - run.length + 1;
  }
  return -1;
}

/** Whether the run, which has no `*`, stands in the text at the position. The text is long enough for it. */
function fitsAt(run: string, text: string, position: number, questionMark: QuestionMark): boolean {
  for (let index = 0; index < run.length; index++) {
    const expected = run.charCodeAt(index);
    const actual = text.charCodeAt(position + index);
    if (expected === actual) continue;
    if (expected !== QUESTION_MARK || (questionMark === ANY_BUT_STAR && actual === STAR)) return false;
  }
  return true;
}
