// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be without the rows that are not seen
import './virtual-table.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { isPrinting, MAX_PRINTED_ROWS } from './printing.ts';
import { useVirtual } from './use-virtual.ts';

export interface Column<Row> {
  readonly id: string;
  readonly label: string;
  /** Its width as a track of a CSS grid: `8rem`, `minmax(10rem, 1fr)`. */
  readonly width: string;
  cell(row: Row): ComponentChildren;
}

interface VirtualTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** A row that is a heading of those below it, over all columns; null for the others. */
  readonly heading?: (row: Row) => ComponentChildren | null;
  /** Key of the row that is open somewhere else. */
  readonly openKey?: string | undefined;
  /** What Enter or a click does with a row. */
  readonly onOpen?: (row: Row) => void;
}

/** In pixels. */
const ROW_HEIGHT = 44;
const HEAD_HEIGHT = 34;
const PAGE_ROWS = 10;

/**
 * A table of any length, of which only what can be seen is in the document. It is one stop of the Tab key; arrows, Page Up,
 * Page Down, Home and End move the current row, Enter opens it.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, columns, rows, keyOf, heading, openKey, onOpen } = props;
  const scrolled = useRef<HTMLDivElement>(null);
  const id = useId();
  const virtual = useVirtual(scrolled, { count: rows.length, itemSize: ROW_HEIGHT, headSize: HEAD_HEIGHT });
  const [current, setCurrent] = useState(0);
  const active = Math.min(current, rows.length - 1);

  const openIndex = openKey === undefined ? -1 : rows.findIndex((row) => keyOf(row) === openKey);
  // Only what is opened moves the list, not a list that changed
  useEffect(() => {
    if (openIndex === -1) return;
    setCurrent(openIndex);
    virtual.scrollToIndex(openIndex, { align: 'auto' });
  }, [openKey]);

  const move = (to: number) => {
    const next = Math.max(0, Math.min(to, rows.length - 1));
    setCurrent(next);
    virtual.scrollToIndex(next, { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const step = steps[event.key];
    const row = rows[active];
    if (step !== undefined) move(step(active, rows.length));
    else if (event.key === 'Enter' && row !== undefined) onOpen?.(row);
    else return;
    event.preventDefault();
  };

  const isPrinted = isPrinting.value;
  const shown = isPrinted
    ? rows.slice(0, MAX_PRINTED_ROWS).map((_, index) => ({ index, start: HEAD_HEIGHT }))
    : virtual.getVirtualItems();
  const tracks = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') };
  return (
    <div
      ref={scrolled}
      class="virtual-table"
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div class="head" role="row" tabIndex={-1} aria-rowindex={1} style={tracks}>
        {columns.map((column) => (
          <div key={column.id} role="columnheader" tabIndex={-1}>
            {column.label}
          </div>
        ))}
      </div>
      <div class="rows" role="rowgroup" style={isPrinted ? {} : { height: `${virtual.getTotalSize()}px` }}>
        {shown.map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const title = heading?.(row) ?? null;
          const key = keyOf(row);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid, which has the focus, takes the keys for its rows
            <div
              key={key}
              id={`${id}-${index}`}
              class={`row${index === active ? ' active' : ''}${title === null ? '' : ' heading'}`}
              role="row"
              tabIndex={-1}
              aria-rowindex={index + 2}
              aria-selected={key === openKey}
              style={{ ...(title === null && tracks), transform: `translateY(${start - HEAD_HEIGHT}px)` }}
              onClick={() => {
                setCurrent(index);
                onOpen?.(row);
              }}
            >
              {title === null ? (
                columns.map((column) => (
                  <div key={column.id} role="gridcell" tabIndex={-1}>
                    {column.cell(row)}
                  </div>
                ))
              ) : (
                <div role="gridcell" tabIndex={-1} aria-colspan={columns.length}>
                  {title}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const steps: Readonly<Record<string, (current: number, count: number) => number>> = {
  ArrowDown: (current) => current + 1,
  ArrowUp: (current) => current - 1,
  PageDown: (current) => current + PAGE_ROWS,
  PageUp: (current) => current - PAGE_ROWS,
  Home: () => 0,
  End: (_, count) => count - 1,
};
