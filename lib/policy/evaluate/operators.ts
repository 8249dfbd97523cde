import { parseArn } from '../arn.ts';
import { isInRange } from './ip-range.ts';
import { matchesResolved } from './variables.ts';

/** One comparison between a value of the policy and a value of the request. */
export interface Operator {
  /** The operator holds when no value of the policy matches, and for a request without the key. */
  readonly isNegated: boolean;
  /** Whether the policy's value can have policy variables, and, if so, whether wildcards. */
  readonly variables: 'none' | 'literal' | 'wildcards';
  matches(policyValue: string, requestValue: string): boolean;
}

/**
 * The condition operators but `Null`, by their names in lower case.
 * IAM User Guide, reference_policies_elements_condition_operators.
 */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ...withNegation('StringEquals', 'StringNotEquals', 'literal', (policy, request) => policy === request),
  ...withNegation('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'literal', equalIgnoringCase),
  ...withNegation('StringLike', 'StringNotLike', 'wildcards', matchesResolved),
  ...withNegation('ArnEquals', 'ArnNotEquals', 'wildcards', matchesArn),
  ...withNegation('ArnLike', 'ArnNotLike', 'wildcards', matchesArn),
  ...withNegation(
    'NumericEquals',
    'NumericNotEquals',
    'none',
    comparing(parseNumber, (policy, request) => request === policy),
  ),
  one(
    'NumericLessThan',
    comparing(parseNumber, (policy, request) => request < policy),
  ),
  one(
    'NumericLessThanEquals',
    comparing(parseNumber, (policy, request) => request <= policy),
  ),
  one(
    'NumericGreaterThan',
    comparing(parseNumber, (policy, request) => request > policy),
  ),
  one(
    'NumericGreaterThanEquals',
    comparing(parseNumber, (policy, request) => request >= policy),
  ),
  ...withNegation(
    'DateEquals',
    'DateNotEquals',
    'none',
    comparing(parseInstantMs, (policy, request) => request === policy),
  ),
  one(
    'DateLessThan',
    comparing(parseInstantMs, (policy, request) => request < policy),
  ),
  one(
    'DateLessThanEquals',
    comparing(parseInstantMs, (policy, request) => request <= policy),
  ),
  one(
    'DateGreaterThan',
    comparing(parseInstantMs, (policy, request) => request > policy),
  ),
  one(
    'DateGreaterThanEquals',
    comparing(parseInstantMs, (policy, request) => request >= policy),
  ),
  one('Bool', equalIgnoringCase),
  one('BinaryEquals', (policy, request) => policy === request),
  ...withNegation('IpAddress', 'NotIpAddress', 'none', isInRange),
]);

type Comparison = Operator['matches'];

function one(name: string, matches: Comparison): readonly [string, Operator] {
  return [name.toLowerCase(), { isNegated: false, variables: 'none', matches }];
}

function withNegation(
  name: string,
  negation: string,
  variables: Operator['variables'],
  matches: Comparison,
): readonly (readonly [string, Operator])[] {
  return [
    [name.toLowerCase(), { isNegated: false, variables, matches }],
    [negation.toLowerCase(), { isNegated: true, variables, matches }],
  ];
}

/** Values that are not of the type compare as unequal. */
function comparing(
  parse: (text: string) => number | null,
  test: (policy: number, request: number) => boolean,
): Comparison {
  return (policyValue, requestValue) => {
    const policy = parse(policyValue);
    const request = parse(requestValue);
    return policy !== null && request !== null && test(policy, request);
  };
}

function equalIgnoringCase(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Each of the six parts by itself: unlike in `StringLike`, a `*` does not cross a colon before the last part. */
function matchesArn(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  const expected = parseArn(pattern);
  const actual = parseArn(text);
  if (expected === null || actual === null) return false;
  return (['partition', 'service', 'region', 'accountId', 'resource'] as const).every((part) =>
    matchesResolved(expected[part], actual[part]),
  );
}

function parseNumber(text: string): number | null {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}

/** ISO 8601 as in W3C's note, or seconds since 1970. A time without a zone is taken as UTC, wherever this runs. */
function parseInstantMs(text: string): number | null {
  if (/^\d+(\.\d+)?$/.test(text) && text.length > 4) return Number(text) * 1000;
  const parts = /^(\d{4}(?:-\d\d(?:-\d\d)?)?)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/.exec(text);
  if (parts === null) return null;
  const [, day = '', time = '', zone = 'Z'] = parts;
  const parsed = Date.parse(time === '' ? day : `${day}${time}${zone}`);
  return Number.isNaN(parsed) ? null : parsed;
}
