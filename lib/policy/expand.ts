import { Bitset } from './bitset.ts';
import { type ActionRange, catalogue } from './catalogue/catalogue.ts';
import { hasWildcard, matchesEverything, matchesPattern } from './match.ts';

export interface ExpandedActions {
  /** Numbers of the catalogue's actions that some pattern matches. */
  readonly actions: Bitset;
  /**
   * The patterns, as written, that match no action of the catalogue: an action or a service mistyped, retired, or younger
   * than the catalogue.
   */
  readonly unknown: readonly string[];
}

/**
 * What an Action or NotAction element names. Action names and service prefixes are not case-sensitive, and `*` alone is
 * every action (IAM User Guide, reference_policies_elements_action).
 *
 * Wildcards stand for parts of the action's name only: AWS refuses a policy with one in the service part ("Action vendors must
 * not contain wildcards") or without a service part. Such patterns are unknown; `*:*` is read as the `*` that it was meant to be.
 */
export function expandActions(patterns: readonly string[]): ExpandedActions {
  const ranges: ActionRange[] = [];
  const unknown: string[] = [];
  for (const pattern of patterns) {
    const found = actionRanges(pattern);
    if (found.length === 0) unknown.push(pattern);
    else ranges.push(...found);
  }
  return { actions: Bitset.ofRanges(catalogue.actionCount, ranges), unknown };
}

/** Whether a pattern matches `service:action`, given in lower case; the catalogue need not know it. */
export function namesAction(pattern: string, action: string): boolean {
  if (pattern.startsWith('*')) return isEveryAction(pattern);
  const colon = action.indexOf(':');
  if (colon === -1) return false;
  // Most patterns are of another service, which is told without looking at the rest.
  if (pattern.indexOf(':') !== colon || pattern.slice(0, colon).toLowerCase() !== action.slice(0, colon)) return false;
  return matchesPattern(pattern.slice(colon + 1), action.slice(colon + 1), { caseSensitive: false });
}

function isEveryAction(pattern: string): boolean {
  const [service = '', name] = splitOnce(pattern);
  return matchesEverything(service) && (name === undefined || matchesEverything(name));
}

function splitOnce(pattern: string): readonly string[] {
  const colon = pattern.indexOf(':');
  return colon === -1 ? [pattern] : [pattern.slice(0, colon), pattern.slice(colon + 1)];
}

/** The service that an action pattern names itself, in lower case; null when its service part is a wildcard or missing. */
export function namedService(pattern: string): string | null {
  const colon = pattern.indexOf(':');
  const service = pattern.slice(0, Math.max(0, colon)).toLowerCase();
  return service === '' || hasWildcard(service) ? null : service;
}

const everyAction: ActionRange = { start: 0, end: catalogue.actionCount };

/** More than the distinct patterns of the largest account seen; past it the cache starts anew. */
const CACHED_PATTERNS = 20_000;
/** Characters. No service and action come near it, so only hostile patterns are expanded again each time. */
const CACHED_PATTERN_LENGTH = 256;
/** By the pattern as written: to put each into lower case first takes longer than to look it up. */
const cache = new Map<string, readonly ActionRange[]>();

/** The actions of one pattern as ranges: few, because actions that begin alike have consecutive numbers. None if unknown. */
export function actionRanges(pattern: string): readonly ActionRange[] {
  const cached = cache.get(pattern);
  if (cached !== undefined) return cached;
  const ranges = findRanges(pattern.toLowerCase());
  if (pattern.length <= CACHED_PATTERN_LENGTH) {
    if (cache.size >= CACHED_PATTERNS) cache.clear();
    cache.set(pattern, ranges);
  }
  return ranges;
}

function findRanges(pattern: string): readonly ActionRange[] {
  if (isEveryAction(pattern)) return [everyAction];
  const [service = '', name] = splitOnce(pattern);
  if (name === undefined) return [];
  const actions = catalogue.actionsOfService(service);
  if (actions === null) return [];
  if (matchesEverything(name)) return [actions];
  if (hasWildcard(name)) return rangesMatching(name, catalogue.lowerCaseNames(service), actions.start);
  const actionNumber = catalogue.actionNumber(pattern);
  return actionNumber === null ? [] : [{ start: actionNumber, end: actionNumber + 1 }];
}

function rangesMatching(pattern: string, names: readonly string[], firstNumber: number): readonly ActionRange[] {
  const ranges: { start: number; end: number }[] = [];
  for (const [index, name] of names.entries()) {
    if (!matchesPattern(pattern, name, { caseSensitive: true })) continue;
    const actionNumber = firstNumber + index;
    const last = ranges.at(-1);
    if (last !== undefined && last.end === actionNumber) last.end++;
    else ranges.push({ start: actionNumber, end: actionNumber + 1 });
  }
  return ranges;
}
