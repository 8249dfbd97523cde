import { levelsTogether } from '../policy/access-levels.ts';
import { catalogue } from '../policy/catalogue/catalogue.ts';
import { type DeniedActions, unconditionalDenies } from '../policy/denied.ts';
import { type PolicyDocument, policyOf } from '../policy/document.ts';
import { type PrincipalServiceGrant, type SourcedPolicy, servicesOfPrincipal } from '../policy/services-granted.ts';
import { isUnlimited, statementsOf } from '../policy/statement-actions.ts';
import type { StoredDocument } from '../snapshot/snapshot.ts';
import type { AccountView, Grant, Principal } from './account-view.ts';
import { type GrantedService, isRecorded, servicesByDocument } from './granted-services.ts';
import { once } from './once.ts';

/** A service that a principal's policies grant it together. */
export interface HeldService extends Omit<GrantedService, 'statements'> {
  readonly grants: HeldGrants;
}

/** The statements that grant something: one list for all services of a principal that the same statements grant. */
export type HeldGrants = readonly { readonly source: Grant; readonly statements: readonly number[] }[];

/**
 * The services that a principal's policies and those of its groups grant together, denies taken away, in alphabetical order.
 *
 * @param wanted the only services to look for; left out, all
 */
export function servicesHeld(
  account: AccountView,
  principal: Principal,
  wanted: ReadonlySet<string> | null = null,
): ReadonlyMap<string, HeldService> {
  const sourced = account.grantsOf(principal).flatMap((source) => {
    const { document } = source;
    return document === null ? [] : [{ source, document, policy: policyOf(document) }];
  });
  const sum = addUp(sourced, wanted);
  return sum.size > 0 && sourced.some(({ policy }) => hasUnlimitedDeny(policy)) ? lessDenies(sum, sourced) : sum;
}

/** What a principal's policies deny it in every request; null when that is nothing, which is the case for most. */
export function deniedTo(account: AccountView, principal: Principal): DeniedActions | null {
  const policies = account
    .grantsOf(principal)
    .flatMap(({ document }) => (document === null ? [] : [policyOf(document)]))
    .filter(hasUnlimitedDeny);
  return policies.length === 0 ? null : unconditionalDenies(policies);
}

const hasUnlimitedDeny = (policy: PolicyDocument): boolean => statementsOf(policy, 'Deny').some(isUnlimited);

function addUp(
  policies: readonly { readonly source: Grant; readonly document: StoredDocument }[],
  wanted: ReadonlySet<string> | null,
): ReadonlyMap<string, HeldService> {
  const held = new Map<string, HeldService>();
  for (const { source, document } of policies) {
    const lengthen = lengthening(source);
    for (const granted of chosen(servicesByDocument(document), wanted)) {
      const { service, named, recorded, accessLevels, statements } = granted;
      const before = held.get(service);
      held.set(service, {
        service,
        named: named || before?.named === true,
        recorded: recorded || before?.recorded === true,
        accessLevels: before === undefined ? accessLevels : levelsTogether(before.accessLevels, accessLevels),
        grants: lengthen(before?.grants ?? NO_GRANTS, statements),
      });
    }
  }
  return policies.length === 1 && wanted === null ? held : inOrder(held);
}

function chosen(
  granted: ReadonlyMap<string, GrantedService>,
  wanted: ReadonlySet<string> | null,
): Iterable<GrantedService> {
  return wanted === null ? granted.values() : [...wanted].flatMap((service) => granted.get(service) ?? []);
}

const NO_GRANTS: HeldGrants = [];

/** Adds statements of a policy to a list; to the same list the same statements, with one list as the result. */
function lengthening(source: Grant): (list: HeldGrants, statements: readonly number[]) => HeldGrants {
  const longer = new Map<HeldGrants, Map<readonly number[], HeldGrants>>();
  return (list, statements) => {
    const known = longer.get(list) ?? new Map<readonly number[], HeldGrants>();
    longer.set(list, known);
    const lengthened = known.get(statements) ?? [...list, { source, statements }];
    known.set(statements, lengthened);
    return lengthened;
  };
}

function inOrder(held: ReadonlyMap<string, HeldService>): ReadonlyMap<string, HeldService> {
  const services = [...held.values()].sort((left, right) => (left.service < right.service ? -1 : 1));
  return new Map(services.map((each) => [each.service, each]));
}

/** Works the services anew that a deny touches: what is left of them takes sets of actions, which are slow. */
function lessDenies(
  sum: ReadonlyMap<string, HeldService>,
  sourced: readonly SourcedPolicy<Grant>[],
): ReadonlyMap<string, HeldService> {
  const denied = unconditionalDenies(sourced.map(({ policy }) => policy)).actions;
  const isTouched = (service: string) => {
    const range = catalogue.actionsOfService(service);
    return range === null || denied.overlapsRange(range);
  };
  const left = once(() => servicesOfPrincipal(sourced));
  const held = Array.from(sum.values(), (service) =>
    isTouched(service.service) ? heldOf(left().get(service.service)) : service,
  );
  return new Map(held.flatMap((service) => (service === null ? [] : [[service.service, service]])));
}

function heldOf(grant: PrincipalServiceGrant<Grant> | undefined): HeldService | null {
  if (grant === undefined) return null;
  const { service, named, accessLevels, grants } = grant;
  return { service, named, recorded: isRecorded(service, () => grant.actions), accessLevels, grants };
}
