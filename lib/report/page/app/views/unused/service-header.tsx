// biome-ignore-all lint/a11y/useSemanticElements: see matrix.tsx

import { totalOf } from '../../model/use-counts.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { HEADER, nameOfPlace, type Place, sizes } from './matrix-places.ts';
import type { ServiceColumn } from './service-columns.ts';

interface ServiceHeaderProps {
  /** Of the matrix. */
  readonly id: string;
  readonly columns: readonly ServiceColumn[];
  /** The columns that are drawn: from `first` to the one before `end`. */
  readonly first: number;
  readonly end: number;
  readonly width: string;
  readonly chosen: string | undefined;
  readonly active: Place;
}

/** The names of the services, over their columns. */
export function ServiceHeader({ id, columns, first, end, width, chosen, active }: ServiceHeaderProps) {
  const activeClass = (column: number) => {
    if (column !== active.column) return '';
    return active.row === HEADER ? ' current active' : ' current';
  };
  return (
    <div class="matrix-head" role="row" tabIndex={-1} aria-rowindex={1} style={{ width }}>
      <div
        id={`${id}-${HEADER}-${HEADER}`}
        class={`matrix-corner${activeClass(HEADER)}`}
        role="columnheader"
        tabIndex={-1}
        aria-colindex={1}
        data-place={nameOfPlace({ row: HEADER, column: HEADER })}
      >
        <span>User or role</span>
        <span class="number">unused/granted</span>
      </div>
      {columns.slice(first, end).map(({ service, counts }, offset) => {
        const column = first + offset;
        const { used, unused, unknown } = counts;
        return (
          <div
            key={service}
            id={`${id}-${HEADER}-${column}`}
            class={`matrix-service${activeClass(column)}${service === chosen ? ' chosen' : ''}`}
            role="columnheader"
            tabIndex={-1}
            aria-colindex={column + 2}
            title={`${service}: granted to ${totalOf(counts)}, used by ${used}, unused by ${unused}, unknown for ${unknown}`}
            style={{ left: `${sizes.name + column * sizes.column}px` }}
            data-place={nameOfPlace({ row: HEADER, column })}
          >
            <span>
              <Foreign text={service} />
            </span>
          </div>
        );
      })}
    </div>
  );
}
