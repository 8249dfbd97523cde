import { Bitset } from '../../policy/bitset.ts';
import { catalogue } from '../../policy/catalogue/catalogue.ts';
import type { PolicyDocument } from '../../policy/document.ts';
import { effectivePermissions } from '../../policy/effective/effective-permissions.ts';
import type { PolicyHolder } from '../../policy/effective/policy-holder.ts';
import { actionRanges } from '../../policy/expand.ts';
import type { Statement } from '../../policy/statement.ts';
import { actionsOf, statementsOf } from '../../policy/statement-actions.ts';
import type { AccountView, Grant, Principal } from '../account-view.ts';
import { oncePer } from '../once.ts';
import { heldPolicies } from '../policy-holder.ts';

/** The actions that a principal may do on some resource, if only under conditions. */
export function allowedActions(account: AccountView, principal: Principal): Bitset {
  const { holder } = heldPolicies(account, principal);
  if (isLimited(holder)) return allowedWithin(holder);
  const statements = holder.identity.flatMap(({ policy }) => statementsOf(policy, 'Allow'));
  return Bitset.union(
    catalogue.actionCount,
    statements.map((statement) => actionsOf(statement).actions),
  );
}

/** Tells who may do some action that is not one of these. No sets of the others' actions are made: there are many others. */
export function allowedMoreThan(account: AccountView, actions: Bitset): (principal: Principal) => boolean {
  const beyond = actions.complement();
  const known = new Map<PolicyDocument, boolean>();
  const allowsMore = (policy: PolicyDocument): boolean => {
    const allows = known.get(policy) ?? statementsOf(policy, 'Allow').some((statement) => speaksOf(statement, beyond));
    known.set(policy, allows);
    return allows;
  };
  return (principal) => {
    const { holder } = heldPolicies(account, principal);
    return isLimited(holder)
      ? allowedWithin(holder).overlaps(beyond)
      : holder.identity.some(({ policy }) => allowsMore(policy));
  };
}

/** Most hold nothing that denies or limits: then what their policies say is what they may do. */
function isLimited({ identity, boundary }: PolicyHolder<Grant>): boolean {
  return boundary !== undefined || identity.some(({ policy }) => statementsOf(policy, 'Deny').length > 0);
}

const allowedWithin = oncePer((holder: PolicyHolder<Grant>): Bitset => effectivePermissions(holder).possible);

function speaksOf(statement: Statement, actions: Bitset): boolean {
  if (statement.actions === null) return actionsOf(statement).actions.overlaps(actions);
  return statement.actions.some((pattern) => actionRanges(pattern).some((range) => actions.overlapsRange(range)));
}
