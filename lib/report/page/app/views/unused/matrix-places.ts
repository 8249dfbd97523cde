/** The place of the current cell: indexes of its row and column, from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** The row of service names, and the column of principals' names. */
export const HEADER = -1;

/** In pixels; the styles have the same. */
export const sizes = { row: 28, column: 24, head: 132, name: 304 };

const PAGE_ROWS = 10;

interface Keys {
  readonly key: string;
  readonly ctrlKey: boolean;
}

/** Where a key leads, inside of the matrix; null when it leads nowhere. */
export function stepFrom(
  { row, column }: Place,
  { key, ctrlKey }: Keys,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): Place | null {
  const to = (nextRow: number, nextColumn: number): Place => ({
    row: Math.max(HEADER, Math.min(nextRow, rows - 1)),
    column: Math.max(HEADER, Math.min(nextColumn, columns - 1)),
  });
  switch (key) {
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'PageDown':
      return to(row + PAGE_ROWS, column);
    case 'PageUp':
      return to(Math.max(0, row - PAGE_ROWS), column);
    case 'Home':
      return to(ctrlKey ? 0 : row, HEADER);
    case 'End':
      return to(ctrlKey ? rows - 1 : row, columns - 1);
    default:
      return null;
  }
}

/** The name of a place in the document; `placeOf` reads it again. */
export function nameOfPlace({ row, column }: Place): string {
  return `${row},${column}`;
}

/** The place of an element or of what it is in; null outside of all. */
export function placeOf(element: Element): Place | null {
  const name = element.closest<HTMLElement>('[data-place]')?.dataset.place;
  const [row, column] = name?.split(',').map(Number) ?? [];
  return row === undefined || column === undefined ? null : { row, column };
}
