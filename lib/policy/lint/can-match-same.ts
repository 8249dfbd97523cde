import { areDisjoint } from '../match.ts';

/**
 * Whether some text matches both patterns, of which `*` is any number of characters and `?` is one. Takes time in proportion to
 * the product of the lengths.
 */
export function canMatchSame(a: string, b: string): boolean {
  if (areDisjoint(a, b)) return false;
  // `fits[j]`: what is read of `a` and the first `j` characters of `b` can stand for the same text.
  let fits = new Uint8Array(b.length + 1);
  fits[0] = 1;
  for (let j = 1; j <= b.length && b[j - 1] === '*'; j++) fits[j] = 1;
  for (const character of a) {
    const next = new Uint8Array(b.length + 1);
    next[0] = character === '*' ? (fits[0] ?? 0) : 0;
    let isSomewhere = next[0] === 1;
    for (let j = 1; j <= b.length; j++) {
      const other = b[j - 1];
      const isStar = character === '*' || other === '*';
      const isFit = isStar
        ? fits[j] === 1 || next[j - 1] === 1 || (character !== '*' && fits[j - 1] === 1)
        : fits[j - 1] === 1 && (character === other || character === '?' || other === '?');
      next[j] = isFit ? 1 : 0;
      isSomewhere ||= isFit;
    }
    if (!isSomewhere) return false;
    fits = next;
  }
  return fits[b.length] === 1;
}
