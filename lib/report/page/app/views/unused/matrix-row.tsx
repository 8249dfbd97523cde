// biome-ignore-all lint/a11y/useSemanticElements: see matrix.tsx
import { useMemo } from 'preact/hooks';
import { totalOf, useByService } from '../../model/use-counts.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { UseBar } from '../../parts/use-bar.tsx';
import { hashOf } from '../../route.ts';
import { markOf } from './age.ts';
import { HEADER, nameOfPlace, sizes } from './matrix-places.ts';
import type { PrincipalRow } from './principal-rows.ts';
import type { ServiceColumn } from './service-columns.ts';
import { wordsOfUse } from './words-of-use.ts';

interface MatrixRowProps {
  /** Of the matrix. */
  readonly id: string;
  readonly row: PrincipalRow;
  readonly index: number;
  /** In pixels, under the header. */
  readonly top: number;
  readonly columns: readonly ServiceColumn[];
  /** The columns that are drawn: from `first` to the one before `end`. */
  readonly first: number;
  readonly end: number;
  /** null: the current place is in another row. */
  readonly activeColumn: number | null;
  readonly auditedAt: string;
}

/** A user or role with the services that it is granted. Made anew only when something of it changes, not whenever the matrix scrolls. */
export function MatrixRow({ id, row, index, top, columns, first, end, activeColumn, auditedAt }: MatrixRowProps) {
  return useMemo(() => {
    const { principal, counts, services } = row;
    const { arn, name } = principal;
    const uses = useByService(services);
    const ratio = `${counts.unused} of ${totalOf(counts)}`;
    return (
      <div
        class={activeColumn === null ? 'matrix-row' : 'matrix-row current'}
        role="row"
        tabIndex={-1}
        aria-rowindex={index + 2}
        style={{ transform: `translateY(${top}px)` }}
      >
        <div
          id={`${id}-${index}-${HEADER}`}
          class={activeColumn === HEADER ? 'matrix-name active' : 'matrix-name'}
          role="rowheader"
          tabIndex={-1}
          aria-colindex={1}
          aria-label={`${name}: ${ratio} services unused`}
          data-place={nameOfPlace({ row: index, column: HEADER })}
        >
          <a href={hashOf('principals', { arn })} title={arn} tabIndex={-1}>
            <Foreign text={name} />
          </a>
          <UseBar counts={counts} />
          <span class="muted number">
            {counts.unused}/{totalOf(counts)}
          </span>
        </div>
        {columns.slice(first, end).map(({ service }, offset) => {
          const column = first + offset;
          const use = uses.get(service);
          const isActive = column === activeColumn;
          // Most of a matrix is empty, and needs no elements; where the reader is there has to be one.
          if (use === undefined && !isActive) return null;
          const words = `${name}, ${service}: ${use === undefined ? 'not granted' : wordsOfUse(use, auditedAt)}`;
          return (
            <div
              key={service}
              id={`${id}-${index}-${column}`}
              class={`matrix-cell${isActive ? ' active' : ''}${use === undefined ? '' : ` mark ${markOf(use, auditedAt)}`}`}
              role="gridcell"
              tabIndex={-1}
              aria-colindex={column + 2}
              aria-label={words}
              title={words}
              style={{ left: `${sizes.name + column * sizes.column}px` }}
              data-place={nameOfPlace({ row: index, column })}
            />
          );
        })}
      </div>
    );
  }, [id, row, index, top, columns, first, end, activeColumn, auditedAt]);
}
