import type { Call } from '../operation.ts';
import { pageOf } from '../token-paging.ts';
import { failedConstraint } from './errors.ts';

/** What every IAM list takes. */
export interface PageRequest {
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** The members that every IAM list answers beside its items. */
  readonly end: { readonly IsTruncated: boolean; readonly Marker?: string };
}

const defaultMaxItems = 100;
const largestMaxItems = 1000;

/**
 * The page that was asked for, shorter when the account's page limit says so. The list is in the order of
 * `keyOf`, which is unique in it: a page goes on after the last key, so that nobody is skipped when an entity is removed.
 */
export function page<Item>(
  { input, account }: Pick<Call<PageRequest>, 'input' | 'account'>,
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Page<Item> {
  const { items: shown, nextToken } = pageOf({
    items,
    keyOf,
    // IAM's pages may be short, but none is empty with more to come.
    pageSize: Math.min(checkedMaxItems(input.MaxItems), account.behaviour.pageLimit),
    pageLimit: Number.POSITIVE_INFINITY,
    token: input.Marker,
    invalidTokenCode: 'ValidationError',
  });
  return {
    items: shown,
    end: nextToken === undefined ? { IsTruncated: false } : { IsTruncated: true, Marker: nextToken },
  };
}

/** Items under a path prefix; all of them when a request names none. */
export function underPath<Item extends { readonly path: string }>(
  items: readonly Item[],
  pathPrefix = '/',
): readonly Item[] {
  return items.filter((item) => item.path.startsWith(pathPrefix));
}

export function nameOf({ name }: { readonly name: string }): string {
  return name;
}

export function idOf({ id }: { readonly id: string }): string {
  return id;
}

function checkedMaxItems(maxItems = defaultMaxItems): number {
  if (maxItems < 1) {
    throw failedConstraint('maxItems', maxItems, 'have value greater than or equal to 1');
  }
  if (maxItems > largestMaxItems) {
    throw failedConstraint('maxItems', maxItems, `have value less than or equal to ${largestMaxItems}`);
  }
  return maxItems;
}
