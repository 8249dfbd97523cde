/**
 * Whether text matches a pattern with `*` (any run of characters) and `?` (any one), letter case apart.
 * Walks back to the last star only, so that no pattern can make it slow.
 */
export function globMatches(pattern: string, text: string): boolean {
  const wanted = pattern.toLowerCase();
  const given = text.toLowerCase();
  let at = 0;
  let star = -1;
  let resumeAt = 0;
  for (let position = 0; position < given.length; ) {
    const character = wanted[at];
    if (character === '*') {
      star = at;
      resumeAt = position;
      at += 1;
    } else if (character === '?' || character === given[position]) {
      at += 1;
      position += 1;
    } else if (star >= 0) {
      at = star + 1;
      resumeAt += 1;
      position = resumeAt;
    } else {
      return false;
    }
  }
  return /^\**$/.test(wanted.slice(at));
}
