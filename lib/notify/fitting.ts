/** The first lines, whole ones, that have no more than `length` characters together, with the line breaks between them. */
export function fitting(lines: readonly string[], length: number): readonly string[] {
  let left = length + 1;
  const end = lines.findIndex((line) => {
    left -= line.length + 1;
    return left < 0;
  });
  return end === -1 ? lines : lines.slice(0, end);
}
