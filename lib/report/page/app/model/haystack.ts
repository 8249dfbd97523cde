import type { Finding } from '../../../../findings/finding.ts';

/** What a search looks through: one text for each finding, made once, so that a keystroke costs no more than a look at it. */
export function haystackOf({ id, checkId, title, detail, resource }: Finding): string {
  return `${title}\n${detail}\n${resource.arn}\n${resource.name}\n${checkId}\n${id}`.toLowerCase();
}

/** The words of a search, each of which has to be in the text. */
export function wordsOf(search: string): readonly string[] {
  return search.toLowerCase().split(/\s+/u).filter(Boolean);
}
