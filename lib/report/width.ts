import stringWidth from 'string-width';

/** Characters that take one column each: nearly all that is ever shown. */
const ascii = /^[ -~]*$/;

const graphemes = new Intl.Segmenter();

/** Columns that a text takes on a terminal, where Chinese characters and emojis take two and combining marks none. */
export function displayWidth(text: string): number {
  return ascii.test(text) ? text.length : stringWidth(text);
}

/** {@link String.padEnd}, but to a number of columns. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

/** Pieces of at most so many columns, whatever a reader sees as one character kept whole. */
export function chunksOf(text: string, columns: number): readonly string[] {
  const chunks: string[] = [];
  let chunk = '';
  for (const { segment } of graphemes.segment(text)) {
    if (chunk !== '' && displayWidth(chunk) + displayWidth(segment) > columns) {
      chunks.push(chunk);
      chunk = '';
    }
    chunk += segment;
  }
  return [...chunks, chunk];
}
