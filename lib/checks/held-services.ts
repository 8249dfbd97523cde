import { levelsTogether } from '../policy/access-levels.ts';
import { catalogue } from '../policy/catalogue/catalogue.ts';
import { type DeniedActions, unconditionalDenies } from '../policy/denied.ts';
import { type PolicyDocument, policyOf } from '../policy/document.ts';
import { type PrincipalServiceGrant, type SourcedPolicy, servicesOfPrincipal } from '../policy/services-granted.ts';
import { isUnlimited, statementsOf } from '../policy/statement-actions.ts';
import type { AccountView, Grant, Principal } from './account-view.ts';
import { type GrantedService, isRecorded, servicesByDocument } from './granted-services.ts';
import { once, oncePer, remembered } from './once.ts';

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
  const grants = account.grantsOf(principal);
  const sum = addUp(grants, wanted);
  return sum.size > 0 && policiesIn(grants).some(hasUnlimitedDeny) ? lessDenies(sum, grants) : sum;
}

/** What a principal's policies deny it in every request; null when that is nothing, which is the case for most. */
export function deniedTo(account: AccountView, principal: Principal): DeniedActions | null {
  const policies = policiesIn(account.grantsOf(principal)).filter(hasUnlimitedDeny);
  return policies.length === 0 ? null : unconditionalDenies(policies);
}

function sourced(source: Grant): readonly SourcedPolicy<Grant>[] {
  return source.document === null ? [] : [{ source, policy: policyOf(source.document) }];
}

function policiesIn(grants: readonly Grant[]): readonly PolicyDocument[] {
  return grants.flatMap(({ document }) => (document === null ? [] : policyOf(document)));
}

const hasUnlimitedDeny = (policy: PolicyDocument): boolean => statementsOf(policy, 'Deny').some(isUnlimited);

function addUp(grants: readonly Grant[], wanted: ReadonlySet<string> | null): ReadonlyMap<string, HeldService> {
  const [only, another] = grants;
  if (only !== undefined && another === undefined && wanted === null) return servicesOfGrant(only);
  const held = new Map<string, HeldService>();
  const join = joining();
  for (const grant of grants) {
    for (const own of chosen(servicesOfGrant(grant), wanted)) {
      const before = held.get(own.service);
      held.set(own.service, before === undefined ? own : together(before, own, join));
    }
  }
  return inOrder(held);
}

/** What a policy grants by itself: for most services of most principals that is all, so that all of its holders share it. */
const servicesOfGrant = oncePer((source: Grant): ReadonlyMap<string, HeldService> => {
  if (source.document === null) return NOTHING;
  const grantsBy = remembered((statements: readonly number[]): HeldGrants => [{ source, statements }]);
  return new Map(
    Array.from(servicesByDocument(source.document).values(), ({ statements, ...service }) => [
      service.service,
      { ...service, grants: grantsBy(statements) },
    ]),
  );
});

const NOTHING: ReadonlyMap<string, HeldService> = new Map();

function chosen(services: ReadonlyMap<string, HeldService>, wanted: ReadonlySet<string> | null): Iterable<HeldService> {
  return wanted === null ? services.values() : [...wanted].flatMap((service) => services.get(service) ?? []);
}

function together(left: HeldService, right: HeldService, join: ReturnType<typeof joining>): HeldService {
  return {
    service: left.service,
    named: left.named || right.named,
    recorded: left.recorded || right.recorded,
    accessLevels: levelsTogether(left.accessLevels, right.accessLevels),
    grants: join(left.grants)(right.grants),
  };
}

/** Puts two lists together: the same two always into one. */
function joining(): (left: HeldGrants) => (right: HeldGrants) => HeldGrants {
  return remembered((left: HeldGrants) => remembered((right: HeldGrants): HeldGrants => [...left, ...right]));
}

function inOrder(held: ReadonlyMap<string, HeldService>): ReadonlyMap<string, HeldService> {
  const services = [...held.values()].sort((left, right) => (left.service < right.service ? -1 : 1));
  return new Map(services.map((each) => [each.service, each]));
}

/** Works the services anew that a deny touches: what is left of them takes sets of actions, which are slow. */
function lessDenies(sum: ReadonlyMap<string, HeldService>, grants: readonly Grant[]): ReadonlyMap<string, HeldService> {
  const denied = unconditionalDenies(policiesIn(grants)).actions;
  const isTouched = (service: string) => {
    const range = catalogue.actionsOfService(service);
    return range === null || denied.overlapsRange(range);
  };
  const left = once(() => servicesOfPrincipal(grants.flatMap(sourced)));
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
