import { parseArn } from '../../../../../policy/arn.ts';
import { describeCondition } from '../../../../../policy/describe-condition.ts';
import { policyOf } from '../../../../../policy/document.ts';
import type { Principals, Statement } from '../../../../../policy/statement.ts';
import type { StoredDocument } from '../../../../../snapshot/snapshot.ts';

/** Whom a statement of a trust policy names. */
export interface Trusted {
  readonly kind: 'anybody' | 'account' | 'principal' | 'service' | 'provider' | 'canonical user' | 'deleted principal';
  /** As written; of `anybody` those that it leaves out, if any. */
  readonly name: string;
  /** Whether it comes from another account, or from anywhere. */
  readonly isOutside: boolean;
}

/** One statement of a trust policy in words. */
export interface TrustStatement {
  readonly index: number;
  readonly effect: Statement['effect'];
  readonly trusted: readonly Trusted[];
  /** As written: most often `sts:AssumeRole`. */
  readonly actions: readonly string[];
  /** Each has to hold. */
  readonly conditions: readonly string[];
}

/** Who a trust policy lets in, and why not all of it may be said here. */
export interface TrustList {
  readonly statements: readonly TrustStatement[];
  /** What could not be read, with its reason: it may let in others. */
  readonly unread: readonly string[];
}

/** Reads a trust policy as a list of those whom it names. Nothing is judged: whether a condition narrows is left to the checks. */
export function readTrust(trust: StoredDocument, accountId: string): TrustList {
  if ('unreadable' in trust) return { statements: [], unread: [trust.unreadable] };
  const { statements, problems } = policyOf(trust);
  return {
    statements: statements.map((statement) => ({
      index: statement.index,
      effect: statement.effect,
      trusted: trustedBy(statement, accountId),
      actions: statement.actions ?? (statement.notActions ?? []).map((action) => `all but ${action}`),
      conditions: statement.conditions.map(describeCondition),
    })),
    unread: problems.filter(({ unread }) => unread).map(({ pointer, message }) => `${pointer || 'policy'}: ${message}`),
  };
}

function trustedBy({ principals, notPrincipals }: Statement, accountId: string): readonly Trusted[] {
  if (notPrincipals !== null) {
    const except = [...namesIn(notPrincipals, accountId)].map(({ name }) => name).join(', ');
    return [{ kind: 'anybody', name: except === '' ? '' : `but ${except}`, isOutside: true }];
  }
  return principals === null ? [] : namesIn(principals, accountId);
}

function namesIn(principals: Principals, accountId: string): readonly Trusted[] {
  return [
    ...(principals.any ? [{ kind: 'anybody', name: '', isOutside: true } as const] : []),
    ...principals.aws.map((name) => trustedArn(name, accountId)),
    ...principals.service.map((name) => ({ kind: 'service', name, isOutside: false }) as const),
    ...principals.federated.map((name) => ({ kind: 'provider', name, isOutside: true }) as const),
    ...principals.canonicalUser.map((name) => ({ kind: 'canonical user', name, isOutside: true }) as const),
  ];
}

function trustedArn(name: string, ownAccountId: string): Trusted {
  const arn = parseArn(name);
  const accountId = arn?.accountId ?? (/^\d{12}$/u.test(name) ? name : null);
  if (accountId === null) return { kind: 'deleted principal', name, isOutside: false };
  const kind = arn === null || arn.resource === 'root' ? 'account' : 'principal';
  return { kind, name, isOutside: accountId !== ownAccountId };
}
