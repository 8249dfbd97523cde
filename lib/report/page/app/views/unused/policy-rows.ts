import { compareText } from '../../../../../findings/order.ts';
import type { PagePolicy, PageUse } from '../../../page-data.ts';
import type { Model } from '../../model/model.ts';
import { countStatuses, type UseCounts } from '../../model/use-counts.ts';
import type { Params } from '../../route.ts';
import type { AttachmentRow } from './attachment-rows.ts';
import { compareNames } from './by-name.ts';
import { commonFilter } from './filters.ts';

/** A managed policy, in the hands of all who hold it. */
export interface PolicyRow {
  readonly policy: PagePolicy;
  /** Users and roles that hold it, themselves or through groups. */
  readonly holders: number;
  /** Those of them who used nothing of what it grants them. */
  readonly idleHolders: number;
  /** Nobody uses anything of it, and that is known of everybody to whom it grants something. */
  readonly isIdle: boolean;
  /** Users and roles whose permissions boundary it is. */
  readonly bounded: number;
  /** What it grants its holders, in alphabetical order, each as used as it is by whoever used it most. */
  readonly services: readonly { readonly service: string; readonly status: PageUse['status'] }[];
  readonly counts: UseCounts;
  /** What is searched in, in lower case. */
  readonly haystack: string;
}

/** @param attachments of all principals that count */
export function policyRows(model: Model, attachments: readonly AttachmentRow[]): readonly PolicyRow[] {
  const byPolicy = Map.groupBy(attachments, ({ policyArn }) => policyArn);
  const boundaries = Map.groupBy(model.data.principals, ({ boundaryArn }) => boundaryArn);
  return model.data.policies.map((policy) => {
    const held = [...Map.groupBy(byPolicy.get(policy.arn) ?? [], ({ principal }) => principal).values()];
    const services = servicesOf(held.flat());
    const isIdle = (grants: readonly AttachmentRow[]) => grants.every(({ status }) => status === 'unused');
    const isInUseOrDoubt = ({ status }: AttachmentRow) => status === 'used' || status === 'unknown';
    return {
      policy,
      holders: held.length,
      idleHolders: held.filter(isIdle).length,
      isIdle: held.some(isIdle) && !held.flat().some(isInUseOrDoubt),
      bounded: boundaries.get(policy.arn)?.length ?? 0,
      services,
      counts: countStatuses(services),
      haystack: policy.arn.toLowerCase(),
    };
  });
}

/** What anybody used is used; what nobody used is unused only where that is known of everybody. */
function servicesOf(held: readonly AttachmentRow[]): PolicyRow['services'] {
  const statuses = new Map<string, PageUse['status']>();
  for (const { service, status } of held.flatMap(({ services }) => services)) {
    const before = statuses.get(service) ?? status;
    statuses.set(service, ranks[status] > ranks[before] ? status : before);
  }
  return Array.from(statuses, ([service, status]) => ({ service, status })).sort((a, b) =>
    compareText(a.service, b.service),
  );
}

const ranks: Readonly<Record<PageUse['status'], number>> = { unused: 0, unknown: 1, used: 2 };

/** The rows that fit the address. */
export function filterPolicyRows(rows: readonly PolicyRow[], params: Params): readonly PolicyRow[] {
  const { managed } = params;
  const fits = commonFilter(params);
  return rows.filter((row) => (managed === undefined || row.policy.managedBy === managed) && fits(row));
}

/** How policies can be sorted, as the address names it. */
export const policyOrders = {
  idle: 'wholly unused first',
  unused: 'most unused first',
  holders: 'most holders first',
  name: 'by name',
};

export function sortPolicyRows(rows: readonly PolicyRow[], { sort }: Params): readonly PolicyRow[] {
  const byName = (a: PolicyRow, b: PolicyRow) => compareNames(a.policy.name, b.policy.name);
  const byUnused = (a: PolicyRow, b: PolicyRow) => b.counts.unused - a.counts.unused || byName(a, b);
  if (sort === 'name') return rows.toSorted(byName);
  if (sort === 'unused') return rows.toSorted(byUnused);
  if (sort === 'holders') return rows.toSorted((a, b) => b.holders - a.holders || byUnused(a, b));
  return rows.toSorted(
    (a, b) => Number(b.isIdle) - Number(a.isIdle) || b.idleHolders - a.idleHolders || byUnused(a, b),
  );
}
