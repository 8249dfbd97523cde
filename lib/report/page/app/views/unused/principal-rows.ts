import { compareText } from '../../../../../findings/order.ts';
import type { PagePrincipal, PageServiceUse, PageUse } from '../../../page-data.ts';
import { countServices, type UseCounts, useByService } from '../../model/use-counts.ts';
import type { Params } from '../../route.ts';
import { compareNames } from './by-name.ts';
import { commonFilter } from './filters.ts';

/** A user or role in the matrix. */
export interface PrincipalRow {
  readonly principal: PagePrincipal;
  readonly services: readonly PageServiceUse[];
  readonly counts: UseCounts;
  /** What is searched in, in lower case. */
  readonly haystack: string;
}

export function principalRows(principals: readonly PagePrincipal[]): readonly PrincipalRow[] {
  return principals.map((principal) => ({
    principal,
    services: principal.services,
    counts: countServices(principal.services),
    haystack: principal.arn.toLowerCase(),
  }));
}

/** The rows that fit the address. */
export function filterPrincipalRows(rows: readonly PrincipalRow[], params: Params): readonly PrincipalRow[] {
  const { kind, origin } = params;
  const fits = commonFilter(params);
  return rows.filter(
    (row) =>
      (kind === undefined || row.principal.kind === kind) &&
      (origin === undefined || row.principal.origin === origin) &&
      fits(row),
  );
}

/** How principals can be sorted, as the address names it. */
export const principalOrders = { unused: 'most unused first', name: 'by name', use: 'longest idle first' };

/**
 * Sorted as the address asks, else those with most unused services first.
 *
 * @param service whose last use counts in place of the principal's own
 */
export function sortPrincipalRows(rows: readonly PrincipalRow[], { sort, service }: Params): readonly PrincipalRow[] {
  const byName = (a: PrincipalRow, b: PrincipalRow) => compareNames(a.principal.name, b.principal.name);
  if (sort === 'name') return rows.toSorted(byName);
  if (sort !== 'use') return rows.toSorted((a, b) => b.counts.unused - a.counts.unused || byName(a, b));
  const keys = new Map(rows.map((row) => [row, idleness(useOf(row.principal, service))]));
  return rows.toSorted((a, b) => compareText(keys.get(a) ?? '', keys.get(b) ?? '') || byName(a, b));
}

function useOf({ use, services }: PagePrincipal, service: string | undefined): PageUse {
  return (service === undefined ? undefined : useByService(services).get(service)) ?? use;
}

/** Sorts what was never used before what was used long ago, and what nobody knows after what was used today. */
function idleness(use: PageUse): string {
  return use.status === 'unknown' ? 'unknown' : (use.lastUsedAt ?? '');
}
