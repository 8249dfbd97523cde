import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

interface VirtualOptions {
  readonly count: number;
  /** Height of every row, in pixels. */
  readonly rowHeight: number;
  /** Height of what stays at the top of the scrolled element, in pixels. */
  readonly headHeight: number;
}

/** Which rows of a long list can be seen in the element that scrolls it; draws again when that changes. */
export function useVirtual<Scrolled extends HTMLElement>(
  scrolled: RefObject<Scrolled | null>,
  { count, rowHeight, headHeight }: VirtualOptions,
): Virtualizer<Scrolled, Element> {
  const [, draw] = useReducer((drawn: number) => drawn + 1, 0);
  const options = {
    count,
    estimateSize: () => rowHeight,
    getScrollElement: () => scrolled.current,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    scrollPaddingStart: headHeight,
    overscan: 10,
    onChange: () => draw(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer<Scrolled, Element>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return virtualizer;
}
