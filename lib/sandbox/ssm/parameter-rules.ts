import type { ParameterTier } from '@aws-sdk/client-ssm';
import { failedConstraint } from '../constraints.ts';
import { isKnownKey } from '../kms-keys.ts';
import { AwsError } from '../operation.ts';
import type { ParameterVersion } from './state.ts';

/** Bytes of UTF-8 that a value may have, by tier (API reference, PutParameter, Tier). */
const maximumValueBytes = { Standard: 4096, Advanced: 8192 };

const defaultKey = 'alias/aws/ssm';
const types = ['String', 'StringList', 'SecureString'] as const;
const tiers: readonly string[] = ['Standard', 'Advanced', 'Intelligent-Tiering'];

/** A new value, which may be held to a pattern; throws ValidationException or what is wrong with the pattern or by it. */
export function checkValue(value: string, allowedPattern: string | undefined): string {
  if (value === '') {
    throw failedConstraint('value', value, 'Member must have length greater than or equal to 1');
  }
  if (value.includes('{{')) {
    throw new AwsError(
      'ValidationException',
      'Parameter value can\'t nest another parameter. Do not use "{{}}" in the value.',
    );
  }
  if (allowedPattern && !compile(allowedPattern).test(value)) {
    throw new AwsError(
      'ParameterPatternMismatchException',
      `Parameter value failed to satisfy the allowed pattern: ${allowedPattern}`,
    );
  }
  return value;
}

function compile(allowedPattern: string): RegExp {
  try {
    return new RegExp(allowedPattern);
  } catch (cause) {
    const error = new AwsError(
      'InvalidAllowedPatternException',
      "The request doesn't meet the regular expression requirement.",
    );
    error.cause = cause;
    throw error;
  }
}

/** The tier that a value is stored in; throws ValidationException when it is too large for it, or the tier would go down. */
export function chooseTier(
  value: string,
  requested: ParameterTier | undefined,
  current: ParameterTier | undefined,
): ParameterVersion['tier'] {
  if (requested !== undefined && !tiers.includes(requested)) {
    throw failedConstraint('tier', requested, `Member must satisfy enum value set: [${tiers.join(', ')}]`);
  }
  if (requested === 'Standard' && current === 'Advanced') {
    throw new AwsError(
      'ValidationException',
      "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier to " +
        'the standard-parameter tier. If necessary, you can delete the advanced parameter and recreate it as a standard parameter.',
    );
  }
  const bytes = Buffer.byteLength(value);
  const needsAdvanced = requested === 'Intelligent-Tiering' && bytes > maximumValueBytes.Standard;
  const tier = requested === 'Advanced' || current === 'Advanced' || needsAdvanced ? 'Advanced' : 'Standard';
  if (bytes > maximumValueBytes[tier]) {
    throw new AwsError('ValidationException', tooLargeSentence[tier]);
  }
  return tier;
}

const tooLargeSentence = {
  Standard:
    `Standard tier parameters support a maximum parameter value of ${maximumValueBytes.Standard} characters. To create a larger ` +
    'parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see ' +
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html',
  Advanced: `Advanced tier parameters support a maximum parameter value of ${maximumValueBytes.Advanced} characters.`,
};

/** The type of a new version: as requested, or that of the version before, which cannot be changed. */
export function checkType(
  requested: string | undefined,
  latest: ParameterVersion | undefined,
): ParameterVersion['type'] {
  if (requested === undefined && latest === undefined) {
    throw new AwsError('ValidationException', 'A parameter type is required when you create a parameter.');
  }
  const type = requested === undefined ? latest?.type : types.find((known) => known === requested);
  if (type === undefined) {
    throw failedConstraint('type', requested ?? '', `Member must satisfy enum value set: [${types.join(', ')}]`);
  }
  if (latest && latest.type !== type) {
    throw new AwsError(
      'HierarchyTypeMismatchException',
      `Parameter Store doesn't support changing a parameter type: ${latest.type} to ${type}. You must create a new, unique parameter.`,
    );
  }
  return type;
}

/**
 * The key of a SecureString, undefined for other types; throws InvalidKeyId for one that the account does not know.
 * An overwrite that names no key is encrypted with the default one: the key of the version before is not remembered.
 */
export function chooseKey(
  requested: string | undefined,
  type: ParameterVersion['type'],
  known: readonly string[],
): string | undefined {
  if (type !== 'SecureString') {
    if (requested !== undefined) {
      throw new AwsError('ValidationException', 'KeyId is required for SecureString type parameter only.');
    }
    return undefined;
  }
  const keyId = requested ?? defaultKey;
  if (!isKnownKey(keyId, known, defaultKey)) {
    throw new AwsError('InvalidKeyId', `Invalid keyId ${keyId}`);
  }
  return keyId;
}
