import { AwsError } from './operation.ts';

/**
 * A list to be answered page by page. Pages go on after a key and not at a position, so that what is added or deleted
 * between two requests costs no other item.
 */
export interface PagedList<Item> {
  readonly items: readonly Item[];
  /** Unique in the list, which is answered in the order of these keys (by code unit). */
  readonly keyOf: (item: Item) => string;
  readonly pageSize: number;
  /**
   * Items that a page holds at most, whatever was asked for. Where that is less, the first page is empty and has a
   * token, which AWS documents as possible at any time.
   */
  readonly pageLimit: number;
  /** The token that the page before answered. */
  readonly token: string | undefined;
  /** Wire code of the error for a token that was never given out. */
  readonly invalidTokenCode: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Undefined on the last page. */
  readonly nextToken: string | undefined;
}

export function pageOf<Item>(list: PagedList<Item>): Page<Item> {
  const { keyOf } = list;
  const after = list.token === undefined ? undefined : readToken(list.token, list.invalidTokenCode);
  const rest = list.items
    .filter((item) => after === undefined || keyOf(item) > after)
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const items = rest.slice(0, lengthOf(list));
  if (items.length === rest.length) {
    return { items, nextToken: undefined };
  }
  const last = items.at(-1);
  return { items, nextToken: writeToken(last === undefined ? '' : keyOf(last)) };
}

function lengthOf({ pageSize, pageLimit, token }: Omit<PagedList<never>, 'items' | 'keyOf'>): number {
  if (pageLimit >= pageSize) {
    return pageSize;
  }
  return token === undefined ? 0 : Math.max(1, pageLimit);
}

const tokenPrefix = 'after:';

function writeToken(key: string): string {
  return Buffer.from(`${tokenPrefix}${key}`).toString('base64url');
}

function readToken(token: string, invalidTokenCode: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (!text.startsWith(tokenPrefix)) {
    throw new AwsError(invalidTokenCode, 'The specified token is not valid.');
  }
  return text.slice(tokenPrefix.length);
}
