/** Characters. A question with the largest policies of AWS has about a hundred thousand. */
const MAX_LINE_LENGTH = 8_388_608;

/** Stands for a line that is longer than what is read. */
export const TOO_LONG = Symbol('too long');

/**
 * The lines of a text that comes in pieces: for each piece those that end in it, and at last the one without an end.
 * A line that is too long to be kept is passed over and counted all the same.
 */
export async function* linesOf(
  pieces: AsyncIterable<string>,
  maxLength = MAX_LINE_LENGTH,
): AsyncGenerator<readonly (string | typeof TOO_LONG)[]> {
  let begun: string | typeof TOO_LONG = '';
  for await (const piece of pieces) {
    const lines: (string | typeof TOO_LONG)[] = [];
    const [first = '', ...others] = piece.split('\n');
    begun = joined(begun, first, maxLength);
    for (const next of others) {
      lines.push(begun);
      begun = joined('', next, maxLength);
    }
    if (lines.length > 0) yield lines;
  }
  if (begun !== '') yield [begun];
}

function joined(begun: string | typeof TOO_LONG, more: string, maxLength: number): string | typeof TOO_LONG {
  return begun === TOO_LONG || begun.length + more.length > maxLength ? TOO_LONG : begun + more;
}
