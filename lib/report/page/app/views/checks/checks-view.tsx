import './checks.css';
import { useMemo } from 'preact/hooks';
import { route, setParams } from '../../location.ts';
import { checkRows, groupingsOf } from '../../model/checks.ts';
import { useModel } from '../../model/model.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ListAndDetail } from '../../parts/list-and-detail.tsx';
import { VirtualTable } from '../../parts/virtual-table.tsx';
import { hashOf } from '../../route.ts';
import { columns, headingOf } from './check-columns.tsx';
import { CheckDetail } from './check-detail.tsx';
import { CheckFilters } from './check-filters.tsx';

/** The catalogue with what came of each check, by family or by the number of a benchmark; one of them open beside it. */
export function ChecksView() {
  const model = useModel();
  const { params } = route.value;
  const { id, by, ...filters } = params;
  const groupings = useMemo(() => groupingsOf(model), [model]);
  const grouping = groupings.find((each) => each.id === by) ?? groupings[0];
  const filterKey = hashOf('checks', filters);
  // filterKey says all of filters, which are another object each time.
  const rows = useMemo(() => checkRows(model, grouping, filters), [model, grouping, filterKey]);
  const listed = new Set(rows.flatMap((row) => (row.kind === 'check' ? [row.check.id] : [])));
  const open = id === undefined ? undefined : model.checkById.get(id);
  // A check can be under several numbers: the first one is the open one.
  const openRow = rows.find((row) => row.kind === 'check' && row.check.id === id);
  return (
    <>
      <div class="view-head">
        <h1>Checks</h1>
        <p aria-live="polite" class="muted">
          {listed.size === model.data.catalogue.length
            ? `${listed.size} checks`
            : `${listed.size} of ${model.data.catalogue.length} checks`}
          {grouping.id !== 'family' && '; what no check looks at is not listed, and nothing is said about it'}
        </p>
      </div>
      <CheckFilters groupings={groupings} grouping={grouping} />
      <ListAndDetail detail={open === undefined ? null : <CheckDetail key={open.id} check={open} />}>
        {rows.length === 0 ? (
          <EmptyState title="No check fits">
            <a href={hashOf('checks')}>Show all checks</a>
          </EmptyState>
        ) : (
          <VirtualTable
            label="Checks"
            columns={columns}
            rows={rows}
            keyOf={({ key }) => key}
            heading={headingOf}
            openKey={openRow?.key}
            onOpen={(row) => {
              if (row.kind === 'check') setParams({ id: row.check.id });
            }}
          />
        )}
        {id !== undefined && open === undefined && <p role="alert">The catalogue has no check {id.slice(0, 64)}.</p>}
      </ListAndDetail>
    </>
  );
}
