// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be without the cells that are not seen
import './matrix.css';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { setParams } from '../../location.ts';
import { useModel } from '../../model/model.ts';
import { useVirtual } from '../../parts/use-virtual.ts';
import { hashOf } from '../../route.ts';
import { Legend } from './legend.tsx';
import { HEADER, type Place, placeOf, sizes, stepFrom } from './matrix-places.ts';
import { MatrixRow } from './matrix-row.tsx';
import type { PrincipalRow } from './principal-rows.ts';
import { Readout } from './readout.tsx';
import type { ServiceColumn } from './service-columns.ts';
import { ServiceHeader } from './service-header.tsx';

interface MatrixProps {
  readonly rows: readonly PrincipalRow[];
  readonly columns: readonly ServiceColumn[];
  /** The one service that was asked for. */
  readonly chosen: string | undefined;
}

/** Columns come and go so many at a time: every row is made anew when they do. */
const COLUMN_BLOCK = 8;

/**
 * Principals by services. Only what can be seen is in the document, in both directions. One stop of the Tab key: arrows, Page
 * Up, Page Down, Home and End (with Ctrl: of the whole) move the current place; Enter opens the principal, what was found of
 * it, or the service.
 */
export function Matrix({ rows, columns, chosen }: MatrixProps) {
  const scrolled = useRef<HTMLDivElement>(null);
  const id = useId();
  const { auditedAt } = useModel().data.report;
  const vertical = useVirtual(scrolled, { count: rows.length, itemSize: sizes.row, headSize: sizes.head });
  const horizontal = useVirtual(scrolled, {
    count: columns.length,
    itemSize: sizes.column,
    headSize: sizes.name,
    overscan: 2,
    horizontal: true,
  });
  const [current, setCurrent] = useState<Place>({ row: 0, column: HEADER });
  const extent = { rows: rows.length, columns: columns.length };
  const active = { row: Math.min(current.row, rows.length - 1), column: Math.min(current.column, columns.length - 1) };

  // What is sorted or narrowed anew is read from its beginning.
  useEffect(() => scrolled.current?.scrollTo(0, 0), [rows, columns]);

  const open = ({ row, column }: Place) => {
    const arn = rows[row]?.principal.arn;
    const service = columns[column]?.service;
    if (arn !== undefined && service !== undefined)
      location.hash = hashOf('findings', { principal: arn, family: 'unused' });
    else if (arn !== undefined) location.hash = hashOf('principals', { arn });
    else if (service !== undefined) setParams({ service: service === chosen ? undefined : service });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepFrom(active, event, extent);
    if (next !== null) {
      setCurrent(next);
      if (next.row !== HEADER) vertical.scrollToIndex(next.row, { align: 'auto' });
      if (next.column !== HEADER) horizontal.scrollToIndex(next.column, { align: 'auto' });
    } else if (event.key === 'Enter') open(active);
    else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const place = event.target instanceof Element ? placeOf(event.target) : null;
    if (place === null) return;
    setCurrent(place);
    if (place.row === HEADER) open(place);
  };

  const shownRows = vertical.getVirtualItems();
  const shownColumns = horizontal.getVirtualItems();
  const first = Math.floor((shownColumns[0]?.index ?? 0) / COLUMN_BLOCK) * COLUMN_BLOCK;
  const end = Math.ceil(((shownColumns.at(-1)?.index ?? -1) + 1) / COLUMN_BLOCK) * COLUMN_BLOCK;
  const isShown =
    (active.row === HEADER || shownRows.some(({ index }) => index === active.row)) &&
    (active.column === HEADER || (active.column >= first && active.column < end));
  const width = `${sizes.name + columns.length * sizes.column}px`;
  return (
    <div class="matrix-frame">
      <Legend />
      <div
        ref={scrolled}
        class="matrix"
        role="grid"
        aria-label="Users and roles by services"
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={isShown ? `${id}-${active.row}-${active.column}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <ServiceHeader
          id={id}
          columns={columns}
          first={first}
          end={end}
          width={width}
          chosen={chosen}
          active={active}
        />
        <div class="matrix-rows" role="rowgroup" style={{ width, height: `${rows.length * sizes.row}px` }}>
          {shownRows.map(({ index, start }) => {
            const row = rows[index];
            return (
              row !== undefined && (
                <MatrixRow
                  key={row.principal.arn}
                  id={id}
                  row={row}
                  index={index}
                  top={start - sizes.head}
                  columns={columns}
                  first={first}
                  end={end}
                  activeColumn={index === active.row ? active.column : null}
                  auditedAt={auditedAt}
                />
              )
            );
          })}
        </div>
      </div>
      <div class="matrix-foot">
        <Readout row={rows[active.row]} column={columns[active.column]} />
      </div>
    </div>
  );
}
