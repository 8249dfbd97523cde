import type { AccountView } from '../account-view.ts';
import { oncePer } from '../once.ts';
import { escalationIn, type UnreadPolicy, unreadPolicyOf } from './account-escalation.ts';

/**
 * By ARN, the principals without a path of which nobody can say that they have none: policies of theirs could not be read, or of
 * somebody whom they can become.
 */
export const doubtsIn: (account: AccountView) => ReadonlyMap<string, UnreadPolicy> = oncePer((account: AccountView) => {
  const doubts = new Map<string, UnreadPolicy>();
  for (const principal of account.principals) {
    const unread = unreadPolicyOf(account, principal);
    if (unread !== null) doubts.set(principal.arn, unread);
  }
  if (doubts.size > 0) spread(account, doubts);
  return doubts;
});

function spread(account: AccountView, doubts: Map<string, UnreadPolicy>): void {
  const escalation = escalationIn(account);
  const open = account.principals
    .filter(({ arn }) => !escalation.isAdmin(arn) && escalation.pathsFrom(arn).length === 0)
    .map(({ arn }) => ({ arn, targets: escalation.takeoversBy(arn).flatMap(({ targets }) => targets) }));
  for (let before = -1; before < doubts.size; ) {
    before = doubts.size;
    for (const { arn, targets } of open) {
      const via = doubts.has(arn) ? undefined : targets.find((target) => doubts.has(target));
      const doubt = via === undefined ? undefined : doubts.get(via);
      if (via === undefined || doubt === undefined) continue;
      doubts.set(arn, { ...doubt, reason: `It can become ${via}. ${doubt.reason}` });
    }
  }
}
