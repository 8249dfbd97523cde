import type { DaysAgo } from './chance.ts';
import { everything } from './compose.ts';
import type { Composition } from './meaning.ts';
import type { DraftGroup, DraftPolicy, DraftRole, DraftUser } from './model.ts';
import { allServices } from './services.ts';

export type DraftPrincipal = DraftUser | DraftRole;

/** One policy in the hands of a principal. */
export interface Holding {
  readonly composition: Composition;
  /** The managed policy; undefined for an inline one. */
  readonly policy: DraftPolicy | undefined;
  readonly name: string;
  /** Held through a group, and not by the principal itself. */
  readonly throughGroup: boolean;
}

/** What a principal holds: its own policies, and those of its groups. */
export function holdingsOf(principal: DraftPrincipal): readonly Holding[] {
  const groups = principal.kind === 'user' ? principal.groups : [];
  return [principal, ...groups].flatMap((holder: DraftPrincipal | DraftGroup) => {
    const throughGroup = holder !== principal;
    return [
      ...holder.policies.map((policy) => ({
        composition: policy.composition,
        policy,
        name: policy.name,
        throughGroup,
      })),
      ...[...holder.inline].map(([name, composition]) => ({ composition, policy: undefined, name, throughGroup })),
    ];
  });
}

/** Whether policies make an administrator together. Who is denied all of IAM cannot give itself anything back. */
export function areAdministrators(compositions: readonly Composition[]): boolean {
  return compositions.includes(everything) && !compositions.some(({ denies }) => denies.has('iam'));
}

const known = new Set(allServices);

/** The services that AWS's report on the principal lists: what its policies grant together, and none of them denies whole. */
export function servicesReported(principal: DraftPrincipal): ReadonlySet<string> {
  return new Set([...servicesHeld(principal)].filter((service) => known.has(service)));
}

/** The same with those that AWS has closed, and reports on nobody. */
export function servicesHeld(principal: DraftPrincipal): ReadonlySet<string> {
  const holdings = holdingsOf(principal);
  const held = new Set(holdings.flatMap(({ composition }) => [...composition.grants.keys()]));
  for (const { composition } of holdings) {
    for (const service of composition.denies) {
      held.delete(service);
    }
  }
  return held;
}

/** When a role was last used: as its story says, or when it last called a service. */
export function lastUseOf(role: DraftRole): DaysAgo | null {
  return role.lastUsed === undefined ? latest(role.used.values()) : role.lastUsed;
}

/** The latest of some times; null when there is none. */
export function latest(times: Iterable<DaysAgo | null>): DaysAgo | null {
  let last: DaysAgo | null = null;
  for (const time of times) {
    if (time !== null && (last === null || time < last)) {
      last = time;
    }
  }
  return last;
}
