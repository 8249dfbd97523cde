import type { Arns } from '../../arns.ts';
import { latest } from '../../holdings.ts';
import type { DraftAccount, DraftPasswordPolicy, DraftRoot } from '../../model.ts';
import { of } from '../say.ts';
import type { TruthEntry } from '../truth.ts';

/** What is wrong with a root user, by check. A password is what every root user of these accounts has, unless it has nothing. */
const faultsOfRoot: Readonly<Record<string, (root: DraftRoot) => boolean>> = {
  'root-access-key': ({ keys }) => keys.some(({ active }) => active),
  'root-mfa-missing': ({ mfa }) => mfa === 'none',
  'root-mfa-not-hardware': ({ mfa }) => mfa === 'virtual',
  'root-used-recently': ({ passwordLastUsed, keys }) => {
    const lastUsed = latest([passwordLastUsed, ...keys.map((key) => key.lastUsed)]);
    return lastUsed !== null && lastUsed <= 30;
  },
};

/** What a password policy lacks, by check. Where none is set, that alone is said. */
const faultsOfPasswordPolicy: Readonly<Record<string, (policy: DraftPasswordPolicy) => boolean>> = {
  'password-policy-minimum-length': ({ minimumLength }) => minimumLength < 14,
  'password-policy-symbol': ({ symbols }) => !symbols,
  'password-policy-number': ({ numbers }) => !numbers,
  'password-policy-uppercase': ({ uppercase }) => !uppercase,
  'password-policy-lowercase': ({ lowercase }) => !lowercase,
  'password-policy-reuse': ({ reusePrevention = 0 }) => reusePrevention < 24,
  'password-policy-expiry': ({ maxAgeDays = Number.POSITIVE_INFINITY }) => maxAgeDays > 90,
  'password-policy-users-may-change': ({ usersMayChange }) => !usersMayChange,
  'password-policy-hard-expiry': ({ hardExpiry }) => hardExpiry,
};

const unmanaged = 'root-credentials-unmanaged';
const noPolicy = 'password-policy-missing';
const noFederation = 'iam-users-instead-of-federation';

export const checksOfTheAccount: readonly string[] = [
  ...Object.keys(faultsOfRoot),
  unmanaged,
  noPolicy,
  ...Object.keys(faultsOfPasswordPolicy),
  noFederation,
];

export function* truthOfTheAccount(account: DraftAccount, { account: arn }: Arns): Generator<TruthEntry> {
  const { accountId, organization, root, passwordPolicy, users, providers } = account;
  if (root !== null) {
    yield* faults(faultsOfRoot, root, arn);
    if (organization !== null && organization.managementAccountId !== accountId) {
      yield of(unmanaged).finding(arn);
    }
  }
  if (passwordPolicy === null) {
    yield of(noPolicy).finding(arn);
  } else {
    yield* faults(faultsOfPasswordPolicy, passwordPolicy, arn);
  }
  // OpenID Connect is what machines sign in by.
  if (users.some(({ password }) => password) && providers.some(({ kind }) => kind === 'saml')) {
    yield of(noFederation).finding(arn);
  }
}

function* faults<Subject>(
  checks: Readonly<Record<string, (subject: Subject) => boolean>>,
  subject: Subject,
  arn: string,
): Generator<TruthEntry> {
  for (const [checkId, isAtFault] of Object.entries(checks)) {
    if (isAtFault(subject)) {
      yield of(checkId).finding(arn);
    }
  }
}
