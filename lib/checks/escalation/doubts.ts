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
  const escalation = escalationIn(account);
  const hasNoPath = (arn: string) => !escalation.isAdmin(arn) && escalation.pathsFrom(arn).length === 0;
  for (const [arn, next] of escalation.takersOf([...doubts.keys()], hasNoPath)) {
    const doubt = doubts.get(next);
    if (doubt !== undefined) doubts.set(arn, { ...doubt, reason: `It can become ${next}. ${doubt.reason}` });
  }
  return doubts;
});
