import type { Resource } from '../../findings/finding.ts';
import type { Group, ManagedPolicy, StoredDocument } from '../../snapshot/snapshot.ts';
import {
  type AccountView,
  documentInForce,
  isIdentityCenter,
  isServiceLinked,
  type Principal,
} from '../account-view.ts';
import type { CheckContext } from '../check.ts';
import { oncePer } from '../once.ts';
import { reachOf } from '../policy-use.ts';
import { groupResource, permissionSetResource, policyResource, principalResource } from '../resources.ts';

/** A policy that grants something, or would if it were attached, and where findings on it stand. */
export interface IdentityPolicy {
  /** The managed policy; for an inline policy the user, group, role or permission set that has it. */
  readonly resource: Resource;
  readonly document: StoredDocument | null;
  /** **Contract**: part of the evidence, of inline policies only. */
  readonly inlinePolicy?: { readonly entityArn: string; readonly name: string };
  /** Not so of customer policies that nobody has. */
  readonly isAttached: boolean;
  /** The users and roles that it reaches, through groups too. */
  holders(): readonly Principal[];
}

/**
 * The policies that somebody of the account decided on: customer managed ones, those of AWS that are attached, and inline ones. Not
 * those that only service-linked roles hold, nor those that are only used as permissions boundaries, which grant nothing.
 */
export function* identityPolicies(context: CheckContext): Iterable<IdentityPolicy> {
  const { account } = context;
  for (const policy of account.snapshot.policies) {
    const isAttached = isHeld(account, policy);
    const isOfInterest = isAttached || (policy.managedBy === 'customer' && isLoose(account, policy));
    if (isOfInterest) yield managedPolicy(context, policy, isAttached);
  }
  for (const principal of account.principals) {
    if (!isServiceLinked(principal)) yield* inlineOfPrincipal(context, principal);
  }
  for (const group of account.snapshot.groups) yield* inlineOfGroup(context, group);
}

function isHeld(account: AccountView, policy: ManagedPolicy): boolean {
  const holders = account.attachedTo(policy.arn);
  return holders.length === 0 ? account.isAttached(policy) : holders.some((arn) => !SERVICE_LINKED.test(arn));
}

const SERVICE_LINKED = /:role\/aws-service-role\//;

function isLoose(account: AccountView, policy: ManagedPolicy): boolean {
  return !account.isAttached(policy) && !account.isBoundary(policy);
}

function managedPolicy(context: CheckContext, policy: ManagedPolicy, isAttached: boolean): IdentityPolicy {
  return {
    resource: policyResource(context, policy),
    document: documentInForce(policy),
    isAttached,
    holders: () => reachOf(context, policy.arn),
  };
}

function* inlineOfPrincipal(context: CheckContext, principal: Principal): Iterable<IdentityPolicy> {
  for (const { policyName, document } of principal.entity.inlinePolicies) {
    yield {
      resource: isIdentityCenter(principal)
        ? permissionSetResource(context, principal)
        : principalResource(context, principal),
      document,
      inlinePolicy: { entityArn: principal.arn, name: policyName },
      isAttached: true,
      holders: () => [principal],
    };
  }
}

function* inlineOfGroup(context: CheckContext, group: Group): Iterable<IdentityPolicy> {
  for (const { policyName, document } of group.inlinePolicies) {
    yield {
      resource: groupResource(context, group),
      document,
      inlinePolicy: { entityArn: group.arn, name: policyName },
      isAttached: true,
      holders: () => membersOf(context.account)(group),
    };
  }
}

const membersOf = oncePer((account: AccountView) => {
  const byArn = new Map(account.principals.map((principal) => [principal.arn, principal]));
  return (group: Group) => account.membersOf(group.groupName).flatMap(({ arn }) => byArn.get(arn) ?? []);
});
