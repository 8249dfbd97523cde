import type { PolicyHolder } from '../policy/effective/policy-holder.ts';
import type { StatementPointer } from '../policy/evaluate/layers.ts';
import type { Role, Snapshot, StoredDocument, User } from '../snapshot/snapshot.ts';

/** Which policy grants something, in the words of the evidence contract. */
export type PolicySource =
  | { readonly policyArn: string }
  | { readonly inlinePolicy: { readonly entityArn: string; readonly name: string } };

/** A policy that a principal holds, with its document in force. */
export interface HeldPolicy {
  readonly source: PolicySource;
  readonly document: StoredDocument | null;
}

/** A user or role with what decides its requests. */
export type AccountPrincipal = (
  | { readonly kind: 'user'; readonly entity: User }
  | { readonly kind: 'role'; readonly entity: Role }
) & { readonly arn: string; readonly name: string; readonly holder: PolicyHolder<HeldPolicy> };

/** What the search for paths wants to know of an account. The checks have it all: principals of `AccountView` with `heldPolicies`. */
export interface EscalationAccount {
  readonly snapshot: Snapshot;
  readonly principals: readonly AccountPrincipal[];
}

export type HeldStatement = StatementPointer<HeldPolicy>;

/** `policy ARN` or `entity ARN/name`: one text for each policy. */
export function keyOfSource(source: PolicySource): string {
  return 'policyArn' in source ? source.policyArn : `${source.inlinePolicy.entityArn}/${source.inlinePolicy.name}`;
}
