import {
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  ListAccountAliasesCommand,
} from '@aws-sdk/client-iam';
import { describeAwsError } from '../aws/describe-error.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { CollectContext } from './context.ts';
import type { Reading } from './reading.ts';

type AccountSummary = NonNullable<Snapshot['accountSummary']>;
type PasswordPolicy = NonNullable<Snapshot['passwordPolicy']>;

export async function readAccountSummary({ aws }: CollectContext): Promise<Reading<AccountSummary>> {
  const { SummaryMap } = await aws.iam().send(new GetAccountSummaryCommand());
  return { data: { ...SummaryMap } };
}

/** Whether the account summary counts none of something, so that there is nothing to list. */
export function hasNone(
  summary: AccountSummary | null,
  key: 'AccountMFAEnabled' | 'InstanceProfiles' | 'MFADevicesInUse' | 'Providers' | 'ServerCertificates',
): boolean {
  return summary?.[key] === 0;
}

export async function readPasswordPolicy({ aws }: CollectContext): Promise<Reading<PasswordPolicy>> {
  const answer = await aws
    .iam()
    .send(new GetAccountPasswordPolicyCommand())
    .catch((error: unknown) => {
      if (describeAwsError(error).kind === 'not-found') return null;
      throw error;
    });
  if (answer === null) return { data: { set: false } };
  const policy = answer.PasswordPolicy;
  return {
    data: {
      set: true,
      // AWS's own minimum; it always tells the length in practice.
      minimumLength: policy?.MinimumPasswordLength ?? 6,
      requireSymbols: policy?.RequireSymbols ?? false,
      requireNumbers: policy?.RequireNumbers ?? false,
      requireUppercase: policy?.RequireUppercaseCharacters ?? false,
      requireLowercase: policy?.RequireLowercaseCharacters ?? false,
      allowUsersToChange: policy?.AllowUsersToChangePassword ?? false,
      expirePasswords: policy?.ExpirePasswords ?? false,
      maxAgeDays: policy?.MaxPasswordAge ?? null,
      reusePrevention: policy?.PasswordReusePrevention ?? null,
      hardExpiry: policy?.HardExpiry ?? false,
    },
  };
}

/** The account's alias (it can have one); null when it has none. */
export async function readAlias({ aws }: CollectContext): Promise<Reading<string | null>> {
  const { AccountAliases } = await aws.iam().send(new ListAccountAliasesCommand());
  return { data: AccountAliases?.[0] ?? null };
}
