const collator = new Intl.Collator('en', { numeric: true });

/** Sorts names as people look for them: `app-2` before `app-10`, small letters beside capital ones. */
export function compareNames(left: string, right: string): number {
  return collator.compare(left, right);
}
