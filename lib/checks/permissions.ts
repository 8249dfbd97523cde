import { Bitset } from '../policy/bitset.ts';
import { type AccessLevel, catalogue } from '../policy/catalogue/catalogue.ts';
import { type DeniedActions, unconditionalDenies } from '../policy/denied.ts';
import { type PolicyDocument, policyOf } from '../policy/document.ts';
import { type PrincipalServiceGrant, type SourcedPolicy, servicesOfPrincipal } from '../policy/services-granted.ts';
import { isUnlimited, statementsOf } from '../policy/statement-actions.ts';
import type { StoredDocument } from '../snapshot/snapshot.ts';
import type { AccountView, Grant, GrantSource, Principal } from './account-view.ts';
import { once, oncePer } from './once.ts';
import type { Unknown } from './verdicts.ts';

/** A service that a policy grants, by itself. */
export interface GrantedService {
  readonly service: string;
  /** Whether the policy names it; if not, a wildcard reaches it. */
  readonly named: boolean;
  /** Whether AWS would record the use of any action granted: not so of `iam:PassRole`, which is no call of its own. */
  readonly recorded: boolean;
  readonly accessLevels: ReadonlySet<AccessLevel>;
  /** Indexes of the Allow statements that grant it. */
  readonly statements: readonly number[];
}

/** A service that a principal's policies grant it together. */
export interface HeldService extends Omit<GrantedService, 'statements'> {
  readonly grants: readonly { readonly source: Grant; readonly statements: readonly number[] }[];
}

/** What a policy that was read whole grants, by namespace in alphabetical order, or why it was not read. */
export type PolicyServices =
  | { readonly document: StoredDocument; readonly services: ReadonlyMap<string, GrantedService> }
  | { readonly unread: Unknown };

export function servicesOfDocument(document: StoredDocument | null): PolicyServices {
  const unread = unreadReason(document);
  if (document === null || unread !== null) return { unread: unread ?? noDocument };
  return { document, services: servicesByDocument(document) };
}

/** Keeps the answer without the sets of actions that it was found by: those of a large account would fill the memory. */
const servicesByDocument = oncePer((document: StoredDocument): ReadonlyMap<string, GrantedService> => {
  const granted = servicesOfPrincipal([{ source: null, policy: policyOf(document) }]).values();
  return new Map(
    Array.from(granted, (grant) => {
      const { service, named, accessLevels } = grant;
      const recorded = isRecorded(service, () => grant.actions);
      const statements = grant.grants.flatMap((each) => each.statements);
      return [service, { service, named, recorded, accessLevels, statements }];
    }),
  );
});

/** PassRole is the one action that AWS never records, so that only iam can be granted in vain of it. */
function isRecorded(service: string, actions: () => Bitset): boolean {
  if (service !== PASS_ROLE.service) return true;
  const granted = actions();
  return granted.isEmpty() || !granted.isSubsetOf(PASS_ROLE.actions);
}

const PASS_ROLE = {
  service: 'iam',
  actions: Bitset.of(
    catalogue.actionCount,
    [catalogue.actionNumber('iam:PassRole')].filter((actionNumber) => actionNumber !== null),
  ),
};

/** The services that a principal's policies and those of its groups grant together, denies taken away, in alphabetical order. */
export function servicesHeld(account: AccountView, principal: Principal): ReadonlyMap<string, HeldService> {
  const sourced = account.grantsOf(principal).flatMap((source) => {
    const { document } = source;
    return document === null ? [] : [{ source, document, policy: policyOf(document) }];
  });
  const sum = addUp(sourced);
  return sourced.some(({ policy }) => hasUnlimitedDeny(policy)) ? lessDenies(sum, sourced) : sum;
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
): ReadonlyMap<string, HeldService> {
  const held = new Map<string, HeldService>();
  for (const { source, document } of policies) {
    for (const { service, named, recorded, accessLevels, statements } of servicesByDocument(document).values()) {
      const before = held.get(service);
      held.set(service, {
        service,
        named: named || before?.named === true,
        recorded: recorded || before?.recorded === true,
        accessLevels: before === undefined ? accessLevels : new Set([...before.accessLevels, ...accessLevels]),
        grants: [...(before?.grants ?? []), { source, statements }],
      });
    }
  }
  return new Map([...held].toSorted(([left], [right]) => (left < right ? -1 : 1)));
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

/** Whether the same statements of the same policies grant two things. */
export function isSameGrant(left: HeldService['grants'], right: HeldService['grants']): boolean {
  return (
    left.length === right.length &&
    left.every(({ source, statements }, index) => {
      const other = right[index];
      return other?.source === source && String(other.statements) === String(statements);
    })
  );
}

/** Why a document cannot be judged, or not wholly; null when it was read. */
export function unreadReason(document: StoredDocument | null): Unknown | null {
  if (document === null) return noDocument;
  const problem = policyOf(document).problems.find(({ unread }) => unread);
  if (problem === undefined) return null;
  const place = problem.pointer === '' ? '' : ` at ${problem.pointer}`;
  return { code: 'unreadable-document', reason: `The policy document cannot be read${place}: ${problem.message}.` };
}

const noDocument: Unknown = {
  code: 'not-collected',
  reason: 'The snapshot does not hold the document of this policy.',
};

/** The name of a grant for `detail` and for fingerprints: a policy's ARN, or the name of an inline policy. */
export function nameOfSource(source: GrantSource): string {
  return 'policyArn' in source ? source.policyArn : source.inlinePolicy.name;
}

/** Whether something that a service is granted for is of one of these access levels. */
export function hasLevel(
  grants: Iterable<Pick<GrantedService, 'accessLevels'>>,
  levels: readonly AccessLevel[],
): boolean {
  return [...grants].some(({ accessLevels }) => levels.some((level) => accessLevels.has(level)));
}
