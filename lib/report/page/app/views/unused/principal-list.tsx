import './principal-list.css';
import { useRef } from 'preact/hooks';
import { totalOf, unusedServices } from '../../model/use-counts.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { PrincipalLink } from '../../parts/links.tsx';
import { UseBar } from '../../parts/use-bar.tsx';
import { useVirtual } from '../../parts/use-virtual.ts';
import type { PrincipalRow } from './principal-rows.ts';

/** In pixels; the styles have the same. */
const ROW_HEIGHT = 88;

/** Users and roles with the services that they don't use, for screens that are too narrow for the matrix. */
export function PrincipalList({ rows }: { readonly rows: readonly PrincipalRow[] }) {
  const scrolled = useRef<HTMLDivElement>(null);
  const virtual = useVirtual(scrolled, { count: rows.length, itemSize: ROW_HEIGHT, headSize: 0 });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has to be reached by keyboard
    <section ref={scrolled} class="principal-list" aria-label="Users and roles" tabIndex={0}>
      <ul style={{ height: `${virtual.getTotalSize()}px` }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return (
            row !== undefined && (
              <li
                key={row.principal.arn}
                aria-setsize={rows.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)` }}
              >
                <PrincipalItem row={row} />
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
}

function PrincipalItem({ row: { principal, counts, services } }: { readonly row: PrincipalRow }) {
  const names = unusedServices(services);
  return (
    <>
      <div class="principal-item-head">
        <PrincipalLink arn={principal.arn} name={principal.name} />
        <span class="muted">
          {counts.unused} of {totalOf(counts)} unused{counts.unknown > 0 && `, ${counts.unknown} unknown`}
        </span>
      </div>
      <UseBar counts={counts} />
      <div class="muted principal-item-services">
        <Foreign text={names.length === 0 ? wordsOfNone(counts.unknown) : names.join(', ')} />
      </div>
    </>
  );
}

function wordsOfNone(unknown: number): string {
  return unknown === 0 ? 'Nothing is unused' : 'Nothing is known to be unused';
}
