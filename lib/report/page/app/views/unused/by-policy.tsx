import { useMemo } from 'preact/hooks';
import { route } from '../../location.ts';
import { useModel } from '../../model/model.ts';
import { PrincipalLink } from '../../parts/links.tsx';
import { type Column, VirtualTable } from '../../parts/virtual-table.tsx';
import { hashOf } from '../../route.ts';
import { attachmentRows } from './attachment-rows.ts';
import { countText } from './count-text.ts';
import { NothingFits } from './nothing-fits.tsx';
import { filterPolicyRows, type PolicyRow, policyOrders, policyRows, sortPolicyRows } from './policy-rows.ts';
import { ChoiceOf, UnusedFilters } from './unused-filters.tsx';
import { UnusedNames, UseCell } from './use-cell.tsx';

/** Every managed policy, with what nobody who holds it uses. */
export function ByPolicy() {
  const model = useModel();
  const { params } = route.value;
  const { sort, ...filters } = params;
  const all = useMemo(() => policyRows(model, attachmentRows(model)), [model]);
  const filterKey = hashOf('unused', filters);
  // filterKey says all of the filters, which are another object each time.
  const found = useMemo(() => filterPolicyRows(all, params), [all, filterKey]);
  const rows = useMemo(() => sortPolicyRows(found, params), [found, sort]);
  return (
    <>
      <UnusedFilters
        search="Search policies"
        orders={policyOrders}
        count={countText(rows.length, all.length, ['managed policy', 'managed policies'])}
      >
        <ChoiceOf
          name="managed"
          label="Managed by"
          all="Managed by anyone"
          choices={{ customer: 'Managed by the account', aws: 'Managed by AWS' }}
        />
      </UnusedFilters>
      <div class="unused-table">
        {rows.length === 0 ? (
          <NothingFits />
        ) : (
          <VirtualTable
            label="Managed policies"
            columns={columns}
            rows={rows}
            keyOf={({ policy }) => policy.arn}
            onOpen={({ policy }) => {
              location.hash = hashOf('findings', { resource: policy.arn, family: 'unused' });
            }}
          />
        )}
      </div>
    </>
  );
}

const columns: readonly Column<PolicyRow>[] = [
  {
    id: 'policy',
    label: 'Policy',
    width: 'minmax(12rem, 1.5fr)',
    cell: ({ policy: { arn, name, managedBy } }) => (
      <>
        <PrincipalLink arn={arn} name={name} /> {managedBy === 'aws' && <span class="muted">AWS</span>}
      </>
    ),
  },
  { id: 'holders', label: 'Held by', width: 'minmax(8rem, 0.8fr)', cell: (row) => <Holders row={row} /> },
  {
    id: 'idle',
    label: 'Wholly unused by',
    width: '8rem',
    cell: ({ holders, idleHolders }) => holders > 0 && `${idleHolders} of ${holders}`,
  },
  {
    id: 'services',
    label: 'Services',
    width: '13rem',
    cell: ({ policy, holders, counts }) => {
      if (policy.document?.services == null) return 'could not be read';
      return holders > 0 ? <UseCell counts={counts} /> : `${policy.document.services.length} granted to nobody`;
    },
  },
  {
    id: 'unused',
    label: 'Services that nobody uses who holds it',
    width: 'minmax(10rem, 1.5fr)',
    cell: ({ services }) => <UnusedNames services={services} />,
  },
];

function Holders({ row: { policy, holders, bounded } }: { readonly row: PolicyRow }) {
  return (
    <>
      {holders === 0 ? (
        <span class="muted">nobody</span>
      ) : (
        <a href={hashOf('unused', { by: 'attachment', policy: policy.arn })}>
          {holders.toLocaleString('en')} {holders === 1 ? 'principal' : 'principals'}
        </a>
      )}
      {bounded > 0 && <span class="muted"> boundary of {bounded.toLocaleString('en')}</span>}
    </>
  );
}
