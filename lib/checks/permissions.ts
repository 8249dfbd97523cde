import { Bitset } from '../policy/bitset.ts';
import { type AccessLevel, catalogue } from '../policy/catalogue/catalogue.ts';
import { unconditionalDenies } from '../policy/denied.ts';
import { policyOf } from '../policy/document.ts';
import { type SourcedPolicy, servicesOfPrincipal } from '../policy/services-granted.ts';
import { isUnlimited, statementsOf } from '../policy/statement-actions.ts';
import type { StoredDocument } from '../snapshot/snapshot.ts';
import type { AccountView, Grant, GrantSource, Principal } from './account-view.ts';
import { oncePer } from './once.ts';
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
    Array.from(granted, ({ service, named, actions, accessLevels, grants }) => {
      const statements = grants.flatMap((grant) => grant.statements);
      return [service, { service, named, recorded: isRecorded(actions), accessLevels, statements }];
    }),
  );
});

/** No action at all is of the catalogue when a policy names a service or action that is younger than it. */
function isRecorded(actions: Bitset): boolean {
  return actions.isEmpty() || !actions.isSubsetOf(neverRecorded);
}

const neverRecorded = Bitset.of(
  catalogue.actionCount,
  [catalogue.actionNumber('iam:PassRole')].filter((actionNumber) => actionNumber !== null),
);

/** The services that a principal's policies and those of its groups grant together, denies taken away, in alphabetical order. */
export function servicesHeld(account: AccountView, principal: Principal): ReadonlyMap<string, HeldService> {
  const sourced = account.grantsOf(principal).flatMap((source) => {
    const { document } = source;
    return document === null ? [] : [{ source, document, policy: policyOf(document) }];
  });
  const sum = addUp(sourced);
  const policies = sourced.map(({ policy }) => policy);
  // A deny that touches nothing granted changes nothing, and to work out what one leaves is slow.
  if (!policies.some((policy) => statementsOf(policy, 'Deny').some(isUnlimited))) return sum;
  const { actions } = unconditionalDenies(policies);
  const isTouched = [...sum.keys()].some((service) => {
    const range = catalogue.actionsOfService(service);
    return range === null || actions.overlapsRange(range);
  });
  return isTouched ? lessDenies(sourced) : sum;
}

function lessDenies(sourced: readonly SourcedPolicy<Grant>[]): ReadonlyMap<string, HeldService> {
  const held = servicesOfPrincipal(sourced).values();
  return new Map(
    Array.from(held, ({ service, named, actions, accessLevels, grants }) => [
      service,
      { service, named, recorded: isRecorded(actions), accessLevels, grants },
    ]),
  );
}

function addUp(
  policies: readonly { readonly source: Grant; readonly document: StoredDocument }[],
): ReadonlyMap<string, HeldService> {
  const held = new Map<string, HeldService>();
  for (const { source, document } of policies) {
    for (const { service, named, recorded, accessLevels, statements } of servicesByDocument(document).values()) {
      const before = held.get(service);
      const grant = { source, statements };
      held.set(
        service,
        before === undefined
          ? { service, named, recorded, accessLevels, grants: [grant] }
          : {
              service,
              named: before.named || named,
              recorded: before.recorded || recorded,
              accessLevels: new Set([...before.accessLevels, ...accessLevels]),
              grants: [...before.grants, grant],
            },
      );
    }
  }
  return new Map([...held].toSorted(([left], [right]) => (left < right ? -1 : 1)));
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
