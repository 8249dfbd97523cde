import { parseOperator } from './evaluate/parse-operator.ts';
import { quote } from './problem.ts';
import type { Condition } from './statement.ts';

/** Values that are named; of more it is said how many. */
const NAMED_VALUES = 5;

/** How one value is held against the key, how several are, and the same for the negated operator. */
interface Phrase {
  readonly one: string;
  readonly several: string;
}

const phrases: ReadonlyMap<string, Phrase> = new Map([
  ['stringequals', { one: 'is', several: 'is one of' }],
  ['stringnotequals', { one: 'is not', several: 'is none of' }],
  ['stringequalsignorecase', { one: 'is, in any case,', several: 'is, in any case, one of' }],
  ['stringnotequalsignorecase', { one: 'is not, in any case,', several: 'is, in any case, none of' }],
  ['stringlike', { one: 'matches', several: 'matches one of' }],
  ['stringnotlike', { one: 'does not match', several: 'matches none of' }],
  ['arnequals', { one: 'matches', several: 'matches one of' }],
  ['arnnotequals', { one: 'does not match', several: 'matches none of' }],
  ['arnlike', { one: 'matches', several: 'matches one of' }],
  ['arnnotlike', { one: 'does not match', several: 'matches none of' }],
  ['numericequals', { one: 'is', several: 'is one of' }],
  ['numericnotequals', { one: 'is not', several: 'is none of' }],
  ['numericlessthan', { one: 'is less than', several: 'is less than one of' }],
  ['numericlessthanequals', { one: 'is at most', several: 'is at most one of' }],
  ['numericgreaterthan', { one: 'is greater than', several: 'is greater than one of' }],
  ['numericgreaterthanequals', { one: 'is at least', several: 'is at least one of' }],
  ['dateequals', { one: 'is', several: 'is one of' }],
  ['datenotequals', { one: 'is not', several: 'is none of' }],
  ['datelessthan', { one: 'is before', several: 'is before one of' }],
  ['datelessthanequals', { one: 'is not after', several: 'is not after one of' }],
  ['dategreaterthan', { one: 'is after', several: 'is after one of' }],
  ['dategreaterthanequals', { one: 'is not before', several: 'is not before one of' }],
  ['bool', { one: 'is', several: 'is one of' }],
  ['binaryequals', { one: 'is', several: 'is one of' }],
  ['ipaddress', { one: 'is in', several: 'is in one of' }],
  ['notipaddress', { one: 'is not in', several: 'is in none of' }],
]);

/**
 * A condition in words, for example `aws:SourceIp is in one of "10.0.0.0/8", "192.0.2.0/24"`. Keys and values are those of the
 * policy, in quotes and shortened; whoever shows the text makes it safe for where it is shown.
 */
export function describeCondition({ operator, key, values }: Condition): string {
  const subject = key.length > 80 ? quote(key) : key;
  const parsed = parseOperator(operator);
  if (parsed?.operator === 'null')
    return `${subject} is ${values.some(isTrue) ? 'not in the request' : 'in the request'}`;
  const phrase = phrases.get(parsed?.name ?? '') ?? { one: quote(operator), several: quote(operator) };
  const test = `${subject} ${values.length === 1 ? phrase.one : phrase.several} ${listed(values)}`;
  const whole =
    parsed === null || parsed.quantifier === null
      ? test
      : `${parsed.quantifier === 'all' ? 'every' : 'some'} value of ${test}`;
  const isTrueWithout = parsed !== null && (parsed.isIfExists || parsed.quantifier === 'all');
  return isTrueWithout ? `${whole}, or it is not in the request` : whole;
}

function listed(values: readonly string[]): string {
  if (values.length === 0) return 'nothing';
  const more = values.length - NAMED_VALUES;
  const named = values
    .slice(0, NAMED_VALUES)
    .map((value) => quote(value))
    .join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}

function isTrue(value: string): boolean {
  return value.toLowerCase() === 'true';
}
