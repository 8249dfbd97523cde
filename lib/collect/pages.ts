/** An answer of IAM that may be one page of several. AWS can give fewer items than asked for and still have more. */
interface Page {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

/** Most items that IAM gives on a page. */
export const MAX_ITEMS = 1000;

/**
 * All pages of a listing of IAM, in order. The SDK has no paginator for some of IAM's listings, so all are followed
 * here.
 *
 * @throws Error when AWS says that more follows but not where
 */
export async function* pagesOf<Answer extends Page>(
  read: (paging: { readonly MaxItems: number; readonly Marker?: string }) => Promise<Answer>,
): AsyncGenerator<Answer> {
  let marker: string | undefined;
  for (;;) {
    const page = await read({ MaxItems: MAX_ITEMS, ...(marker === undefined ? {} : { Marker: marker }) });
    yield page;
    if (!page.IsTruncated) return;
    if (page.Marker === undefined || page.Marker === marker)
      throw new Error('AWS says that more follows, but not where');
    marker = page.Marker;
  }
}

/** The items of all pages of a listing of IAM. */
export async function itemsOf<Answer extends Page, Item>(
  read: (paging: { readonly MaxItems: number; readonly Marker?: string }) => Promise<Answer>,
  itemsOn: (page: Answer) => readonly Item[] | undefined,
): Promise<readonly Item[]> {
  const pages = await Array.fromAsync(pagesOf(read));
  return pages.flatMap((page) => itemsOn(page) ?? []);
}
