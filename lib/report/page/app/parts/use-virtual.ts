import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

interface VirtualOptions {
  readonly count: number;
  /** Height of every row, in pixels; of columns, their width. */
  readonly itemSize: number;
  /** Height of what stays at the top of the scrolled element, in pixels; of columns, the width of what stays at its side. */
  readonly headSize: number;
  /** Items beyond the edges that are drawn too. */
  readonly overscan?: number;
  /** The items are columns. */
  readonly horizontal?: boolean;
}

/**
 * Which items of a long list can be seen in the element that scrolls it; draws again when that changes. Their `start` is
 * counted from the edge of what is scrolled, where the head is.
 */
export function useVirtual<Scrolled extends HTMLElement>(
  scrolled: RefObject<Scrolled | null>,
  { count, itemSize, headSize, overscan = 10, horizontal = false }: VirtualOptions,
): Virtualizer<Scrolled, Element> {
  const [, draw] = useReducer((drawn: number) => drawn + 1, 0);
  const options = {
    count,
    estimateSize: () => itemSize,
    getScrollElement: () => scrolled.current,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    scrollMargin: headSize,
    scrollPaddingStart: headSize,
    overscan,
    horizontal,
    onChange: () => draw(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer<Scrolled, Element>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return virtualizer;
}
