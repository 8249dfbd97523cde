import type { DaysAgo } from '../../chance.ts';
import {
  type DraftPrincipal,
  type Holding,
  holdingsOf,
  lastUseOf,
  latest,
  servicesHeld,
  servicesReported,
} from '../../holdings.ts';
import type { Composition } from '../../meaning.ts';
import type { DraftAccount, DraftRole, DraftUser } from '../../model.ts';
import type { UnknownCode } from '../truth.ts';
import { isRecent, isYoung, untrackedRegions } from './rules.ts';

/** What can be known of the use of something. `nothing`: there was nothing to use. */
export type Use = 'used' | 'unused' | 'nothing' | Hidden;

/** Nothing, for one reason, or for any of several. */
interface Hidden {
  readonly unknown: UnknownCode;
  readonly orElse?: readonly UnknownCode[];
}

/** What AWS lets an auditor know of the use of an account, worked out from what was really used. */
export class KnownUse {
  readonly #untrackedInUse: ReadonlySet<string>;
  readonly #holdings = new Map<DraftPrincipal, readonly Holding[]>();
  readonly #reported = new Map<DraftPrincipal, ReadonlySet<string>>();
  readonly #uses = new Map<DraftPrincipal, Use>();

  constructor({ optedInRegions }: DraftAccount) {
    this.#untrackedInUse = new Set(optedInRegions.filter((region) => untrackedRegions.has(region)));
  }

  holdingsOf(principal: DraftPrincipal): readonly Holding[] {
    return remember(this.#holdings, principal, holdingsOf);
  }

  /** Whether a user or role was used at all: by its credentials or sessions, or by a service in AWS's report on it. */
  ofPrincipal(principal: DraftPrincipal): Use {
    return remember(this.#uses, principal, () => this.#ofPrincipal(principal));
  }

  #ofPrincipal(principal: DraftPrincipal): Use {
    const services = this.#hasReport(principal) ? this.#reportedUse(principal) : [];
    const times = principal.kind === 'user' ? timesOfCredentials(principal) : [rememberedUseOf(principal)];
    if (isRecent(latest([...services, ...times]))) {
      return 'used';
    }
    // A user who may do nothing can at most sign in, and that is seen everywhere.
    if (principal.kind === 'user' && !this.mayDoSomething(principal)) {
      return 'unused';
    }
    return this.unusedWhereSeen(this.holdingsOf(principal).map(({ composition }) => composition));
  }

  /**
   * Whether a principal used a service, as granted by these policies.
   *
   * @param isUse whether a use at this age still counts
   */
  ofService(
    principal: DraftPrincipal,
    service: string,
    granting: readonly Composition[],
    isUse: (lastUsed: DaysAgo | null) => boolean = isRecent,
  ): Use {
    const isReported = this.#hasReport(principal) && this.#reportedServices(principal).has(service);
    if (isReported && isUse(principal.used.get(service) ?? null)) {
      return 'used';
    }
    // A role that was not used at all used none of its services, whatever its report says, or whether there is one.
    if (principal.kind === 'role' && this.ofPrincipal(principal) !== 'used') {
      return this.unusedWhereSeen(granting);
    }
    if (isReported) {
      const isRecorded = granting.some(({ unrecorded }) => !unrecorded.has(service));
      return isRecorded ? this.unusedWhereSeen(granting) : { unknown: 'untracked' };
    }
    const isNamed = granting.some(({ grants }) => grants.get(service) === 'named');
    return isNamed && servicesHeld(principal).has(service) ? { unknown: 'untracked' } : 'nothing';
  }

  /** Whether a principal used anything that a policy grants it, as the policy now is. */
  ofPolicy(principal: DraftPrincipal, composition: Composition, updated: DaysAgo | null): Use {
    const uses = [...composition.grants.keys()].map((service) => this.ofService(principal, service, [composition]));
    if (uses.includes('used')) {
      return 'used';
    }
    const judged = uses.filter((use) => use !== 'nothing');
    if (judged.length === 0) {
      return 'nothing';
    }
    if (isYoung(Math.min(principal.created, updated ?? principal.created))) {
      return { unknown: 'young' };
    }
    const [hidden, ...others] = judged.filter((use) => typeof use === 'object');
    return hidden ? { ...hidden, orElse: others.map(({ unknown }) => unknown) } : 'unused';
  }

  /** Nothing is unused that can be used where AWS records no use. */
  unusedWhereSeen(granting: readonly Composition[]): 'unused' | { readonly unknown: UnknownCode } {
    const regions = confinementOf(granting);
    const untracked = [...(regions ?? this.#untrackedInUse)].filter((region) => untrackedRegions.has(region));
    const isOnlyThere = regions !== null && untracked.length === regions.length && untracked.length > 0;
    const isHidden = isOnlyThere || untracked.some((region) => this.#untrackedInUse.has(region));
    return isHidden ? { unknown: 'untracked-region' } : 'unused';
  }

  #reportedServices(principal: DraftPrincipal): ReadonlySet<string> {
    return remember(this.#reported, principal, servicesReported);
  }

  #reportedUse(principal: DraftPrincipal): readonly DaysAgo[] {
    const reported = this.#reportedServices(principal);
    return [...principal.used].filter(([service]) => reported.has(service)).map(([, ago]) => ago);
  }

  /** None is asked for where it cannot change a finding: of who may do nothing, and of roles that were not used at all. */
  #hasReport(principal: DraftPrincipal): boolean {
    return this.mayDoSomething(principal) && (principal.kind === 'user' || isRecent(rememberedUseOf(principal)));
  }

  /** Nobody knows what a policy that cannot be read allows. */
  mayDoSomething(principal: DraftPrincipal): boolean {
    return this.holdingsOf(principal).some(
      ({ composition }) => composition.grants.size > 0 || typeof composition.document === 'string',
    );
  }
}

function timesOfCredentials({ password, keys }: DraftUser): readonly (DaysAgo | null)[] {
  return [password?.lastUsed ?? null, ...keys.map(({ lastUsed }) => lastUsed)];
}

/** AWS tells of the last use of a role for 400 days. */
const trackingDays = 400;

function rememberedUseOf(role: DraftRole): DaysAgo | null {
  const lastUse = lastUseOf(role);
  return lastUse !== null && lastUse <= trackingDays ? lastUse : null;
}

/** The Regions outside of which these policies allow nothing; null: none are. Policies that allow nothing do not widen it. */
function confinementOf(compositions: readonly Composition[]): readonly string[] | null {
  if (compositions.some(({ document }) => typeof document === 'string')) {
    return null;
  }
  const allowing = compositions.filter(({ grants }) => grants.size > 0).map(({ confinedTo }) => confinedTo);
  const confinements = allowing.filter((regions) => regions !== null);
  return allowing.length > 0 && confinements.length === allowing.length ? [...new Set(confinements.flat())] : null;
}

function remember<Key, Value>(known: Map<Key, Value>, key: Key, make: (key: Key) => Value): Value {
  const value = known.get(key) ?? make(key);
  known.set(key, value);
  return value;
}
