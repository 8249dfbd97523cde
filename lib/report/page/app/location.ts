import { signal } from '@preact/signals';
import { hashOf, parseHash } from './route.ts';

/** The address as it is now. A component that reads it is drawn again when it changes. */
export const route = signal(parseHash(location.hash));

addEventListener('hashchange', () => {
  route.value = parseHash(location.hash);
});

/**
 * Shows something else of the same view; undefined takes a parameter away.
 *
 * @param options.replace takes the place of the address in the history: for what changes with every keystroke
 */
export function setParams(
  changes: Readonly<Record<string, string | undefined>>,
  options: { readonly replace?: boolean } = {},
): void {
  const { view, params } = route.value;
  const hash = hashOf(view, { ...params, ...changes });
  if (options.replace === true) history.replaceState(null, '', hash);
  else history.pushState(null, '', hash);
  // At once: the browser's own event comes later, and a second change may come before it.
  route.value = parseHash(hash);
}
