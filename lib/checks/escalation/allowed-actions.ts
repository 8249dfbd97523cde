import { Bitset } from '../../policy/bitset.ts';
import { catalogue } from '../../policy/catalogue/catalogue.ts';
import type { PolicyDocument } from '../../policy/document.ts';
import { effectivePermissions } from '../../policy/effective/effective-permissions.ts';
import { actionsOf, statementsOf } from '../../policy/statement-actions.ts';
import type { AccountView, Principal } from '../account-view.ts';
import { oncePer } from '../once.ts';
import { heldPolicies } from '../policy-holder.ts';

/** The actions that a principal may do on some resource, if only under conditions. */
export function allowedActions(account: AccountView, principal: Principal): Bitset {
  return allowedIn(account)(principal);
}

const allowedIn = oncePer((account: AccountView) =>
  oncePer((principal: Principal): Bitset => {
    const { holder } = heldPolicies(account, principal);
    const { identity, boundary } = holder;
    const policies = identity.map(({ policy }) => policy);
    // Most hold nothing that denies or limits, and their policies are shared.
    const isPlain = boundary === undefined && policies.every((policy) => statementsOf(policy, 'Deny').length === 0);
    return isPlain
      ? Bitset.union(catalogue.actionCount, policies.map(allowedByText))
      : effectivePermissions(holder).possible;
  }),
);

const allowedByText = oncePer((policy: PolicyDocument) =>
  Bitset.union(
    catalogue.actionCount,
    statementsOf(policy, 'Allow').map((statement) => actionsOf(statement).actions),
  ),
);
