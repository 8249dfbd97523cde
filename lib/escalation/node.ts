import { isAdminTogether } from '../policy/admin.ts';
import { parsePolicyDocument } from '../policy/document.ts';
import type { PolicyHolder } from '../policy/effective/policy-holder.ts';
import type { ContextValues } from '../policy/evaluate/context.ts';
import { statementsOf } from '../policy/statement-actions.ts';
import type { AccountPrincipal, HeldPolicy } from './account.ts';
import type { ActorClass } from './actor.ts';
import type { Circumstances } from './judge.ts';
import type { Target } from './targets.ts';

/** A user or role as the search meets it, or somebody outside who can become a role. */
export interface Node extends Target {
  readonly index: number;
  readonly arn: string;
  /** Null for somebody outside. */
  readonly principal: AccountPrincipal | null;
  /** What it can do; null for somebody outside, and for a service-linked role, which nobody can use. */
  readonly actor: ActorClass | null;
  /** Whether its policies make it an administrator as they stand. */
  readonly isAdmin: boolean;
  /** The node that this one is, after something was changed for it: see `variants.ts`. */
  readonly original: Node | null;
}

/** IAM refuses to change service-linked roles and those of Identity Center. */
export function isEditable({ principal }: Node): boolean {
  return principal !== null && !/^\/aws-(service-role|reserved)\//.test(principal.entity.path);
}

export function isServiceLinked({ entity }: AccountPrincipal): boolean {
  return entity.path.startsWith('/aws-service-role/');
}

export function isIdentityCenter({ principal }: Node): boolean {
  return principal?.entity.path.startsWith('/aws-reserved/') === true;
}

/** Whether policies and boundary make an administrator: all of them together, judged by what they say. */
export function isAdminWith(holder: Pick<PolicyHolder<unknown>, 'identity' | 'boundary'>): boolean {
  const { identity, boundary } = holder;
  if (!isAdminTogether(identity.map(({ policy }) => policy))) return false;
  return boundary === undefined || isAdminTogether([boundary.policy]);
}

/** Whether somebody would be an administrator if its policies, as far as they can be rewritten, allowed everything. */
export function isAdminWhenRewritten({ identity, boundary }: PolicyHolder<HeldPolicy>): boolean {
  if (boundary !== undefined && !isAdminTogether([boundary.policy])) return false;
  const denying = identity.filter(({ policy }) => statementsOf(policy, 'Deny').length > 0);
  return denying.length === 0 || isAdminTogether([...denying.map(({ policy }) => policy), EVERYTHING]);
}

/** A policy that allows everything: what can be written where one may write policies. */
export const EVERYTHING = parsePolicyDocument({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
});

/** The keys by which a request on a user or role speaks of it: Service Authorization Reference, IAM. */
export function circumstancesOf({ entity }: AccountPrincipal): (action: string) => Circumstances {
  const tags: ContextValues = Object.fromEntries(
    Object.entries(entity.tags).flatMap(([key, value]) => [
      [`aws:ResourceTag/${key}`, value],
      [`iam:ResourceTag/${key}`, value],
    ]),
  );
  const knownPrefixes = ['aws:ResourceTag/', 'iam:ResourceTag/'];
  const boundary = { 'iam:PermissionsBoundary': entity.permissionsBoundaryArn };
  return (action) => ({
    context: SPEAKS_OF_BOUNDARY.has(action) ? { ...tags, ...boundary } : tags,
    knownPrefixes,
  });
}

/** Of the actions on users and roles those whose requests have the boundary of the one they are on. */
const SPEAKS_OF_BOUNDARY: ReadonlySet<string> = new Set([
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:DeleteRolePermissionsBoundary',
  'iam:DeleteUserPermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
]);
