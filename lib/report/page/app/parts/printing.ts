import { signal } from '@preact/signals';

/** Whether the page is being printed: long lists are then there whole, as far as paper is a place for them. */
export const isPrinting = signal(false);

/** Of a list that is longer, the rest is left to the screen. */
export const MAX_PRINTED_ROWS = 500;

addEventListener('beforeprint', () => {
  isPrinting.value = true;
});
addEventListener('afterprint', () => {
  isPrinting.value = false;
});
