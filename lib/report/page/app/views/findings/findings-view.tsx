import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Finding } from '../../../../../findings/finding.ts';
import { route, setParams } from '../../location.ts';
import { filterFindings } from '../../model/filter-findings.ts';
import { useModel } from '../../model/model.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { ListAndDetail } from '../../parts/list-and-detail.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import { dayOf } from '../../parts/time.tsx';
import { type Column, VirtualTable } from '../../parts/virtual-table.tsx';
import { hashOf } from '../../route.ts';
import { FindingDetail } from './finding-detail.tsx';
import { FindingFilters } from './finding-filters.tsx';
import { type FindingRow, findingRows, keyOfRow } from './finding-rows.ts';

/** Every finding: searched, filtered, grouped by resource, one of them open beside the list. */
export function FindingsView() {
  const model = useModel();
  const { params } = route.value;
  const { id, group, ...filters } = params;
  const filterKey = hashOf('findings', filters);
  // filterKey says all of filters, which are another object each time.
  const found = useMemo(() => filterFindings(model, filters), [model, filterKey]);
  const rows = useMemo(() => findingRows(found, group === 'resource'), [found, group]);
  const open = id === undefined ? undefined : model.findingById.get(id);
  const openRow = (row: FindingRow) => {
    if (row.kind === 'finding') setParams({ id: row.finding.id });
  };
  return (
    <>
      <div class="view-head">
        <h1>Findings</h1>
        <p aria-live="polite" class="muted">
          {countText(found.length, model.findings.length)}
        </p>
      </div>
      <FindingFilters />
      <ListAndDetail detail={open === undefined ? null : <FindingDetail key={open.id} finding={open} />}>
        {rows.length === 0 ? (
          <NothingFound isEmpty={model.findings.length === 0} />
        ) : (
          <VirtualTable
            label="Findings"
            columns={columns}
            rows={rows}
            keyOf={keyOfRow}
            heading={headingOf}
            openKey={id}
            onOpen={openRow}
          />
        )}
        {id !== undefined && open === undefined && <p role="alert">This report has no finding {id.slice(0, 16)}.</p>}
      </ListAndDetail>
    </>
  );
}

function countText(shown: number, all: number): string {
  const total = all.toLocaleString('en');
  return shown === all ? `${total} findings` : `${shown.toLocaleString('en')} of ${total} findings`;
}

function NothingFound({ isEmpty }: { readonly isEmpty: boolean }) {
  return isEmpty ? (
    <EmptyState title="Nothing was found">What could not be looked at is on the overview.</EmptyState>
  ) : (
    <EmptyState title="No finding fits">
      <a href={hashOf('findings')}>Show all findings</a>
    </EmptyState>
  );
}

function headingOf(row: FindingRow) {
  if (row.kind === 'finding') return null;
  return (
    <>
      <strong>
        <Foreign text={row.resource.name} />
      </strong>{' '}
      <span class="muted">
        {row.resource.type}, {row.count} {row.count === 1 ? 'finding' : 'findings'}
      </span>
    </>
  );
}

const columns: readonly Column<FindingRow>[] = [
  {
    id: 'severity',
    label: 'Severity',
    width: '6rem',
    cell: ofFinding((finding) => <SeverityBadge severity={finding.severity} />),
  },
  {
    id: 'finding',
    label: 'Finding',
    width: 'minmax(16rem, 3fr)',
    cell: ofFinding(({ title, detail }) => (
      <>
        <div class="cell-title">{title}</div>
        <div class="muted cell-line">
          <Foreign text={detail} />
        </div>
      </>
    )),
  },
  {
    id: 'resource',
    label: 'Resource',
    width: 'minmax(9rem, 1.3fr)',
    cell: ofFinding(({ resource }) => (
      <>
        <div class="cell-line">
          <Foreign text={resource.name} />
        </div>
        <div class="muted cell-line">{resource.type}</div>
      </>
    )),
  },
  { id: 'status', label: 'Status', width: '5.5rem', cell: ofFinding(({ status }) => status) },
  { id: 'seen', label: 'First seen', width: '6.5rem', cell: ofFinding(({ firstSeenAt }) => dayOf(firstSeenAt)) },
];

function ofFinding(cell: (finding: Finding) => ComponentChildren): Column<FindingRow>['cell'] {
  return (row) => (row.kind === 'finding' ? cell(row.finding) : null);
}
