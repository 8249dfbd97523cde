import { printable } from './text.ts';

const GAP = '  ';
/** Columns are never made narrower than this, however narrow the terminal. */
const MIN_WIDTH = 8;

/**
 * Rows under a header. Columns stand apart by blanks, which copies and pipes well; where they do not all fit, the
 * widest ones wrap. Nothing is cut off.
 *
 * @param columns width of the terminal in characters
 */
export function renderRows(header: readonly string[], rows: readonly (readonly string[])[], columns: number): string {
  const table = [header, ...rows];
  return rowLines(table, columnWidths(table, columns)).join('\n');
}

/** Lines of rows whose columns have these widths. */
export function rowLines(rows: readonly (readonly string[])[], widths: readonly number[]): readonly string[] {
  return rows.flatMap((row) => {
    const cells = widths.map((width, index) => wrapped(printable(row[index] ?? ''), width));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      widths
        .map((width, index) => (cells[index]?.[line] ?? '').padEnd(width))
        .join(GAP)
        .trimEnd(),
    );
  });
}

/** What each column takes: all that it needs when that fits, else the wide ones share what the narrow ones leave. */
export function columnWidths(rows: readonly (readonly string[])[], columns: number): readonly number[] {
  const count = Math.max(...rows.map((row) => row.length));
  const needs = Array.from({ length: count }, (_, index) =>
    rows.reduce((most, row) => Math.max(most, printable(row[index] ?? '').length), 0),
  );
  let left = columns - GAP.length * (count - 1);
  let open = count;
  const widths = [...needs];
  const byNeed = needs.map((need, index) => ({ need, index })).sort((one, other) => one.need - other.need);
  for (const { need, index } of byNeed) {
    const width = Math.min(need, Math.max(MIN_WIDTH, Math.floor(left / open)));
    widths[index] = width;
    left -= width;
    open -= 1;
  }
  return widths;
}

/** Lines of at most `width` characters: broken at blanks, else behind a separator of an ARN or a path, else anywhere. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const put = (piece: string, glue: string) => {
    if (line !== '' && line.length + glue.length + piece.length > width) {
      lines.push(line);
      line = piece;
    } else line = line === '' ? piece : `${line}${glue}${piece}`;
  };
  for (const word of text.split(' ')) {
    if (word.length <= width) {
      put(word, ' ');
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const piece of piecesOf(word, width)) put(piece, '');
  }
  return [...lines, line];
}

function piecesOf(word: string, width: number): readonly string[] {
  const parts = word.match(/[^/:,.-]*[/:,.-]|[^/:,.-]+$/g) ?? [word];
  return parts.flatMap((part) => {
    const characters = Array.from(part);
    return Array.from({ length: Math.ceil(characters.length / width) }, (_, index) =>
      characters.slice(index * width, (index + 1) * width).join(''),
    );
  });
}
