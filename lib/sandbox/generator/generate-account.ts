import type { AccountSpecInput } from '../account-file.ts';
import { accountSpecOf } from './account-spec.ts';
import { tellAccount } from './tell-account.ts';
import { truthOfCredentials } from './truth/credentials/credentials.ts';
import { truthOfGuardrails } from './truth/guardrails/guardrails.ts';
import { truthOfPolicies } from './truth/policy/policies.ts';
import { truthOfTrust } from './truth/trust/trust.ts';
import type { Truth } from './truth/truth.ts';
import { truthOfUnused } from './truth/unused/unused.ts';

export interface GenerateOptions {
  /** The same seed and numbers make the same account. */
  readonly seed: string;
  readonly users: number;
  readonly roles: number;
  /** Customer managed policies. AWS managed ones come with whoever holds them. */
  readonly policies: number;
  /** Left out: one for each dozen users. */
  readonly groups?: number;
  /** What ages are counted from. Whole seconds, as IAM keeps them. */
  readonly now: Date;
  readonly accountId?: string;
  /** Opt-in Regions that are switched on, for example one in which AWS records no use. */
  readonly optedInRegions?: readonly string[];
}

export interface GeneratedAccount {
  readonly spec: AccountSpecInput;
  readonly truth: Truth;
}

/** What is worked out of an account, family by family of the catalogue. */
const families = [truthOfUnused, truthOfCredentials, truthOfGuardrails, truthOfTrust, truthOfPolicies] as const;

/**
 * Makes an account of any size, realistic in its mix: archetypes (see stories/) told as often as their weights say, with
 * policies that principals share. The truth about it follows from what was told, not from any reading of the documents.
 */
export function generateAccount(options: GenerateOptions): GeneratedAccount {
  const { seed, users, roles, policies, now, accountId = '111122223333', optedInRegions = [] } = options;
  const groups = options.groups ?? Math.max(10, Math.round(users / 12));
  const account = tellAccount({ seed, users, roles, policies, groups, accountId, optedInRegions });
  const truths = families.map((truthOf) => truthOf(account));
  return {
    spec: accountSpecOf(account, now),
    truth: {
      configuration: { regions: 'all', trustedAccountIds: account.trustedAccountIds },
      checkIds: truths.flatMap(({ checkIds }) => checkIds),
      entries: truths.flatMap(({ entries }) => entries),
    },
  };
}
