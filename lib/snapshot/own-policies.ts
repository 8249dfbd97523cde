import type { AuthorizationDetails } from './authorization-details.ts';
import type { Group, ManagedPolicy, PolicyReference, Role, StoredDocument, User } from './snapshot.ts';

/** A policy document that the account's own people write. */
export interface OwnPolicy {
  readonly reference: PolicyReference;
  /** The managed policy, or the user, group or role that has the policy. */
  readonly on: ManagedPolicy | User | Group | Role;
  readonly kind: 'identity' | 'trust';
  readonly document: StoredDocument;
  /** When it was last changed; AWS does not date inline and trust policies, so for these since when there can have been one. */
  readonly changedAt: string;
}

/**
 * The customer managed policies as they are in force, the inline policies, and the trust policies. Not those of roles that
 * a service or Identity Center made, which cannot be changed in IAM.
 */
export function* ownPolicies({ users, groups, roles, policies }: AuthorizationDetails): Generator<OwnPolicy> {
  for (const on of policies) {
    const inForce = on.versions.find(({ isDefault }) => isDefault);
    if (on.managedBy !== 'customer' || inForce === undefined) continue;
    const { document } = inForce;
    yield { reference: { policyArn: on.arn }, on, kind: 'identity', document, changedAt: on.updatedAt };
  }
  for (const entity of [...users, ...groups]) yield* inlinePoliciesOf(entity);
  for (const role of roles.filter(isOwnRole)) {
    yield* inlinePoliciesOf(role);
    const reference = { trustPolicyOf: role.arn };
    yield { reference, on: role, kind: 'trust', document: role.trustPolicy, changedAt: role.createdAt };
  }
}

function* inlinePoliciesOf(on: User | Group | Role): Generator<OwnPolicy> {
  for (const { policyName: name, document } of on.inlinePolicies) {
    const reference = { inlinePolicy: { entityArn: on.arn, name } };
    yield { reference, on, kind: 'identity', document, changedAt: on.createdAt };
  }
}

function isOwnRole({ path }: Role): boolean {
  return !path.startsWith('/aws-service-role/') && !path.startsWith('/aws-reserved/');
}
