import { parseArn } from '../../policy/arn.ts';
import { catalogue } from '../../policy/catalogue/catalogue.ts';
import { policyOf } from '../../policy/document.ts';
import type { ResourceGrant } from '../../policy/effective/action-permission.ts';
import { effectivePermissions } from '../../policy/effective/effective-permissions.ts';
import { evaluateCondition } from '../../policy/evaluate/condition.ts';
import { type ContextValues, RequestContext } from '../../policy/evaluate/context.ts';
import type { StatementPointer } from '../../policy/evaluate/layers.ts';
import { isDisjointFromScope, type Scope } from '../../policy/scope.ts';
import type { Statement } from '../../policy/statement.ts';
import { statementsOn } from '../../policy/statements-on.ts';
import { createAccessJudge, type PolicyWithSay } from '../access.ts';
import type { AccountView, RolePrincipal, UserPrincipal } from '../account-view.ts';
import { oncePer } from '../once.ts';
import { unreadReason } from '../permissions.ts';
import type { HeldPolicies } from '../policy-holder.ts';
import type { Unknown } from '../verdicts.ts';
import { PASSWORD_ALONE } from './without-mfa.ts';

const ASSUME_ROLE = 'sts:AssumeRole';

/** A role that a user can become with a password alone. Its trust policy has a say as well, and many ask for MFA there. */
export type OpenRole =
  | { readonly status: 'open'; readonly roleArn: string; readonly by: readonly StatementPointer<PolicyWithSay>[] }
  | { readonly status: 'none' }
  | ({ readonly status: 'unknown' } & Unknown);

/** @param more what else is known of the request, for example where it comes from */
export function roleOpenWithPasswordAlone(
  account: AccountView,
  user: UserPrincipal,
  held: HeldPolicies,
  more: ContextValues = {},
): OpenRole {
  const { holder } = held;
  const context = { ...PASSWORD_ALONE, ...more };
  const { grants } = effectivePermissions({ ...holder, context: { ...holder.context, ...context } }).of(ASSUME_ROLE);
  const { forAll, byUser, unread } = rolesForUsers(account);
  // A role that trusts the account leaves it to the user's own policies; one that names the user does not.
  const isAmong = amongThoseOf(grants);
  const left = grants.length === 0 ? [] : forAll.filter(({ arn, isForEverybody }) => isForEverybody || isAmong(arn));
  for (const { arn } of [...(byUser.get(user.arn) ?? []), ...left]) {
    const { judge } = createAccessJudge(account, { action: ASSUME_ROLE, resource: arn, context });
    const { decision, because } = judge(held);
    if (decision === 'allowed' || decision === 'conditional') {
      return { status: 'open', roleArn: arn, by: because.filter((reason) => reason.effect !== 'none') };
    }
  }
  if (grants.length === 0) return { status: 'none' };
  if (unread !== null) return { status: 'unknown', ...unread };
  const { accountId } = account.snapshot.account;
  return grants.every(({ scopes }) => scopes.some((scope) => isIn(accountId, scope)))
    ? { status: 'none' }
    : { status: 'unknown', ...otherAccountsTrust };
}

/** Whether the user's policies can allow it to assume a role: of hundreds of roles they mostly name a few. */
function amongThoseOf(grants: readonly ResourceGrant<unknown>[]): (roleArn: string) => boolean {
  const placesOf = grants.map(({ scopes }) => scopes.map(elementsOf));
  return (resource) => placesOf.some((places) => !places.some((place) => isDisjointFromScope(place, { resource })));
}

function elementsOf(scope: Scope): Pick<Statement, 'resources' | 'notResources'> {
  return 'resource' in scope
    ? { resources: [scope.resource], notResources: null }
    : { resources: null, notResources: scope.except };
}

const otherAccountsTrust: Unknown = {
  code: 'not-collected',
  reason: 'The snapshot does not hold the trust policies of the roles in other accounts that the user may assume.',
};

/** Whether all resources of a scope are in the account. */
function isIn(accountId: string, scope: Scope): boolean {
  return 'resource' in scope && parseArn(scope.resource)?.accountId === accountId;
}

interface RolesForUsers {
  /** Trust the account as a whole; some of them so that nobody there needs a policy of its own. */
  readonly forAll: readonly { readonly arn: string; readonly isForEverybody: boolean }[];
  /** Name a user, by its ARN. */
  readonly byUser: ReadonlyMap<string, readonly RolePrincipal[]>;
  /** Why one of them, if any, cannot be told to be neither. */
  readonly unread: Unknown | null;
}

/**
 * The roles that let users of the account in who have a password alone, or may: most trust nobody here. What everybody can become,
 * whoever it is, is `trust-anyone`'s business.
 */
const rolesForUsers = oncePer((account: AccountView): RolesForUsers => {
  const { accountId, partition } = account.snapshot.account;
  const root = `arn:${partition}:iam::${accountId}:root`;
  const forAll: RolesForUsers['forAll'][number][] = [];
  const byUser = new Map<string, RolePrincipal[]>();
  let unread: Unknown | null = null;
  for (const role of account.principals) {
    if (role.kind !== 'role') continue;
    unread ??= unreadReason(role.entity.trustPolicy);
    const named = new Set(namedIn(role));
    if (named.has(root) || named.has(accountId)) forAll.push({ arn: role.arn, isForEverybody: isForEverybody(role) });
    for (const arn of named) {
      if (arn.startsWith(`arn:${partition}:iam::${accountId}:user/`))
        byUser.set(arn, [...(byUser.get(arn) ?? []), role]);
    }
  }
  return { forAll, byUser, unread };
});

const assumed = { action: ASSUME_ROLE.toLowerCase(), actionNumber: catalogue.actionNumber(ASSUME_ROLE) };

/** Whom a role names in statements whose conditions somebody with a password alone can meet. */
function namedIn({ entity }: RolePrincipal): readonly string[] {
  return statementsOn(policyOf(entity.trustPolicy), 'Allow', assumed)
    .filter(({ conditions }) => conditions.every(canHold))
    .flatMap(({ principals }) => principals?.aws ?? []);
}

/** Whether somebody in the account needs no policy of its own to assume the role. */
function isForEverybody({ entity }: RolePrincipal): boolean {
  return statementsOn(policyOf(entity.trustPolicy), 'Allow', assumed).some(
    ({ principals, notPrincipals }) => principals?.any === true || notPrincipals !== null,
  );
}

function canHold(condition: Statement['conditions'][number]): boolean {
  return evaluateCondition(condition, whoever, { hasVariables: true }).holds !== false;
}

const whoever = new RequestContext(PASSWORD_ALONE, {}, { isPartial: true });
