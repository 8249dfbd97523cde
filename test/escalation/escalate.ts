import { viewOf } from '../../lib/checks/account-view.ts';
import { heldPolicies } from '../../lib/checks/policy-holder.ts';
import type { EscalationAccount } from '../../lib/escalation/account.ts';
import { type Escalation, escalationOf } from '../../lib/escalation/escalation.ts';
import type { StatementRef } from '../../lib/escalation/removed.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';

/** An account as the search for paths takes it, from its snapshot. */
export function accountOf(snapshot: Snapshot): EscalationAccount {
  const view = viewOf(snapshot);
  return {
    snapshot,
    principals: view.principals.map((principal) => ({ ...principal, holder: heldPolicies(view, principal).holder })),
  };
}

export function escalationIn(snapshot: Snapshot, without: readonly StatementRef[] = []): Escalation {
  return escalationOf(accountOf(snapshot), without);
}

/** Techniques of a principal's first hops, each with whether it is there under conditions only. */
export function techniquesOf(snapshot: Snapshot, arn: string): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  for (const { conditional, hops } of escalationIn(snapshot).pathsFrom(arn)) {
    const technique = hops[0]?.technique ?? '';
    found.set(technique, (found.get(technique) ?? true) && conditional);
  }
  return found;
}
