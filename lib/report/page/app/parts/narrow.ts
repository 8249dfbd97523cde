import { signal } from '@preact/signals';

/** The width below which a screen is narrow; the styles name it too, which cannot read it from here. */
const query = matchMedia('(max-width: 48rem)');

/** Whether the window is too narrow for wide tables. */
export const isNarrow = signal(query.matches);

query.addEventListener('change', ({ matches }) => {
  isNarrow.value = matches;
});
