import {
  DescribeKeyCommand,
  GetKeyRotationStatusCommand,
  type GetKeyRotationStatusResponse,
  type KeyMetadata,
  type KMSClient,
} from '@aws-sdk/client-kms';
import { describeAwsError } from '../../aws/describe-error.ts';
import type { KeyRotation, KmsKey } from '../../snapshot/snapshot.ts';
import { required } from '../answers.ts';
import type { CollectContext } from '../context.ts';
import type { Reading } from '../reading.ts';
import { isYoungEnough } from './kept-for-days.ts';
import { readEach } from './read-each.ts';

/** What KMS says of keys that it cannot rotate, or not now, where it does not say that rotation is off. */
const REFUSALS: ReadonlySet<string> = new Set(['UnsupportedOperationException', 'KMSInvalidStateException']);

/**
 * Whether KMS rotates the keys, and of those that it does not, why it cannot. A key that could be rotated and is not is asked about
 * every night, that a fix is seen; the answer about any other holds for some days.
 *
 * @param kept answers of an earlier night; null: there are none
 */
export async function readKeyRotation(
  context: CollectContext,
  keys: readonly KmsKey[],
  kept: readonly KeyRotation[] | null,
): Promise<Reading<readonly KeyRotation[]>> {
  const now = context.clock();
  const before = new Map(kept?.map((rotation) => [rotation.keyArn, rotation]));
  return readEach(context, {
    source: 'key-rotation',
    noun: 'keys',
    items: keys,
    takeOver: ({ arn }) => {
      const rotation = before.get(arn);
      if (rotation === undefined || !isYoungEnough(rotation, arn, now)) return null;
      return rotation.isOn || rotation.exempt !== null ? rotation : null;
    },
    ask: async ({ arn, region }) => ({
      keyArn: arn,
      readAt: now.toISOString(),
      ...(await rotationOf(context.aws.kms(region), arn)),
    }),
  });
}

async function rotationOf(kms: KMSClient, arn: string): Promise<Pick<KeyRotation, 'isOn' | 'periodDays' | 'exempt'>> {
  const status = await statusOf(kms, arn);
  if (!('refusal' in status) && status.KeyRotationEnabled) {
    return { isOn: true, periodDays: status.RotationPeriodInDays ?? null, exempt: null };
  }
  const { KeyMetadata: metadata } = await kms.send(new DescribeKeyCommand({ KeyId: arn }));
  const exempt = whyNotRotated(required(metadata, 'KeyMetadata'));
  // It is not known to be off then.
  if (exempt === null && 'refusal' in status) throw status.refusal;
  return { isOn: false, periodDays: null, exempt };
}

async function statusOf(
  kms: KMSClient,
  arn: string,
): Promise<GetKeyRotationStatusResponse | { readonly refusal: unknown }> {
  try {
    return await kms.send(new GetKeyRotationStatusCommand({ KeyId: arn }));
  } catch (refusal) {
    if (REFUSALS.has(describeAwsError(refusal).code)) return { refusal };
    throw refusal;
  }
}

/** KMS developer guide, "Rotate AWS KMS keys": which keys it does not rotate by itself, and in which states it rotates none. */
function whyNotRotated({
  KeyManager,
  KeySpec,
  KeyState,
  Origin,
  MultiRegionConfiguration: multiRegion,
}: KeyMetadata): string | null {
  if (KeyManager === 'AWS') return 'AWS manages it';
  if (KeySpec?.startsWith('HMAC_')) return `it is for HMAC (${KeySpec})`;
  if (KeySpec !== 'SYMMETRIC_DEFAULT') return `it is asymmetric (${required(KeySpec, 'KeySpec')})`;
  if (Origin === 'EXTERNAL') return 'its material is imported';
  if (Origin !== 'AWS_KMS') return `it is in a custom key store (${required(Origin, 'Origin')})`;
  if (KeyState === 'PendingDeletion' || KeyState === 'PendingReplicaDeletion') return 'it is about to be deleted';
  if (KeyState === 'Disabled') return 'it is disabled';
  if (multiRegion?.MultiRegionKeyType === 'REPLICA') return 'it is a replica, which is rotated with its primary key';
  return null;
}
