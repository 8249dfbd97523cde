import { arnsOf } from './arns.ts';
import type { Admission, DraftProvider, DraftRole, DraftUser, Trust } from './model.ts';

/*
 * Trust policies together with what was meant by them.
 */

type Block = Readonly<Record<string, unknown>>;

export function trustOfService(service: string): Trust {
  return trustOf({ Service: `${service}.amazonaws.com` }, { who: 'service' });
}

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

/** Trusts all of another account. */
export function trustOfAccount(accountId: string): Trust {
  return trustOf({ AWS: arnsOf(accountId).account }, { who: 'other account' });
}

export function trustOfProvider(accountId: string, provider: DraftProvider): Trust {
  const Action =
    provider.kind === 'oidc' ? 'sts:AssumeRoleWithWebIdentity' : ['sts:AssumeRoleWithSAML', 'sts:TagSession'];
  return trustOf({ Federated: arnsOf(accountId).provider(provider) }, { who: 'provider', provider }, undefined, Action);
}

function trustOf(
  principal: Block,
  admission: Admission,
  condition?: Block,
  action: string | readonly string[] = 'sts:AssumeRole',
): Trust {
  const statement = {
    Effect: 'Allow',
    Principal: principal,
    Action: action,
    ...(condition && { Condition: condition }),
  };
  return { document: { Version: '2012-10-17', Statement: [statement] }, admissions: [admission] };
}
