import type { AccessLevel } from '../policy/catalogue/catalogue.ts';
import { policyOf } from '../policy/document.ts';
import {
  type PrincipalServiceGrant,
  type ServiceGrant,
  servicesGranted,
  servicesOfPrincipal,
} from '../policy/services-granted.ts';
import type { StoredDocument } from '../snapshot/snapshot.ts';
import type { AccountView, Grant, GrantSource, Principal } from './account-view.ts';
import { oncePer } from './once.ts';
import type { Unknown } from './verdicts.ts';

/** By namespace, in alphabetical order. */
export type ServicesHeld = ReadonlyMap<string, PrincipalServiceGrant<Grant>>;

/** What a policy that was read whole grants by itself, or why it was not. */
export type PolicyServices =
  | { readonly document: StoredDocument; readonly services: ReadonlyMap<string, ServiceGrant> }
  | { readonly unread: Unknown };

export function servicesOfDocument(document: StoredDocument | null): PolicyServices {
  const unread = unreadReason(document);
  if (document === null || unread !== null) return { unread: unread ?? noDocument };
  return { document, services: servicesGranted(policyOf(document)) };
}

/** The services that a principal's policies and those of its groups grant together, denies taken away. */
export const servicesHeld: (account: AccountView) => (principal: Principal) => ServicesHeld = oncePer(
  (account: AccountView) =>
    oncePer((principal: Principal) =>
      servicesOfPrincipal(
        account
          .grantsOf(principal)
          .flatMap((grant) => (grant.document === null ? [] : [{ source: grant, policy: policyOf(grant.document) }])),
      ),
    ),
);

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
  grants: Iterable<Pick<ServiceGrant, 'accessLevels'>>,
  levels: readonly AccessLevel[],
): boolean {
  return [...grants].some(({ accessLevels }) => levels.some((level) => accessLevels.has(level)));
}
