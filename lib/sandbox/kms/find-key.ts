import type { Account } from '../account.ts';
import { kmsKeyArn } from '../kms-keys.ts';
import { AwsError } from '../operation.ts';

/** A key as KMS lists it. */
export type KmsKey = Account['keys'][number];

/** The key of this id, ARN or alias (as a name or an ARN) in a Region. Undefined: KMS has none. */
export function findKey(account: Account, keyId: string, region: string): KmsKey | undefined {
  const wanted = kmsKeyArn(keyId, { ...account, region });
  return account.keys.find(
    (key) =>
      key.region === region &&
      [key.id, key.alias].some((named) => named !== undefined && kmsKeyArn(named, { ...account, region }) === wanted),
  );
}

/** KMS's error for a key that it does not have. */
export function keyNotFound(account: Account, keyId: string, region: string): AwsError {
  const arn = kmsKeyArn(keyId, { ...account, region });
  return new AwsError(
    'NotFoundException',
    arn.includes(':alias/') ? `Alias ${arn} is not found.` : `Key '${arn}' does not exist`,
  );
}
