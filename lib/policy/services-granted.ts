import { accessLevelsOf } from './access-levels.ts';
import { overlap, rangesOf } from './action-ranges.ts';
import { Bitset } from './bitset.ts';
import { type AccessLevel, type ActionRange, catalogue } from './catalogue/catalogue.ts';
import { type DeniedActions, unconditionalDenies } from './denied.ts';
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
      const actions = denied.leftOf(rangesOf(statement));
      const longer = lengthening(sourced, statement.index, actions);
      for (const [service, isNamed] of servicesIn(statement, actions, denied)) {
        const before = grants.get(service);
        grants.set(service, new Grant(service, isNamed || before?.named === true, longer(before?.by)));
      }
    }
  }
  return new Map([...grants].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The services that one statement grants, each with whether it names it. */
function servicesIn(
  statement: Statement,
  actions: readonly ActionRange[],
  denied: DeniedActions,
): Map<string, boolean> {
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

function hasActionsOf(service: string, actions: readonly ActionRange[]): boolean {
  const range = catalogue.actionsOfService(service);
  return range !== null && actions.some((each) => overlap(each, range));
}

/** An action that the catalogue does not know can be real all the same, so it counts as granted unless a Deny covers it. */
function isUnknownAndGranted(pattern: string, denied: DeniedActions): boolean {
  return actionRanges(pattern).length === 0 && !denied.covers(pattern);
}

/** The statements that grant a service. A wildcard grants hundreds of services, which have one such object between them. */
interface GrantedBy<Source> {
  readonly lastPolicy: SourcedPolicy<Source>;
  readonly grants: PrincipalServiceGrant<Source>['grants'];
  /** Of all statements together, in no order. */
  readonly actions: readonly ActionRange[];
}

/** Adds a statement to those that grant a service; to the same statements, with one object as the result. */
function lengthening<Source>(policy: SourcedPolicy<Source>, statement: number, actions: readonly ActionRange[]) {
  const known = new Map<GrantedBy<Source> | undefined, GrantedBy<Source>>();
  const lengthen = (before: GrantedBy<Source> | undefined): GrantedBy<Source> => {
    const { source } = policy;
    if (before === undefined) return { lastPolicy: policy, grants: [{ source, statements: [statement] }], actions };
    const last = before.lastPolicy === policy ? before.grants.at(-1) : undefined;
    const others = last === undefined ? before.grants : before.grants.slice(0, -1);
    const statements = [...(last?.statements ?? []), statement];
    return {
      lastPolicy: policy,
      grants: [...others, { source, statements }],
      actions: [...before.actions, ...actions],
    };
  };
  return (before: GrantedBy<Source> | undefined): GrantedBy<Source> => {
    const lengthened = known.get(before) ?? lengthen(before);
    known.set(before, lengthened);
    return lengthened;
  };
}

/** What is known of one granted service. Its sets are computed when asked for and not kept: there are many services. */
class Grant<Source> implements ServiceGrant, PrincipalServiceGrant<Source> {
  readonly service: string;
  readonly named: boolean;
  readonly by: GrantedBy<Source>;

  constructor(service: string, named: boolean, by: GrantedBy<Source>) {
    this.service = service;
    this.named = named;
    this.by = by;
  }

  get grants(): PrincipalServiceGrant<Source>['grants'] {
    return this.by.grants;
  }

  get statements(): readonly number[] {
    return this.grants.flatMap((grant) => grant.statements);
  }

  get actions(): Bitset {
    return Bitset.ofRanges(catalogue.actionCount, this.by.actions).within(this.#range);
  }

  get accessLevels(): ReadonlySet<AccessLevel> {
    return accessLevelsOf(this.by.actions, this.#range);
  }

  get #range(): ActionRange {
    return catalogue.actionsOfService(this.service) ?? { start: 0, end: 0 };
  }
}
