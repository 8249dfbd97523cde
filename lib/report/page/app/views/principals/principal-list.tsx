import { useMemo } from 'preact/hooks';
import { route } from '../../location.ts';
import { useModel } from '../../model/model.ts';
import { filterPrincipals, type PrincipalRow, principalRows } from '../../model/principals.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { ListAndDetail } from '../../parts/list-and-detail.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import { dayOf } from '../../parts/time.tsx';
import { type Column, VirtualTable } from '../../parts/virtual-table.tsx';
import { hashOf } from '../../route.ts';
import { powerWords } from '../../words.ts';
import { PrincipalFilters } from './principal-filters.tsx';

/** Every user and role, searched and filtered; a row leads to its page. */
export function PrincipalList() {
  const model = useModel();
  const { params } = route.value;
  const filterKey = hashOf('principals', params);
  const rows = useMemo(() => principalRows(model), [model]);
  // filterKey says all of params, which are another object each time.
  const found = useMemo(() => filterPrincipals(rows, params), [rows, filterKey]);
  return (
    <>
      <div class="view-head">
        <h1>Principals</h1>
        <p aria-live="polite" class="muted">
          {countText(found.length, rows.length)}
        </p>
      </div>
      <PrincipalFilters rows={rows} />
      <ListAndDetail detail={null}>
        {found.length === 0 ? (
          <NothingFound isEmpty={rows.length === 0} />
        ) : (
          <VirtualTable
            label="Principals"
            columns={columns}
            rows={found}
            keyOf={({ principal }) => principal.arn}
            onOpen={({ principal }) => {
              location.hash = hashOf('principals', { arn: principal.arn });
            }}
          />
        )}
      </ListAndDetail>
    </>
  );
}

function countText(shown: number, all: number): string {
  const total = all.toLocaleString('en');
  return shown === all ? `${total} users and roles` : `${shown.toLocaleString('en')} of ${total} users and roles`;
}

function NothingFound({ isEmpty }: { readonly isEmpty: boolean }) {
  return isEmpty ? (
    <EmptyState title="The snapshot holds no user and no role">
      What could not be looked at is on the <a href={hashOf('overview')}>overview</a>.
    </EmptyState>
  ) : (
    <EmptyState title="No principal fits">
      <a href={hashOf('principals')}>Show all principals</a>
    </EmptyState>
  );
}

const columns: readonly Column<PrincipalRow>[] = [
  {
    id: 'name',
    label: 'Name',
    width: 'minmax(14rem, 2fr)',
    cell: ({ principal }) => (
      <>
        <div class="cell-title">
          <Foreign text={principal.name} />
        </div>
        <div class="muted cell-line">
          {principal.kind}
          {principal.path !== '/' && (
            <>
              , <Foreign text={principal.path} />
            </>
          )}
        </div>
      </>
    ),
  },
  {
    id: 'worst',
    label: 'Gravest finding',
    width: '7.5rem',
    cell: ({ worst }) => (worst === null ? <span class="muted">none</span> : <SeverityBadge severity={worst} />),
  },
  {
    id: 'findings',
    label: 'Findings',
    width: '4.5rem',
    cell: ({ standing }) => standing.toLocaleString('en'),
  },
  { id: 'power', label: 'Administrator', width: '8.5rem', cell: ({ power }) => powerWords[power] },
  {
    id: 'use',
    label: 'Last used',
    width: '10rem',
    cell: ({ principal: { use } }) => {
      if (use.status === 'unknown') return <span title={use.reason}>unknown</span>;
      const at = use.lastUsedAt === null ? 'no recorded use' : dayOf(use.lastUsedAt);
      return use.status === 'used' ? at : <strong>{at}</strong>;
    },
  },
];
