import type { ParameterStringFilter } from '@aws-sdk/client-ssm';
import { AwsError } from '../operation.ts';
import { checkPath, isBelow } from './parameter-name.ts';
import type { ParameterVersion, StoredParameter } from './state.ts';

export type FilterKey = 'Name' | 'Path' | 'Type' | 'KeyId' | 'Tier' | 'DataType';

type Predicate = (parameter: StoredParameter) => boolean;
type Comparison = (actual: string, wanted: string) => boolean;

interface FilterRule {
  readonly actual: (parameter: StoredParameter, version: ParameterVersion | undefined) => string | undefined;
  /** By option; the first is what a filter without an option means. */
  readonly options: Readonly<Record<string, Comparison>>;
}

const equals: Comparison = (actual, wanted) => actual === wanted;
const beginsWith: Comparison = (actual, wanted) => actual.startsWith(wanted);
const contains: Comparison = (actual, wanted) => actual.includes(wanted);

const rules: Readonly<Record<FilterKey, FilterRule>> = {
  Name: { actual: ({ name }) => name, options: { Equals: equals, BeginsWith: beginsWith, Contains: contains } },
  Path: {
    actual: ({ name }) => name,
    options: {
      OneLevel: (name, path) => isBelow(path, name, false),
      Recursive: (name, path) => isBelow(path, name, true),
    },
  },
  Type: { actual: (_, version) => version?.type, options: { Equals: equals, BeginsWith: beginsWith } },
  KeyId: { actual: (_, version) => version?.keyId, options: { Equals: equals, BeginsWith: beginsWith } },
  Tier: { actual: (_, version) => version?.tier, options: { Equals: equals } },
  DataType: { actual: (_, version) => version?.dataType, options: { Equals: equals } },
};

/**
 * The predicate that filters stand for: all of them, any value of each. `keys` are those that the operation takes;
 * throws InvalidFilterKey, InvalidFilterOption or InvalidFilterValue for what it doesn't.
 */
export function compileFilters(filters: readonly ParameterStringFilter[] = [], keys: readonly FilterKey[]): Predicate {
  const predicates = filters.map((filter) => compileFilter(filter, keys));
  return (parameter) => predicates.every((predicate) => predicate(parameter));
}

function compileFilter(filter: ParameterStringFilter, keys: readonly FilterKey[]): Predicate {
  const key = keys.find((candidate) => candidate === filter.Key);
  if (key === undefined) {
    throw new AwsError(
      'InvalidFilterKey',
      `The following filter key is not valid: ${filter.Key}. Valid filter keys include: [${keys.join(', ')}].`,
    );
  }
  const { actual, options } = rules[key];
  const compare = Object.entries(options).find(([option], index) =>
    filter.Option === undefined ? index === 0 : option === filter.Option,
  );
  if (compare === undefined) {
    throw new AwsError(
      'InvalidFilterOption',
      `The following filter option is not valid: ${filter.Option}. Valid options include: [${Object.keys(options).join(', ')}].`,
    );
  }
  const values = filter.Values ?? [];
  if (values.length === 0) {
    throw new AwsError('InvalidFilterValue', `The following filter values are missing : null for filter key ${key}.`);
  }
  if (key === 'Path') {
    values.forEach(checkPath);
  }
  return (parameter) => {
    const value = actual(parameter, parameter.versions.at(-1)) ?? '';
    return values.some((wanted) => compare[1](value, wanted));
  };
}
