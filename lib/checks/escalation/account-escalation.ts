import type { EscalationAccount, HeldPolicy } from '../../escalation/account.ts';
import { type Escalation, escalationOf } from '../../escalation/escalation.ts';
import { parsePolicyDocument } from '../../policy/document.ts';
import type { PolicyHolder } from '../../policy/effective/policy-holder.ts';
import type { AccountView, Principal } from '../account-view.ts';
import { oncePer } from '../once.ts';
import { nameOfSource, unreadReason } from '../permissions.ts';
import { type HeldPolicies, heldPolicies } from '../policy-holder.ts';
import type { Unknown } from '../verdicts.ts';

/** The search for paths in an account: one for all checks and commands that ask. */
export const escalationIn: (account: AccountView) => Escalation = oncePer((account: AccountView) =>
  escalationOf(escalationAccount(account)),
);

/** An account as the search takes it. */
export const escalationAccount: (account: AccountView) => EscalationAccount = oncePer((account: AccountView) => ({
  snapshot: account.snapshot,
  principals: account.principals.map((principal) => ({
    ...principal,
    holder: withinBoundary(principal, heldPolicies(account, principal)),
  })),
}));

/** Who has a boundary that the snapshot does not hold is taken to be allowed nothing, so that no path is made up. */
function withinBoundary({ entity }: Principal, { holder }: HeldPolicies): PolicyHolder<HeldPolicy> {
  const { permissionsBoundaryArn } = entity;
  if (permissionsBoundaryArn === null || holder.boundary !== undefined) return holder;
  const source: HeldPolicy = { source: { policyArn: permissionsBoundaryArn }, document: null };
  return { ...holder, boundary: { source, policy: NOTHING } };
}

const NOTHING = parsePolicyDocument({ Version: '2012-10-17', Statement: [] });

/** A policy that could not be read, by its name, and why. */
export interface UnreadPolicy extends Unknown {
  readonly name: string;
}

/** The first policy of a principal, or its boundary, that could not be read, or not wholly; null when all of it is known. */
export function unreadPolicyOf(account: AccountView, principal: Principal): UnreadPolicy | null {
  for (const { source, document } of heldPolicies(account, principal).unread) {
    const unread = unreadReason(document);
    if (unread !== null) return { ...unread, name: nameOfSource(source) };
  }
  return null;
}
