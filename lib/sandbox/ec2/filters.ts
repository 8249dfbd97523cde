import type { Filter } from '@aws-sdk/client-ec2';
import { AwsError } from '../operation.ts';

/** What the filters of an operation look at, by filter name. */
export type FilterValues<Item> = Readonly<Record<string, (item: Item) => string | undefined>>;

/**
 * The predicate that EC2's filters stand for: all of them, any value of each, `*` and `?` in a value being wildcards.
 * Throws InvalidParameterValue for a filter that the operation does not have here.
 */
export function compileFilters<Item>(
  filters: readonly Filter[] = [],
  values: FilterValues<Item>,
): (item: Item) => boolean {
  const predicates = filters.map(({ Name: name = '', Values: wanted = [] }) => {
    const read = Object.hasOwn(values, name) ? values[name] : undefined;
    if (!read) {
      throw new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`);
    }
    const patterns = wanted.map(toPattern);
    return (item: Item) => patterns.some((pattern) => pattern.test(read(item) ?? ''));
  });
  return (item) => predicates.every((predicate) => predicate(item));
}

function toPattern(value: string): RegExp {
  const literal = value.replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll(/\*+/g, '.*').replaceAll('?', '.')}$`, 's');
}
