import { type Operator, operators } from './operators.ts';

/** An operator as a policy writes it, taken apart. */
export interface ParsedOperator {
  /** In lower case, without `ForAllValues:`, `ForAnyValue:` and `IfExists`. */
  readonly name: string;
  readonly operator: Operator | 'null';
  /** `ForAllValues` or `ForAnyValue`. */
  readonly quantifier: 'all' | 'any' | null;
  readonly isIfExists: boolean;
}

const parsed = new Map<string, ParsedOperator | null>();
/** More than the spellings that exist, and longer (characters): what goes beyond is hostile. */
const CACHED_OPERATORS = 1_000;
const CACHED_OPERATOR_LENGTH = 50;

/** Null when there is no such operator; case does not matter. */
export function parseOperator(written: string): ParsedOperator | null {
  const cached = parsed.get(written);
  if (cached !== undefined) return cached;
  const operator = parse(written);
  if (written.length <= CACHED_OPERATOR_LENGTH) {
    if (parsed.size >= CACHED_OPERATORS) parsed.clear();
    parsed.set(written, operator);
  }
  return operator;
}

function parse(written: string): ParsedOperator | null {
  const [, set = '', name = '', ifExists = ''] =
    /^(forallvalues:|foranyvalue:)?(.*?)(ifexists)?$/.exec(written.toLowerCase()) ?? [];
  const operator = name === 'null' && set === '' && ifExists === '' ? 'null' : operators.get(name);
  if (operator === undefined) return null;
  const quantifier = set === '' ? null : set === 'forallvalues:' ? 'all' : 'any';
  return { name, operator, quantifier, isIfExists: ifExists !== '' };
}
