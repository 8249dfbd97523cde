import { parseArn } from '../arn.ts';
import { isIpRange } from '../evaluate/ip-range.ts';
import { type OperatorFamily, parseInstantMs, parseNumber } from '../evaluate/operators.ts';
import { matchesEverything } from '../match.ts';

interface Expectation {
  readonly words: string;
  accepts(value: string): boolean;
}

const isTruth = (value: string) => /^(true|false)$/i.test(value);

const expectations: Readonly<Partial<Record<OperatorFamily | 'Null', Expectation>>> = {
  Numeric: { words: 'a number', accepts: (value) => parseNumber(value) !== null },
  Date: {
    words: 'a date or time of ISO 8601, or seconds since 1970',
    accepts: (value) => parseInstantMs(value) !== null,
  },
  Bool: { words: 'true or false', accepts: isTruth },
  Null: { words: 'true or false', accepts: isTruth },
  IpAddress: { words: 'an IP address or a range in CIDR notation', accepts: isIpRange },
  Arn: { words: 'an ARN of six parts', accepts: (value) => matchesEverything(value) || parseArn(value) !== null },
};

/** What the operators of this family want for a value that is none; null when it is one, or when a variable decides. */
export function expectedValue(family: OperatorFamily | 'Null', value: string): string | null {
  const expectation = expectations[family];
  return expectation === undefined || value.includes('${') || expectation.accepts(value) ? null : expectation.words;
}
