import { matchesPattern } from '../match.ts';
import type { RequestContext } from './context.ts';

/** A text of a policy with its variables replaced, or why that cannot be done. */
export type ResolvedText =
  | { readonly status: 'resolved'; readonly text: string }
  /** The request does not have a key that the text needs: then the text matches nothing. */
  | { readonly status: 'absent' }
  /** The text still has the variables that are unknown. */
  | { readonly status: 'unknown'; readonly keys: readonly string[]; readonly text: string };

/**
 * Replaces policy variables: `${key}`, `${key, 'default'}`, and `${*}`, `${?}`, `${$}` for the characters themselves.
 * IAM User Guide, reference_policies_variables. Only policies of version 2012-10-17 have variables: the caller decides.
 *
 * What a variable brings in is no wildcard. With `keepWildcards` the wildcards of the text around it stay what they are, and those
 * that it brings in are marked for {@link matchesResolved}.
 */
export function resolveVariables(
  text: string,
  context: RequestContext,
  { keepWildcards }: { readonly keepWildcards: boolean },
): ResolvedText {
  if (!text.includes('${')) return { status: 'resolved', text };
  const unknownKeys: string[] = [];
  let isAbsent = false;
  const resolved = text.replaceAll(VARIABLE, (written, variable: string) => {
    const value = readVariable(variable, context);
    if (value === 'absent') isAbsent = true;
    else if (value === 'unknown') unknownKeys.push(keyOf(variable));
    else return keepWildcards ? markWildcards(value.text) : value.text;
    return written;
  });
  if (isAbsent) return { status: 'absent' };
  if (unknownKeys.length > 0) return { status: 'unknown', keys: unknownKeys, text: resolved };
  return { status: 'resolved', text: resolved };
}

/** The keys of the policy variables in a text, in order, those left out that stand for a character. */
export function keysOfVariables(text: string): readonly string[] {
  const variables = Array.from(text.matchAll(VARIABLE), ([, variable = '']) => variable);
  return variables.filter((variable) => !isCharacter(variable)).map(keyOf);
}

/** A text of {@link resolveVariables} as a policy can have it: wildcards that a variable brought in as `${*}` and `${?}`. */
export function writtenOut(text: string): string {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: policy variables
  return text.replaceAll(MARKED_STAR, '${*}').replaceAll(MARKED_QUESTION_MARK, '${?}');
}

/** Case-sensitive matching against a pattern that came from {@link resolveVariables}. */
export function matchesResolved(pattern: string, text: string): boolean {
  const isMarked = pattern.includes(MARKED_STAR) || pattern.includes(MARKED_QUESTION_MARK);
  return matchesPattern(pattern, isMarked ? markWildcards(text) : text, { caseSensitive: true });
}

/** The pattern that matches whatever the text can become when its variables are replaced. */
export function withAnyValue(text: string): string {
  return text.replaceAll(VARIABLE, '*');
}

/** No brace or dollar sign in it but the one of `${$}`, so that text full of opening braces is read once. */
const VARIABLE = /\$\{(\$|[^${}]*)\}/g;

function readVariable(variable: string, context: RequestContext): { readonly text: string } | 'absent' | 'unknown' {
  if (isCharacter(variable)) return { text: variable };
  const known = context.valueOf(keyOf(variable));
  if (known === 'unknown') return known;
  const [value, ...others] = known === 'absent' ? [] : known;
  // A key with several values cannot be a variable.
  if (value !== undefined && others.length === 0) return { text: value };
  const fallback = /,\s*'([^']*)'\s*$/.exec(variable);
  return fallback === null ? 'absent' : { text: fallback[1] ?? '' };
}

function isCharacter(variable: string): boolean {
  return variable === '*' || variable === '?' || variable === '$';
}

function keyOf(variable: string): string {
  const comma = variable.indexOf(',');
  return (comma === -1 ? variable : variable.slice(0, comma)).trim();
}

/** Two characters of the private use area: no ARN, name or tag has them. */
const MARKED_STAR = '\uE000';
const MARKED_QUESTION_MARK = '\uE001';

function markWildcards(text: string): string {
  return text.replaceAll('*', MARKED_STAR).replaceAll('?', MARKED_QUESTION_MARK);
}
