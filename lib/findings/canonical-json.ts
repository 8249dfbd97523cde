/**
 * JSON with the keys of every object in code unit order and no blanks: equal values give equal text, in whatever
 * order they were put together. What is `undefined` is left out of
 * objects and is `null` in lists, as with JSON.stringify.
 */
export function canonicalJson(value: unknown): string {
  if (value === undefined) return 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    // Written piece by piece, because an object rebuilt in order would put keys such as "1" first again.
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}
