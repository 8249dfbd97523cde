import { isAdminTogether } from '../policy/admin.ts';
import { catalogue } from '../policy/catalogue/catalogue.ts';
import { type PolicyDocument, parsePolicyDocument } from '../policy/document.ts';
import type { PolicyHolder } from '../policy/effective/policy-holder.ts';
import type { ContextValues } from '../policy/evaluate/context.ts';
import { isUnlimited, statementsOf } from '../policy/statement-actions.ts';
import { statementsOn } from '../policy/statements-on.ts';
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
  if (!identity.some(({ policy }) => allowsOnEverything(policy))) return false;
  const isUnbounded = boundary === undefined || isAdminTogether([boundary.policy]);
  return isUnbounded && isAdminTogether(identity.map(({ policy }) => policy));
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

/** A first, cheap look: whoever may do everything may do this on everything. */
function allowsOnEverything(policy: PolicyDocument): boolean {
  return statementsOn(policy, 'Allow', PROBE).some(isUnlimited);
}

const PROBE = { action: 'iam:createpolicyversion', actionNumber: catalogue.actionNumber('iam:CreatePolicyVersion') };

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
