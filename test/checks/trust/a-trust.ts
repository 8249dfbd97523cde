import { type AccountBuilder, anAccount } from '../../builders/an-account.ts';
import type { DocumentSpec, RoleSpec } from '../../builders/specs.ts';

export const ROLE_ARN = 'arn:aws:iam::111122223333:role/deploy';

export type StatementSpec = Exclude<DocumentSpec, string>;

/** A trust policy of these statements; of one alone, without a list, as hand-written ones often are. */
export function trustOf(...statements: StatementSpec[]): DocumentSpec {
  const [first, ...others] = statements;
  return { Version: '2012-10-17', Statement: others.length === 0 && first ? first : [...statements] };
}

/** An account with the role `deploy`, which has this trust policy. */
export function withTrust(trust: DocumentSpec, role: Omit<RoleSpec, 'trust'> = {}): AccountBuilder {
  return anAccount().withRole('deploy', { ...role, trust });
}

/** A statement that lets a principal assume the role, by AssumeRole unless the parts say otherwise. */
export function letting(Principal: StatementSpec | string, parts: StatementSpec = {}): StatementSpec {
  return { Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...parts };
}

/** A statement that takes tokens of an OpenID Connect provider under conditions. */
export function takingTokens(Federated: string, Condition: StatementSpec = {}): StatementSpec {
  return letting({ Federated }, { Action: 'sts:AssumeRoleWithWebIdentity', Condition });
}
