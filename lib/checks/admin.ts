import { isAdminTogether } from '../policy/admin.ts';
import { policyOf } from '../policy/document.ts';
import type { StoredDocument } from '../snapshot/snapshot.ts';
import { documentInForce, type Principal } from './account-view.ts';
import type { CheckContext } from './check.ts';
import { nameOfSource, unreadReason } from './permissions.ts';
import type { Unknown } from './verdicts.ts';

/** Whether a principal's own policies, those of its groups and its boundary make it an administrator. */
export type AdminAnswer =
  /** `policies`: those that make it so by themselves; none when it takes several together. */
  | { readonly status: 'admin'; readonly policies: readonly string[] }
  | { readonly status: 'not-admin' }
  | ({ readonly status: 'unknown' } & Unknown);

export function isAdmin({ account }: CheckContext, principal: Principal): AdminAnswer {
  const grants = account.grantsOf(principal);
  const boundaryArn = principal.entity.permissionsBoundaryArn;
  const boundary = boundaryArn === null ? null : boundaryDocument(account.managedPolicy(boundaryArn));
  const documents = grants.flatMap(({ document }) => document ?? []);
  const isUnlimited =
    boundary === null || (boundary.document !== null && isAdminTogether([policyOf(boundary.document)]));
  if (isAdminTogether(documents.map(policyOf)) && isUnlimited) {
    const alone = grants.filter(({ document }) => document !== null && isAdminTogether([policyOf(document)]));
    return { status: 'admin', policies: [...new Set(alone.map(({ source }) => nameOfSource(source)))] };
  }
  const held = boundary === null ? grants : [...grants, boundary];
  const unread = held.map(({ document }) => unreadReason(document)).find((reason) => reason !== null);
  return unread ? { status: 'unknown', ...unread } : { status: 'not-admin' };
}

function boundaryDocument(policy: Parameters<typeof documentInForce>[0] | undefined): {
  readonly document: StoredDocument | null;
} {
  return { document: policy === undefined ? null : documentInForce(policy) };
}
