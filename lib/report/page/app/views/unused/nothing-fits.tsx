import { route } from '../../location.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { hashOf } from '../../route.ts';

/** Said where a table has no row. */
export function NothingFits() {
  return (
    <EmptyState title="Nothing fits">
      <a href={hashOf('unused', { by: route.value.params.by })}>Show all</a>
    </EmptyState>
  );
}
