import { accessLevelsOf } from './access-levels.ts';
import { Bitset } from './bitset.ts';
import { type AccessLevel, type ActionRange, catalogue } from './catalogue/catalogue.ts';
import { type DeniedActions, NOTHING_DENIED, unconditionalDenies } from './denied.ts';
import type { PolicyDocument } from './document.ts';
import { actionRanges, namedService } from './expand.ts';
import type { Statement } from './statement.ts';
import { actionsOf, statementsOf } from './statement-actions.ts';

interface GrantedService {
  /** Namespace in lower case. The catalogue need not know it. */
  readonly service: string;
  /** Some statement that grants it names it (`s3:*`, `s3:GetObject`), rather than only by `*` or NotAction. */
  readonly named: boolean;
  /** The catalogue's actions of this service that some request could be allowed; empty when only unknown ones are granted. */
  readonly actions: Bitset;
  readonly accessLevels: ReadonlySet<AccessLevel>;
}

export interface ServiceGrant extends GrantedService {
  /** Indexes of the Allow statements that grant it, ascending. */
  readonly statements: readonly number[];
}

export interface PrincipalServiceGrant<Source> extends GrantedService {
  /** The policies that grant it, in the order given, each with the indexes of its Allow statements that do. */
  readonly grants: readonly { readonly source: Source; readonly statements: readonly number[] }[];
}

/** A policy and where it comes from, in whatever words the caller has for that. */
export interface SourcedPolicy<Source> {
  readonly source: Source;
  readonly policy: PolicyDocument;
}

/**
 * The services that one policy grants by itself, by namespace in alphabetical order. It is an upper bound, as AWS's own
 * last-accessed reports are: an Allow counts whatever its resources and conditions, and only a Deny without either takes
 * away. A policy that only denies grants nothing.
 */
export function servicesGranted(policy: PolicyDocument): ReadonlyMap<string, ServiceGrant> {
  let granted = grantedByPolicy.get(policy);
  if (granted === undefined) {
    granted = grantServices([{ source: policy, policy }]);
    grantedByPolicy.set(policy, granted);
  }
  return granted;
}

const grantedByPolicy = new WeakMap<PolicyDocument, ReadonlyMap<string, ServiceGrant>>();

/**
 * The services that a principal's policies grant together, by namespace in alphabetical order, and which of them do.
 * As {@link servicesGranted}, but a Deny in any of the policies takes away from all. Give it identity-based policies alone,
 * those of a user's groups included: boundaries and organisation policies are no part of what AWS reports on.
 */
export function servicesOfPrincipal<Source>(
  policies: readonly SourcedPolicy<Source>[],
): ReadonlyMap<string, PrincipalServiceGrant<Source>> {
  return grantServices(policies);
}

/** The catalogue's actions that some request could be allowed: all allows of any kind, less the unconditional denies. */
export function actionsGranted(policies: readonly PolicyDocument[]): Bitset {
  const allows = policies.flatMap((policy) => statementsOf(policy, 'Allow'));
  const allowed = allows.map((statement) => actionsOf(statement).actions);
  return Bitset.union(catalogue.actionCount, allowed).difference(unconditionalDenies(policies).actions);
}

function grantServices<Source>(policies: readonly SourcedPolicy<Source>[]): ReadonlyMap<string, Grant<Source>> {
  const denied = unconditionalDenies(policies.map(({ policy }) => policy));
  const grants = new Map<string, Grant<Source>>();
  for (const sourced of policies) {
    for (const statement of statementsOf(sourced.policy, 'Allow')) {
      const named = actionsOf(statement).actions;
      const actions = denied === NOTHING_DENIED ? named : named.difference(denied.actions);
      for (const [service, isNamed] of servicesIn(statement, actions, denied)) {
        const grant = grants.get(service) ?? new Grant<Source>(service);
        grant.add(sourced, statement.index, isNamed, actions);
        grants.set(service, grant);
      }
    }
  }
  return new Map([...grants].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The services that one statement grants, each with whether it names it. */
function servicesIn(statement: Statement, actions: Bitset, denied: DeniedActions): Map<string, boolean> {
  const services = new Map<string, boolean>();
  for (const pattern of statement.actions ?? ['*']) {
    const service = namedService(pattern);
    if (service === null) {
      for (const each of catalogue.services()) {
        if (!services.has(each) && hasActionsOf(each, actions)) services.set(each, false);
      }
    } else if (services.get(service) === true) {
      // Most statements name several actions of a service.
    } else if (hasActionsOf(service, actions) || isUnknownAndGranted(pattern, denied)) {
      services.set(service, true);
    }
  }
  return services;
}

function hasActionsOf(service: string, actions: Bitset): boolean {
  const range = catalogue.actionsOfService(service);
  return range !== null && actions.overlapsRange(range);
}

/** An action that the catalogue does not know can be real all the same, so it counts as granted unless a Deny covers it. */
function isUnknownAndGranted(pattern: string, denied: DeniedActions): boolean {
  return actionRanges(pattern).length === 0 && !denied.covers(pattern);
}

/** What is known of one granted service. Its sets are computed when asked for and not kept: there are many services. */
class Grant<Source> implements ServiceGrant, PrincipalServiceGrant<Source> {
  readonly service: string;
  readonly grants: { readonly source: Source; readonly statements: number[] }[] = [];
  named = false;
  readonly #actionsOfStatements: Bitset[] = [];
  #lastPolicy: SourcedPolicy<Source> | undefined;

  constructor(service: string) {
    this.service = service;
  }

  add(policy: SourcedPolicy<Source>, statement: number, isNamed: boolean, actions: Bitset): void {
    if (policy !== this.#lastPolicy) this.grants.push({ source: policy.source, statements: [] });
    this.#lastPolicy = policy;
    this.grants.at(-1)?.statements.push(statement);
    this.#actionsOfStatements.push(actions);
    this.named ||= isNamed;
  }

  get statements(): readonly number[] {
    return this.grants.flatMap((grant) => grant.statements);
  }

  get actions(): Bitset {
    return Bitset.union(catalogue.actionCount, this.#actionsOfStatements).within(this.#range);
  }

  get accessLevels(): ReadonlySet<AccessLevel> {
    return accessLevelsOf(this.#actionsOfStatements, this.#range);
  }

  get #range(): ActionRange {
    return catalogue.actionsOfService(this.service) ?? { start: 0, end: 0 };
  }
}
