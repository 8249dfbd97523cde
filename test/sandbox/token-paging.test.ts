import { describe, expect, it } from 'vitest';
import { pageOf } from '../../lib/sandbox/token-paging.ts';
import { expectAwsError } from './calling.ts';

const list = {
  items: ['c', 'a', 'b'],
  keyOf: (item: string) => item,
  pageSize: 2,
  pageLimit: Number.POSITIVE_INFINITY,
  token: undefined,
  invalidTokenCode: 'InvalidNextToken',
};

describe('pageOf', () => {
  it('answers in the order of keys and goes on after the last', () => {
    const { items, nextToken } = pageOf(list);
    expect(items).toEqual(['a', 'b']);
    expect(pageOf({ ...list, token: nextToken })).toEqual({ items: ['c'], nextToken: undefined });
  });

  it('has no token when the last item is on the page', () => {
    expect(pageOf({ ...list, pageSize: 3 }).nextToken).toBeUndefined();
    expect(pageOf({ ...list, items: [] })).toEqual({ items: [], nextToken: undefined });
  });

  it('begins with an empty page and goes on with short ones where pages are limited below what was asked', () => {
    const first = pageOf({ ...list, pageLimit: 1 });
    expect(first.items).toEqual([]);
    expect(pageOf({ ...list, pageLimit: 1, token: first.nextToken }).items).toEqual(['a']);
  });

  it('refuses a token that it did not write', () => {
    expectAwsError('InvalidNextToken', () => pageOf({ ...list, token: 'bm90IG91cnM' }));
  });
});
