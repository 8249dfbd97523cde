import { describe, expect, it } from 'vitest';
import { itemsOf } from '../../lib/collect/pages.ts';

interface Page {
  readonly Items?: readonly number[];
  readonly IsTruncated?: boolean;
  readonly Marker?: string;
}

/** A listing that answers these pages by marker, the first one without. */
const listing = (pages: Readonly<Record<string, Page>>) => {
  const asked: object[] = [];
  const items = itemsOf(
    async (paging) => {
      asked.push(paging);
      return pages[paging.Marker ?? ''] ?? {};
    },
    (page) => page.Items,
  );
  return { items, asked };
};

describe('itemsOf', () => {
  it('follows markers to the end, over pages with few items or none', async () => {
    const { items, asked } = listing({
      '': { Items: [1], IsTruncated: true, Marker: 'a' },
      a: { Items: [], IsTruncated: true, Marker: 'b' },
      b: { Items: [2, 3], IsTruncated: false, Marker: 'ignored' },
    });
    expect(await items).toEqual([1, 2, 3]);
    expect(asked).toEqual([{ MaxItems: 1000 }, { MaxItems: 1000, Marker: 'a' }, { MaxItems: 1000, Marker: 'b' }]);
  });

  it.each([
    ['no marker', { '': { IsTruncated: true } }],
    [
      'the marker that was just used',
      { '': { IsTruncated: true, Marker: 'a' }, a: { IsTruncated: true, Marker: 'a' } },
    ],
  ])('does not turn in circles at %s', async (_, pages) => {
    await expect(listing(pages).items).rejects.toThrow('AWS says that more follows, but not where');
  });
});
