import type { AuthorizationDetails } from './authorization-details.ts';
import type { Group, PolicyReference, Role, StoredDocument, User } from './snapshot.ts';

/** A policy document that the account's own people write. */
export interface OwnPolicy {
  readonly reference: PolicyReference;
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
  for (const { arn, managedBy, updatedAt, versions } of policies) {
    const inForce = versions.find(({ isDefault }) => isDefault);
    if (managedBy === 'customer' && inForce !== undefined) {
      yield { reference: { policyArn: arn }, kind: 'identity', document: inForce.document, changedAt: updatedAt };
    }
  }
  for (const entity of [...users, ...groups]) yield* inlinePoliciesOf(entity);
  for (const role of roles.filter(isOwnRole)) {
    yield* inlinePoliciesOf(role);
    const reference = { trustPolicyOf: role.arn };
    yield { reference, kind: 'trust', document: role.trustPolicy, changedAt: role.createdAt };
  }
}

function* inlinePoliciesOf({ arn: entityArn, inlinePolicies, createdAt }: User | Group | Role): Generator<OwnPolicy> {
  for (const { policyName: name, document } of inlinePolicies) {
    yield { reference: { inlinePolicy: { entityArn, name } }, kind: 'identity', document, changedAt: createdAt };
  }
}

function isOwnRole({ path }: Role): boolean {
  return !path.startsWith('/aws-service-role/') && !path.startsWith('/aws-reserved/');
}
