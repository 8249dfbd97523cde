import type { PolicySource } from './account.ts';

/** A statement that grants a step, in the words of the evidence contract. */
export type GrantingStatement = PolicySource & { readonly statement: number };

/** A statement of a role's trust policy that lets somebody in. */
export interface TrustingStatement {
  readonly trustPolicyOf: string;
  readonly statement: number;
}

/** A dormant version of a managed policy that is put in force, because it grants more. */
export interface RevivedVersion {
  readonly policyArn: string;
  readonly versionId: string;
}

/** One step of a path. */
export interface Hop {
  /** ARN of whoever takes it: where the path has got to, or somebody whom it came by. */
  readonly from: string;
  /** ARN of whom it gives control of, or makes an administrator: of `from` itself, where that rewrites its own policies. */
  readonly to: string;
  /** Id of the technique. */
  readonly technique: string;
  /** Of the identity-based policies of `from`; empty where the trust policy alone decides. */
  readonly grants: readonly GrantingStatement[];
  readonly trusts: readonly TrustingStatement[];
  /** Whether it depends on something that cannot be decided. */
  readonly conditional: boolean;
  /** On what, each a clause in words; none when it is not conditional. Keys and values are those of the policies. */
  readonly conditions: readonly string[];
  /** Of a step that puts another version of a policy in force; what comes after it is granted by that version. */
  readonly revived?: RevivedVersion;
  /** Of a step that uses an existing resource: its ARN, where it is known. */
  readonly resourceArn?: string;
}

/** How a principal becomes an administrator, or another principal. */
export interface EscalationPath {
  /** ARN of whom the attacker is at the end. */
  readonly target: string;
  readonly conditional: boolean;
  readonly hops: readonly Hop[];
}

/**
 * The statements that a path needs, of the versions in force: what comes after another version was put in force is granted by
 * that version, and has the place of a statement there.
 */
export function statementsInForce({ hops }: EscalationPath): readonly (GrantingStatement | TrustingStatement)[] {
  const reviving = hops.findIndex(({ revived }) => revived !== undefined);
  const asRead = reviving === -1 ? hops : hops.slice(0, reviving + 1);
  return asRead.flatMap(({ grants, trusts }) => [...grants, ...trusts]);
}
