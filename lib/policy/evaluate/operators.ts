import { parseArn } from '../arn.ts';
import { isInRange } from './ip-range.ts';
import { matchesResolved } from './variables.ts';

/** What an operator takes its values for. */
export type OperatorFamily = 'String' | 'Numeric' | 'Date' | 'Bool' | 'Binary' | 'IpAddress' | 'Arn';

/** One comparison between a value of the policy and a value of the request. */
export interface Operator {
  readonly family: OperatorFamily;
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
  ...withNegation('String', ['StringEquals', 'StringNotEquals'], 'literal', (policy, request) => policy === request),
  ...withNegation('String', ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'], 'literal', equalIgnoringCase),
  ...withNegation('String', ['StringLike', 'StringNotLike'], 'wildcards', matchesResolved),
  ...withNegation('Arn', ['ArnEquals', 'ArnNotEquals'], 'wildcards', matchesArn),
  ...withNegation('Arn', ['ArnLike', 'ArnNotLike'], 'wildcards', matchesArn),
  ...ordered('Numeric', parseNumber),
  ...ordered('Date', parseInstantMs),
  one('Bool', 'Bool', equalIgnoringCase),
  one('Binary', 'BinaryEquals', (policy, request) => policy === request),
  ...withNegation('IpAddress', ['IpAddress', 'NotIpAddress'], 'none', isInRange),
]);

type Comparison = Operator['matches'];

function one(family: OperatorFamily, name: string, matches: Comparison): readonly [string, Operator] {
  return [name.toLowerCase(), { family, isNegated: false, variables: 'none', matches }];
}

function withNegation(
  family: OperatorFamily,
  [name, negation]: readonly [string, string],
  variables: Operator['variables'],
  matches: Comparison,
): readonly (readonly [string, Operator])[] {
  return [
    [name.toLowerCase(), { family, isNegated: false, variables, matches }],
    [negation.toLowerCase(), { family, isNegated: true, variables, matches }],
  ];
}

/** `NumericEquals`, `NumericLessThan` and so on. */
function ordered(
  family: 'Numeric' | 'Date',
  parse: (text: string) => number | null,
): readonly (readonly [string, Operator])[] {
  const compare = (test: (policy: number, request: number) => boolean) => comparing(parse, test);
  return [
    ...withNegation(
      family,
      [`${family}Equals`, `${family}NotEquals`],
      'none',
      compare((policy, request) => request === policy),
    ),
    one(
      family,
      `${family}LessThan`,
      compare((policy, request) => request < policy),
    ),
    one(
      family,
      `${family}LessThanEquals`,
      compare((policy, request) => request <= policy),
    ),
    one(
      family,
      `${family}GreaterThan`,
      compare((policy, request) => request > policy),
    ),
    one(
      family,
      `${family}GreaterThanEquals`,
      compare((policy, request) => request >= policy),
    ),
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

/** The number that a policy or a request means; null when it is none. */
export function parseNumber(text: string): number | null {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}

/** ISO 8601 as in W3C's note, or seconds since 1970; null for anything else. A time without a zone is taken as UTC. */
export function parseInstantMs(text: string): number | null {
  if (/^\d+(\.\d+)?$/.test(text) && text.length > 4) return Number(text) * 1000;
  const parts = /^(\d{4}(?:-\d\d(?:-\d\d)?)?)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/.exec(text);
  if (parts === null) return null;
  const [, day = '', time = '', zone = 'Z'] = parts;
  const parsed = Date.parse(time === '' ? day : `${day}${time}${zone}`);
  return Number.isNaN(parsed) ? null : parsed;
}
