import { effectivePermissions } from '../../policy/effective/effective-permissions.ts';
import { askedAction, statementsOn } from '../../policy/statements-on.ts';
import type { RolePrincipal } from '../account-view.ts';
import type { CheckContext } from '../check.ts';
import { nameOfSource, unreadReason } from '../permissions.ts';
import { heldPolicies } from '../policy-holder.ts';
import type { Unknown } from '../verdicts.ts';

/** What lies in the stores of an account, as the policy ReadOnlyAccess reads it; SecurityAudit and ViewOnlyAccess read none of it. */
const READS_OF_CONTENT = ['s3:GetObject', 'dynamodb:GetItem', 'ssm:GetParameter'];
const ASKED = READS_OF_CONTENT.map(askedAction);

type ReadingAnswer =
  /** `policies`: those that allow it, each once. */
  | { readonly status: 'everything'; readonly policies: readonly string[] }
  | { readonly status: 'not-everything' }
  | ({ readonly status: 'unknown' } & Unknown);

/** Whether a role may read the objects, items and parameters of the whole account, without condition. */
export function readsEverything({ account }: CheckContext, role: RolePrincipal): ReadingAnswer {
  const { holder, unread } = heldPolicies(account, role);
  const permissions = effectivePermissions(holder);
  // Whoever is not allowed them by any text need not be asked with all of its policies together.
  const isNamed = ASKED.every((asked) =>
    holder.identity.some(({ policy }) => statementsOn(policy, 'Allow', asked).length > 0),
  );
  if (isNamed && ASKED.every(({ actionNumber }) => permissions.unlimited.has(actionNumber ?? -1))) {
    const grants = READS_OF_CONTENT.flatMap((action) => permissions.of(action).grants);
    const policies = grants.map(({ allowedBy }) => nameOfSource(allowedBy.source.source));
    return { status: 'everything', policies: [...new Set(policies)] };
  }
  const reason = unread.map(({ document }) => unreadReason(document)).find((each) => each !== null);
  return reason ? { status: 'unknown', ...reason } : { status: 'not-everything' };
}
