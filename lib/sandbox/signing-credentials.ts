import type { Account } from './account.ts';
import type { AccountSpecInput } from './account-file.ts';
import { uniqueId, uuid } from './iam/ids.ts';

/** Credentials as SDK clients take them. */
export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * What signs requests, by account: the first credential of the account file that has not expired. An account that has
 * none gets a key of its root user.
 */
export function signingCredentialsOf(
  accounts: readonly Account[],
  specs: readonly (AccountSpecInput | Account)[],
  seed: string,
): ReadonlyMap<string, SigningCredentials> {
  return new Map(
    accounts.map((account) => {
      const spec = specs.find(({ accountId }) => accountId === account.accountId);
      const credential = spec && 'credentials' in spec ? spec.credentials?.find(({ expired }) => !expired) : undefined;
      return [account.accountId, credential ? withoutOwner(credential) : rootKeyOf(account, seed)];
    }),
  );
}

type FileCredential = NonNullable<AccountSpecInput['credentials']>[number];

function withoutOwner({ accessKeyId, secretAccessKey, sessionToken }: FileCredential): SigningCredentials {
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

function rootKeyOf(account: Account, seed: string): SigningCredentials {
  const { accountId, partition } = account;
  const accessKeyId = uniqueId('AKIA', seed, `${accountId}/sandbox`);
  const secretAccessKey = uuid(seed, `${accountId}/sandbox`);
  const arn = `arn:${partition}:iam::${accountId}:root`;
  account.addSession({
    accessKeyId,
    secretAccessKey,
    caller: { arn, accountId, accessKeyId, uniqueId: accountId },
  });
  return { accessKeyId, secretAccessKey };
}

const defaultRegion = 'us-east-1';

/** Environment variables that point any AWS client at the embedded account and nowhere else. */
export function environmentOf(
  endpoint: string,
  { accessKeyId, secretAccessKey, sessionToken }: SigningCredentials,
): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken !== undefined && { AWS_SESSION_TOKEN: sessionToken }),
    // The SDKs read the first, the aws CLI the second.
    AWS_REGION: defaultRegion,
    AWS_DEFAULT_REGION: defaultRegion,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
