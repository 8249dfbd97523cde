import type { Evidence } from '../../findings/finding.ts';
import { completeArn } from '../../policy/arn.ts';
import type { PolicyDocument } from '../../policy/document.ts';
import type { ResourceGrant } from '../../policy/effective/action-permission.ts';
import { effectivePermissions } from '../../policy/effective/effective-permissions.ts';
import type { ContextValues } from '../../policy/evaluate/context.ts';
import { withAnyValue } from '../../policy/evaluate/variables.ts';
import { canMatchSame } from '../../policy/lint/can-match-same.ts';
import { coversPattern } from '../../policy/match.ts';
import type { Scope } from '../../policy/scope.ts';
import { askedAction, statementsOn } from '../../policy/statements-on.ts';
import type { AccountView, Grant, Principal } from '../account-view.ts';
import { oncePer } from '../once.ts';
import { heldPolicies } from '../policy-holder.ts';
import { namesEntity } from './names-entity.ts';
import { grantEvidence } from './path-evidence.ts';

/** What can be done to principals, as IAM names it, and to which kind. */
export interface PrincipalAction {
  readonly name: string;
  readonly on: 'user' | 'role' | 'group';
}

/** To make a user or a role: requests speak of the boundary that it gets. */
export const CREATING: readonly PrincipalAction[] = [
  { name: 'iam:CreateUser', on: 'user' },
  { name: 'iam:CreateRole', on: 'role' },
];

/** To give policies: requests speak of the boundary of whom they are given to, those about groups of none. */
export const ATTACHING: readonly PrincipalAction[] = [
  { name: 'iam:AttachUserPolicy', on: 'user' },
  { name: 'iam:AttachRolePolicy', on: 'role' },
  { name: 'iam:AttachGroupPolicy', on: 'group' },
  { name: 'iam:PutUserPolicy', on: 'user' },
  { name: 'iam:PutRolePolicy', on: 'role' },
  { name: 'iam:PutGroupPolicy', on: 'group' },
];

/** To make access keys of others: requests never speak of a boundary. */
export const KEYS: readonly PrincipalAction[] = [{ name: 'iam:CreateAccessKey', on: 'user' }];

/** An action that a principal may do on others than itself, and by what. */
export interface Liberty {
  readonly action: string;
  readonly grants: readonly ResourceGrant<Grant>[];
  readonly isConditional: boolean;
}

/**
 * What a principal may do to others in requests with this context.
 *
 * @param context `iam:PermissionsBoundary` with null stands for a request without one
 */
export function libertiesOf(
  account: AccountView,
  principal: Principal,
  actions: readonly PrincipalAction[],
  context: ContextValues,
): readonly Liberty[] {
  const { holder } = heldPolicies(account, principal);
  const named = holder.identity.flatMap(({ policy }) => namedIn(policy));
  if (named.length === 0) return [];
  const asked = actions.filter(({ name }) => named.includes(name));
  if (asked.length === 0) return [];
  const { partition, accountId } = account.snapshot.account;
  const permissions = effectivePermissions({ ...holder, context: { ...holder.context, ...context } });
  return asked.flatMap(({ name, on }) => {
    const anyone = `arn:${partition}:iam::${accountId}:${on}/*`;
    const isOnOthers = (scope: Scope) => isOnSome(scope, anyone) && !isItself(scope, principal);
    const grants = permissions.of(name).grants.filter(({ scopes }) => scopes.every(isOnOthers));
    const isConditional = grants.every(({ unknownKeys }) => unknownKeys.length > 0);
    return grants.length === 0 ? [] : [{ action: name, grants, isConditional }];
  });
}

/** Those of all these actions that a policy allows, whatever denies them: most policies none. */
const namedIn = oncePer((policy: PolicyDocument): readonly string[] =>
  ASKED.filter(({ asked }) => statementsOn(policy, 'Allow', asked).length > 0).map(({ name }) => name),
);

const ASKED = [...CREATING, ...ATTACHING, ...KEYS].map(({ name }) => ({ name, asked: askedAction(name) }));

/** Whether a scope has some ARN of the pattern. */
function isOnSome(scope: Scope, pattern: string): boolean {
  if ('except' in scope) return !scope.except.some((except) => coversPattern(completeArn(except), pattern));
  return canMatchSame(withAnyValue(completeArn(scope.resource)), pattern);
}

/** What people may do with their own user is no power over others. */
function isItself(scope: Scope, { arn }: Principal): boolean {
  return 'resource' in scope && namesEntity(scope.resource, arn);
}

/** A policy that allows everything, of AWS: the one to try where a policy or a boundary can be chosen. */
export function administratorAccess({ snapshot }: AccountView): string {
  return `arn:${snapshot.account.partition}:iam::aws:policy/AdministratorAccess`;
}

/** The statements that give some liberties, each with the actions that it allows. */
export function libertyEvidence(account: AccountView, liberties: readonly Liberty[]): readonly Evidence[] {
  const byStatement = new Map<string, { readonly place: Evidence; readonly actions: Set<string> }>();
  for (const { action, grants } of liberties) {
    for (const { allowedBy } of grants) {
      const place = grantEvidence(account, { ...allowedBy.source.source, statement: allowedBy.statement });
      const key = JSON.stringify(place);
      const known = byStatement.get(key) ?? { place, actions: new Set() };
      byStatement.set(key, known);
      known.actions.add(action);
    }
  }
  return Array.from(byStatement.values(), ({ place, actions }) => ({ ...place, actions: [...actions] }));
}
