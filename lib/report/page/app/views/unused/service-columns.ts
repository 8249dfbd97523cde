import { compareText } from '../../../../../findings/order.ts';
import { totalOf, type UseCounts } from '../../model/use-counts.ts';
import type { PrincipalRow } from './principal-rows.ts';

/** A service in the matrix, with those who are granted it by how they used it. */
export interface ServiceColumn {
  readonly service: string;
  readonly counts: UseCounts;
}

/** How services can be sorted, as the address names it. */
export const serviceOrders = {
  held: 'most granted first',
  unused: 'most unused first',
  used: 'most used first',
  name: 'by name',
};

/**
 * The services that any of these principals is granted.
 *
 * @param chosen comes first, wherever it belongs
 */
export function serviceColumns(
  rows: readonly PrincipalRow[],
  {
    services: order,
    service: chosen,
  }: { readonly services?: string | undefined; readonly service?: string | undefined },
): readonly ServiceColumn[] {
  const counts = new Map<string, { used: number; unused: number; unknown: number }>();
  for (const { principal } of rows) {
    for (const { service, status } of principal.services) {
      const known = counts.get(service);
      if (known !== undefined) known[status] += 1;
      else counts.set(service, { used: 0, unused: 0, unknown: 0, [status]: 1 });
    }
  }
  const weigh = weightBy(order);
  return Array.from(counts, ([service, each]) => ({ service, counts: each })).sort(
    (a, b) =>
      Number(b.service === chosen) - Number(a.service === chosen) ||
      weigh(b.counts) - weigh(a.counts) ||
      compareText(a.service, b.service),
  );
}

function weightBy(order: string | undefined): (counts: UseCounts) => number {
  switch (order) {
    case 'unused':
    case 'used':
      return (counts) => counts[order];
    case 'name':
      return () => 0;
    default:
      return totalOf;
  }
}
