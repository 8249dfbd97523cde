import type {
  DescribeKeyCommandInput,
  DescribeKeyResponse,
  KeyMetadata,
  KeySpec,
  MacAlgorithmSpec,
} from '@aws-sdk/client-kms';
import type { Account } from '../account.ts';
import { kmsKeyArn } from '../kms-keys.ts';
import type { Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { findKey, type KmsKey, keyNotFound } from './find-key.ts';

const dayMs = 86_400_000;
/** Days that a key waits for its deletion, unless it was told otherwise (API reference, ScheduleKeyDeletion). */
const waitingDays = 30;

export function describeKey(call: Call<HandlerInput<DescribeKeyCommandInput>>): DescribeKeyResponse {
  const { input, account, region, now } = call;
  const key = findKey(account, input.KeyId, region);
  if (!key) throw keyNotFound(account, input.KeyId, region);
  return { KeyMetadata: metadataOf(key, account, now) };
}

function metadataOf(key: KmsKey, account: Account, now: Date): KeyMetadata {
  const spec = key.spec as KeySpec;
  return {
    AWSAccountId: account.accountId,
    KeyId: key.id,
    Arn: kmsKeyArn(key.id, { ...account, region: key.region }),
    CreationDate: key.createdAt,
    Enabled: key.state === 'Enabled',
    Description: '',
    KeyState: key.state,
    Origin: key.origin,
    KeyManager: key.awsManaged ? 'AWS' : 'CUSTOMER',
    KeySpec: spec,
    CustomerMasterKeySpec: spec as KeyMetadata['CustomerMasterKeySpec'],
    MultiRegion: false,
    ...usageOf(key.spec),
    ...(key.state === 'PendingDeletion' && { DeletionDate: new Date(now.getTime() + waitingDays * dayMs) }),
    ...(key.origin === 'EXTERNAL' && { ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' }),
  };
}

/** What a key of a spec is made for. An asymmetric one of the account file is for signatures. */
function usageOf(spec: string): Pick<KeyMetadata, 'KeyUsage' | 'EncryptionAlgorithms' | 'MacAlgorithms'> {
  if (spec === 'SYMMETRIC_DEFAULT') return { KeyUsage: 'ENCRYPT_DECRYPT', EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] };
  const [, bits] = /^HMAC_(\d+)$/.exec(spec) ?? [];
  return bits === undefined
    ? { KeyUsage: 'SIGN_VERIFY' }
    : { KeyUsage: 'GENERATE_VERIFY_MAC', MacAlgorithms: [`HMAC_SHA_${bits}` as MacAlgorithmSpec] };
}
