import { isAdminTogether } from '../policy/admin.ts';
import type { Principal } from './account-view.ts';
import type { CheckContext } from './check.ts';
import { nameOfSource, unreadReason } from './permissions.ts';
import { heldPolicies } from './policy-holder.ts';
import type { Unknown } from './verdicts.ts';

/** Whether a principal's own policies, those of its groups and its boundary make it an administrator. */
export type AdminAnswer =
  /** `policies`: those that make it so by themselves; none when it takes several together. */
  | { readonly status: 'admin'; readonly policies: readonly string[] }
  | { readonly status: 'not-admin' }
  | ({ readonly status: 'unknown' } & Unknown);

export function isAdmin({ account }: CheckContext, principal: Principal): AdminAnswer {
  const { holder, unread } = heldPolicies(account, principal);
  const { identity, boundary } = holder;
  const isLimited =
    principal.entity.permissionsBoundaryArn !== null && (boundary === undefined || !isAdminTogether([boundary.policy]));
  if (!isLimited && isAdminTogether(identity.map(({ policy }) => policy))) {
    const alone = identity.filter(({ policy }) => isAdminTogether([policy]));
    return { status: 'admin', policies: [...new Set(alone.map(({ source }) => nameOfSource(source.source)))] };
  }
  const [reason] = unread.flatMap(({ document }) => unreadReason(document) ?? []);
  return reason ? { status: 'unknown', ...reason } : NOT_ADMIN;
}

const NOT_ADMIN: AdminAnswer = { status: 'not-admin' };
