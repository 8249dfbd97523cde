import { signal } from '@preact/signals';

const KEY = 'account-auditor-theme';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** What the reader chose; `auto` is what the system asks for. */
export const theme = signal<Theme>(remembered());

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  applyTheme();
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // A browser may keep nothing for files: then it is the system's theme the next time.
  }
}

/** Every colour is a pair (styles/base.css), of which the colour scheme picks one. */
export function applyTheme(): void {
  document.documentElement.dataset.theme = theme.value;
}

function remembered(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return themes.find((each) => each === kept) ?? 'auto';
  } catch {
    return 'auto';
  }
}
