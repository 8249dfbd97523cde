import { useMemo } from 'preact/hooks';
import { route } from '../../location.ts';
import { useModel } from '../../model/model.ts';
import { isNarrow } from '../../parts/narrow.ts';
import { isPrinting } from '../../parts/printing.ts';
import { hashOf } from '../../route.ts';
import { countText } from './count-text.ts';
import { Matrix } from './matrix.tsx';
import { NothingFits } from './nothing-fits.tsx';
import { PrincipalList } from './principal-list.tsx';
import { filterPrincipalRows, principalOrders, principalRows, sortPrincipalRows } from './principal-rows.ts';
import { PrintedPrincipals } from './printed-principals.tsx';
import { serviceColumns, serviceOrders } from './service-columns.ts';
import { Order, PrincipalFilters, UnusedFilters } from './unused-filters.tsx';

/** Users and roles with the services that they are granted and use: a matrix, or a list where there is no room for one. */
export function ByPrincipal() {
  const { principals } = useModel().data;
  const { params } = route.value;
  const { sort, services, service, ...filters } = params;
  const all = useMemo(() => principalRows(principals), [principals]);
  const filterKey = hashOf('unused', { ...filters, service });
  // filterKey says all of the filters, which are another object each time.
  const found = useMemo(() => filterPrincipalRows(all, params), [all, filterKey]);
  const rows = useMemo(() => sortPrincipalRows(found, params), [found, sort, service]);
  const columns = useMemo(() => serviceColumns(found, { services, service }), [found, services, service]);
  const isWide = !isNarrow.value;
  const shown = countText(rows.length, all.length, ['user or role', 'users and roles']);
  return (
    <>
      <UnusedFilters
        search="Search names and ARNs"
        orders={principalOrders}
        count={`${shown}, ${countText(columns.length, columns.length, ['service', 'services'])}`}
      >
        <PrincipalFilters />
        {isWide && <Order name="services" label="Services" orders={serviceOrders} />}
      </UnusedFilters>
      <div class="unused-table">
        {rows.length === 0 ? (
          <NothingFits />
        ) : isPrinting.value ? (
          <PrintedPrincipals rows={rows} />
        ) : isWide ? (
          <Matrix rows={rows} columns={columns} chosen={service} />
        ) : (
          <PrincipalList rows={rows} />
        )}
      </div>
    </>
  );
}
