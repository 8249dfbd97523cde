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
    .filter(({ arn }) => !doubts.has(arn) && !escalation.isAdmin(arn) && escalation.pathsFrom(arn).length === 0)
    .map(({ arn }) => ({ arn, lists: escalation.takeoversBy(arn).map(({ targets }) => targets) }));
  const doubtedIn = doubtedTargets(doubts);
  for (let before = -1; before < doubts.size; ) {
    before = doubts.size;
    for (const { arn, lists } of open) {
      const list = doubts.has(arn) ? undefined : lists.find((each) => doubtedIn(each) !== undefined);
      const via = list && doubtedIn(list);
      const doubt = via === undefined ? undefined : doubts.get(via);
      if (via === undefined || doubt === undefined) continue;
      doubts.set(arn, { ...doubt, reason: `It can become ${via}. ${doubt.reason}` });
    }
  }
}

/** The first one in doubt of a list that many share; each is looked at once, and again where nobody was and more are by now. */
function doubtedTargets(doubts: ReadonlyMap<string, UnreadPolicy>): (targets: readonly string[]) => string | undefined {
  const looked = new Map<readonly string[], { readonly amongst: number; readonly found: string | undefined }>();
  return (targets) => {
    const before = looked.get(targets);
    if (before !== undefined && (before.found !== undefined || before.amongst === doubts.size)) return before.found;
    const found = targets.find((target) => doubts.has(target));
    looked.set(targets, { amongst: doubts.size, found });
    return found;
  };
}
