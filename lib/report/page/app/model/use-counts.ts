import { oncePer } from '../../../../checks/once.ts';
import type { PageServiceUse, PageUse } from '../../page-data.ts';

/** How many of something were used, were not, and cannot be judged. */
export type UseCounts = Readonly<Record<PageUse['status'], number>>;

export function countStatuses(uses: Iterable<Pick<PageUse, 'status'>>): UseCounts {
  const counts = { used: 0, unused: 0, unknown: 0 };
  for (const { status } of uses) counts[status] += 1;
  return counts;
}

/** The services that somebody is granted, by their use. Lists are shared, so that most are counted already. */
export const countServices = oncePer((services: readonly PageServiceUse[]): UseCounts => countStatuses(services));

/** The services that were not used, in the order of the list. */
export const unusedServices = oncePer((services: readonly PageServiceUse[]): readonly string[] =>
  services.filter(({ status }) => status === 'unused').map(({ service }) => service),
);

/** What is known of each service that somebody is granted. */
export const useByService = oncePer(
  (services: readonly PageServiceUse[]): ReadonlyMap<string, PageServiceUse> =>
    new Map(services.map((use) => [use.service, use])),
);

export function addCounts(left: UseCounts, right: UseCounts): UseCounts {
  return {
    used: left.used + right.used,
    unused: left.unused + right.unused,
    unknown: left.unknown + right.unknown,
  };
}

export const nothingCounted: UseCounts = { used: 0, unused: 0, unknown: 0 };

export function totalOf({ used, unused, unknown }: UseCounts): number {
  return used + unused + unknown;
}

/** How much of what is known was not used, in whole percent, rounded down; null where nothing is known. */
export function unusedPercent({ used, unused }: Pick<UseCounts, 'used' | 'unused'>): number | null {
  return used + unused === 0 ? null : Math.floor((100 * unused) / (used + unused));
}
