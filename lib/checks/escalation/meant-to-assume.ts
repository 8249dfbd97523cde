import type { Hop } from '../../escalation/path.ts';
import { askedAction, statementsOn } from '../../policy/statements-on.ts';
import type { AccountView, Principal } from '../account-view.ts';
import { heldPolicies } from '../policy-holder.ts';
import { namesEntity } from './names-entity.ts';
import { statementAt } from './statement-places.ts';

/** Whether a principal has the permission to assume some role, whatever denies it. */
export function mayAssume(account: AccountView, principal: Principal): boolean {
  return heldPolicies(account, principal).holder.identity.some(
    ({ policy }) => statementsOn(policy, 'Allow', ASSUMING).length > 0,
  );
}

const ASSUMING = askedAction('sts:AssumeRole');

/**
 * Whether somebody decided that this principal may assume this role: the trust policy names it, or a policy of its own names the
 * role; or the trust policy lets everybody in by itself, which is told of the role (`trust-anyone`) and not of each principal.
 */
export function isMeantToAssume(account: AccountView, { arn }: Principal, { to, grants, trusts }: Hop): boolean {
  return (
    grants.length === 0 ||
    grants.some((grant) => names(statementAt(account, grant)?.resources, to)) ||
    trusts.some((trust) => names(statementAt(account, trust)?.principals?.aws, arn))
  );
}

function names(patterns: readonly string[] | null | undefined, arn: string): boolean {
  return patterns?.some((pattern) => namesEntity(pattern, arn)) === true;
}
