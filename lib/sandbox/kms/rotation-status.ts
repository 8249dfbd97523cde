import type { GetKeyRotationStatusCommandInput, GetKeyRotationStatusResponse } from '@aws-sdk/client-kms';
import { kmsKeyArn } from '../kms-keys.ts';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { findKey, type KmsKey, keyNotFound } from './find-key.ts';

const dayMs = 86_400_000;

/**
 * GetKeyRotationStatus, of an id or ARN. AWS's own keys are always rotated, those that wait for their deletion never; asymmetric
 * and HMAC keys are not, and keys whose material is not KMS's are refused (developer guide, "Key states of KMS keys").
 */
export function getKeyRotationStatus(
  call: Call<HandlerInput<GetKeyRotationStatusCommandInput>>,
): GetKeyRotationStatusResponse {
  const { input, account, region, now } = call;
  const arn = kmsKeyArn(input.KeyId, { ...account, region });
  if (arn.includes(':alias/')) throw new AwsError('NotFoundException', `Invalid keyId '${input.KeyId}'`);
  const key = findKey(account, input.KeyId, region);
  if (!key) throw keyNotFound(account, input.KeyId, region);
  if (key.origin !== 'AWS_KMS') {
    throw new AwsError(
      'UnsupportedOperationException',
      `${arn} origin is ${key.origin} which is not valid for this operation.`,
    );
  }
  if (key.state === 'Creating') throw new AwsError('KMSInvalidStateException', `${arn} is creating.`);
  return isRotated(key)
    ? {
        KeyId: key.id,
        KeyRotationEnabled: true,
        RotationPeriodInDays: key.periodDays,
        NextRotationDate: nextRotation(key, now),
      }
    : { KeyId: key.id, KeyRotationEnabled: false };
}

function isRotated({ awsManaged, rotation, spec, state }: KmsKey): boolean {
  return awsManaged || (rotation && spec === 'SYMMETRIC_DEFAULT' && state !== 'PendingDeletion');
}

function nextRotation({ createdAt, periodDays }: KmsKey, now: Date): Date {
  const periodMs = periodDays * dayMs;
  const done = Math.max(0, Math.floor((now.getTime() - createdAt.getTime()) / periodMs));
  return new Date(createdAt.getTime() + (done + 1) * periodMs);
}
