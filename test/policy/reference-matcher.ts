/** The wildcards as their definition reads, one character after the other: slow, and hard to get wrong. */
export function referenceMatches(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const rest = pattern.slice(1);
  if (pattern.startsWith('*'))
    return referenceMatches(rest, text) || (text !== '' && referenceMatches(pattern, text.slice(1)));
  if (text === '') return false;
  return (pattern.startsWith('?') || pattern[0] === text[0]) && referenceMatches(rest, text.slice(1));
}
