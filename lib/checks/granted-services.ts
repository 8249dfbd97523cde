import { Bitset } from '../policy/bitset.ts';
import { type AccessLevel, catalogue } from '../policy/catalogue/catalogue.ts';
import { policyOf } from '../policy/document.ts';
import { type PrincipalServiceGrant, servicesOfPrincipal } from '../policy/services-granted.ts';
import type { StoredDocument } from '../snapshot/snapshot.ts';
import { oncePer, remembered } from './once.ts';
import { noDocument, unreadReason } from './permissions.ts';
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
export const servicesByDocument = oncePer((document: StoredDocument): ReadonlyMap<string, GrantedService> => {
  const granted = servicesOfPrincipal([{ source: null, policy: policyOf(document) }]).values();
  // An administrator's policy has hundreds of services by one statement.
  const statementsBy = remembered((grants: Grants) => grants.flatMap(({ statements }) => statements));
  return new Map(
    Array.from(granted, (grant) => {
      const { service, named, accessLevels } = grant;
      const recorded = isRecorded(service, () => grant.actions);
      return [service, { service, named, recorded, accessLevels, statements: statementsBy(grant.grants) }];
    }),
  );
});

type Grants = PrincipalServiceGrant<null>['grants'];

/** PassRole is the one action that AWS never records, so that only iam can be granted in vain of it. */
export function isRecorded(service: string, actions: () => Bitset): boolean {
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

/** Whether something that a service is granted for is of one of these access levels. */
export function hasLevel(
  grants: Iterable<Pick<GrantedService, 'accessLevels'>>,
  levels: readonly AccessLevel[],
): boolean {
  return [...grants].some(({ accessLevels }) => levels.some((level) => accessLevels.has(level)));
}
