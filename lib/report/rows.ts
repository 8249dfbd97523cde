import { type Paint, type Tone, unpainted } from './paint.ts';
import { printable } from './text.ts';
import { chunksOf, displayWidth, padded } from './width.ts';

const GAP = '  ';
/** Columns are never made narrower than this, however narrow the terminal. */
const MIN_WIDTH = 8;

type Row = readonly string[];

/** The colours of a table. */
export interface RowPaint {
  readonly paint: Paint;
  /** What a cell stands for; null: nothing in particular. */
  readonly toneOf: (cell: string, column: number) => Tone | null;
}

/**
 * Rows under a header. Columns stand apart by blanks, which copies and pipes well; where they do not all fit, the
 * widest ones wrap. Nothing is cut off.
 *
 * @param columns width of the terminal in characters; infinite where each row is to be one line
 */
export function renderRows(
  header: Row,
  rows: readonly Row[],
  columns: number,
  { paint, toneOf }: RowPaint = unpaintedRows,
): string {
  const widths = columnWidths([header, ...rows], columns);
  return [
    ...rowLines([header], widths, { paint, toneOf: () => 'heading' }),
    ...rowLines(rows, widths, { paint, toneOf }),
  ].join('\n');
}

const unpaintedRows: RowPaint = { paint: unpainted, toneOf: () => null };

/** Lines of rows whose columns have these widths. */
export function rowLines(
  rows: readonly Row[],
  widths: readonly number[],
  { paint, toneOf }: RowPaint = unpaintedRows,
): readonly string[] {
  return rows.flatMap((row) => {
    const cells = widths.map((width, column) => wrapped(printable(row[column] ?? ''), width));
    const tones = widths.map((_, column) => toneOf(row[column] ?? '', column));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) => {
      const parts = cells.map((lines) => lines[line] ?? '');
      const last = parts.findLastIndex((part) => part !== '');
      return parts
        .slice(0, last + 1)
        .map((part, column) => {
          const tone = tones[column] ?? null;
          const blanks = column === last ? '' : padded('', (widths[column] ?? 0) - displayWidth(part));
          return `${tone === null || part === '' ? part : paint(tone, part)}${blanks}`;
        })
        .join(GAP);
    });
  });
}

/** What each column takes: all that it needs when that fits, else the wide ones share what the narrow ones leave. */
export function columnWidths(rows: readonly Row[], columns: number): readonly number[] {
  const count = Math.max(...rows.map((row) => row.length));
  const needs = Array.from({ length: count }, (_, index) =>
    rows.reduce((most, row) => Math.max(most, displayWidth(printable(row[index] ?? ''))), 0),
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

/** Lines of at most `width` columns: broken at blanks, else behind a separator of an ARN or a path, else anywhere. */
export function wrapped(text: string, width: number): readonly string[] {
  if (displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  const put = (piece: string, glue: string) => {
    if (line !== '' && displayWidth(line) + glue.length + displayWidth(piece) > width) {
      lines.push(line);
      line = piece;
    } else line = line === '' ? piece : `${line}${glue}${piece}`;
  };
  for (const word of text.split(' ')) {
    if (displayWidth(word) <= width) {
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
  return parts.flatMap((part) => chunksOf(part, width));
}

/** Lines of code, which lose their meaning when they are broken. */
const code = /^ *["{}[\]]/;

/** A text whose lines keep to a width, continued a little further in; code is left as it stands. */
export function fitted(text: string, columns: number): string {
  return text
    .split('\n')
    .flatMap((line) => {
      if (displayWidth(line) <= columns || code.test(line)) return [line];
      const indent = line.length - line.trimStart().length;
      const [first = '', ...more] = wrapped(line.trimStart(), Math.max(MIN_LINE, columns - indent - HANGING));
      return [' '.repeat(indent) + first, ...more.map((rest) => ' '.repeat(indent + HANGING) + rest)];
    })
    .join('\n');
}

/** How much further in a line goes on. */
const HANGING = 4;
/** Where there is less, lines are left to the terminal to break. */
const MIN_LINE = 24;
