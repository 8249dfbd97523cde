import { arnsOf } from './arns.ts';
import type {
  Admission,
  DraftProvider,
  DraftRole,
  DraftUser,
  KeptOutBy,
  OtherAccountAdmitted,
  ProviderAdmitted,
  Trust,
} from './model.ts';

/*
 * Trust policies together with what was meant by them.
 */

export type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * A role that a service works with.
 *
 * @param source a condition on the resource that it works for
 */
export function trustOfService(
  service: string,
  forStrangers = sendingSource.includes(service),
  source?: Conditions,
): Trust {
  return trustOf({ Service: `${service}.amazonaws.com` }, { who: 'service', service, forStrangers }, source);
}

/** Of the services that roles are made for here, those that say for whose resource they work; most do not. */
const sendingSource = ['codebuild', 'ecs-tasks', 'events', 'scheduler', 'states'];

/** Trusts all of the role's own account, or somebody in it. */
export function trustWithin(accountId: string, who: 'own account' | DraftUser | DraftRole, condition?: 'MFA'): Trust {
  const arns = arnsOf(accountId);
  const asksForMfa = condition === 'MFA';
  return trustOf(
    { AWS: who === 'own account' ? arns.account : arns.holder(who) },
    { who, asksForMfa },
    asksForMfa ? { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } : undefined,
  );
}

/** What a trust policy says of another account, and what was meant by that. */
export interface AccountTerms extends Partial<Pick<OtherAccountAdmitted, 'isWhole' | 'showsProof'>> {
  /** Who in the account: all, unless a role or user is named (`role/scanner`). */
  readonly named?: string;
  readonly condition?: Conditions;
}

export function trustOfAccount(accountId: string, terms: AccountTerms = {}): Trust {
  const { named = 'root', condition, isWhole = named === 'root', showsProof = false } = terms;
  const admission = { who: 'other account', accountId, isWhole, showsProof } as const;
  return trustOf({ AWS: `arn:aws:iam::${accountId}:${named}` }, admission, condition);
}

export function trustOfEverybody(keptOutBy: KeptOutBy, condition?: Conditions): Trust {
  return trustOf('*', { who: 'everybody', keptOutBy, sparesSome: false }, condition);
}

/** The same, written as everybody but one account. */
export function trustOfEverybodyBut(accountId: string, keptOutBy: KeptOutBy, condition?: Conditions): Trust {
  const admission = { who: 'everybody', keptOutBy, sparesSome: true } as const;
  return statementOf({ NotPrincipal: { AWS: arnsOf(accountId).account } }, admission, condition);
}

export function trustOfProvider(
  accountId: string,
  provider: DraftProvider,
  strangers: ProviderAdmitted['strangers'],
  condition?: Conditions,
): Trust {
  const action = provider.kind === 'oidc' ? withToken : ['sts:AssumeRoleWithSAML', 'sts:TagSession'];
  const principal = { Federated: arnsOf(accountId).provider(provider) };
  return trustOf(principal, { who: 'provider', provider, strangers }, condition, action);
}

export function trustOfIdentityPool(guests: boolean, anyPool: boolean, condition?: Conditions): Trust {
  return trustOf({ Federated: identityPools }, { who: 'identity pool', guests, anyPool }, condition, withToken);
}

/** Cognito's provider, which every account has built in. */
export const identityPools = 'cognito-identity.amazonaws.com';

const withToken = 'sts:AssumeRoleWithWebIdentity';

/** The same trust, with somebody beside it whom nobody will meet again. */
export function withDeletedPrincipal(trust: Trust, uniqueId: string): Trust {
  const { Statement, ...document } = trust.document;
  const dangling = { Effect: 'Allow', Principal: { AWS: uniqueId }, Action: 'sts:AssumeRole' };
  return {
    document: { ...document, Statement: [Statement, dangling].flat() },
    admissions: [...trust.admissions, { who: 'deleted' }],
  };
}

/** Lets nobody in: what it says of somebody never holds any more. */
export const trustOfNobody: Trust = {
  ...trustOf(
    { AWS: 'arn:aws:iam::444455556666:root' },
    { who: 'deleted' },
    { DateLessThan: { 'aws:CurrentTime': '2021-01-01T00:00:00Z' } },
  ),
  admissions: [],
};

function trustOf(
  principal: unknown,
  admission: Admission,
  condition?: Conditions,
  action?: string | readonly string[],
): Trust {
  return statementOf({ Principal: principal }, admission, condition, action);
}

function statementOf(
  whom: { readonly Principal: unknown } | { readonly NotPrincipal: unknown },
  admission: Admission,
  condition?: Conditions,
  action: string | readonly string[] = 'sts:AssumeRole',
): Trust {
  const statement = { Effect: 'Allow', ...whom, Action: action, ...(condition && { Condition: condition }) };
  return { document: { Version: '2012-10-17', Statement: [statement] }, admissions: [admission] };
}
