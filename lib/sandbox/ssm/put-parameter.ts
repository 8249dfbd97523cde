import type { ParameterTier, PutParameterCommandInput, PutParameterResult } from '@aws-sdk/client-ssm';
import { failedConstraint } from '../constraints.ts';
import { isKnownKey } from '../kms-keys.ts';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { checkNewName, parameterArn } from './parameter-name.ts';
import type { ParameterStore, ParameterVersion, StoredParameter } from './state.ts';

/** Bytes of UTF-8 that a value may have, by tier (API reference, PutParameter, Tier). */
const maximumValueBytes = { Standard: 4096, Advanced: 8192 };
/** Versions of one parameter that are kept (user guide, "Working with parameter versions"). */
const maximumVersions = 100;
/** Parameters of one account and Region by tier (AWS general reference, Systems Manager quotas). */
const maximumParameters = { Standard: 10_000, Advanced: 100_000 };

const defaultKey = 'alias/aws/ssm';
const types = ['String', 'StringList', 'SecureString'] as const;
const tiers: readonly string[] = ['Standard', 'Advanced', 'Intelligent-Tiering'];
const dataTypes: readonly string[] = ['text', 'aws:ec2:image', 'aws:ssm:integration'];

type Input = HandlerInput<PutParameterCommandInput>;
type StoredTier = ParameterVersion['tier'];

/** PutParameter, as the API reference describes it; tags are taken and not kept, since no operation here answers them. */
export function putParameter({ input, account, caller, region, now }: Call<Input>): PutParameterResult {
  const store = account.ssm.inRegion(region);
  const name = checkNewName(input.Name, (candidate) => parameterArn({ ...account, region }, candidate));
  const existing = store.get(name);
  const latest = existing?.versions.at(-1);

  checkRequest(input, latest);
  const value = checkValue(input.Value, input.AllowedPattern ?? latest?.allowedPattern);
  const tier = chooseTier(value, input.Tier, latest?.tier);
  const type = checkType(input.Type, latest);
  const keyId = chooseKey(input.KeyId, type, account.kmsKeys);
  const description = input.Description ?? latest?.description;
  const allowedPattern = input.AllowedPattern ?? latest?.allowedPattern;

  const version: ParameterVersion = {
    version: (latest?.version ?? 0) + 1,
    value,
    type,
    tier,
    dataType: input.DataType ?? latest?.dataType ?? 'text',
    modifiedAt: now,
    modifiedBy: caller.arn,
    labels: new Set(),
    ...(keyId === undefined ? {} : { keyId }),
    ...(description === undefined ? {} : { description }),
    ...(allowedPattern === undefined ? {} : { allowedPattern }),
  };
  if (existing) {
    addVersion(existing, version);
  } else {
    addParameter(store, name, version);
  }
  return { Version: version.version, Tier: tier };
}

function checkRequest(input: Input, latest: ParameterVersion | undefined): void {
  if (input.Overwrite && input.Tags && input.Tags.length > 0) {
    throw new AwsError(
      'ValidationException',
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite " +
        'flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.',
    );
  }
  if (input.DataType !== undefined && !dataTypes.includes(input.DataType)) {
    throw new AwsError(
      'ValidationException',
      `The following data type is not supported: ${input.DataType} (Data type names are all lowercase.)`,
    );
  }
  if (latest && !input.Overwrite) {
    throw new AwsError(
      'ParameterAlreadyExists',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    );
  }
}

function checkValue(value: string, allowedPattern: string | undefined): string {
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

function chooseTier(
  value: string,
  requested: ParameterTier | undefined,
  current: ParameterTier | undefined,
): StoredTier {
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

function checkType(requested: string | undefined, latest: ParameterVersion | undefined): ParameterVersion['type'] {
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

/** An overwrite that names no key is encrypted with the default one: the key of the version before is not remembered. */
function chooseKey(
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

function addParameter(store: ParameterStore, name: string, version: ParameterVersion): void {
  const ofTier = [...store.values()].filter((parameter) => parameter.versions.at(-1)?.tier === version.tier);
  if (ofTier.length >= maximumParameters[version.tier]) {
    throw new AwsError(
      'ParameterLimitExceeded',
      'You have exceeded the number of parameters for this Amazon Web Services account. Delete one or more parameters and try again.',
    );
  }
  store.set(name, { name, versions: [version] });
}

function addVersion(parameter: StoredParameter, version: ParameterVersion): void {
  const oldest = parameter.versions[0];
  const isFull = parameter.versions.length >= maximumVersions;
  if (isFull && oldest && oldest.labels.size > 0) {
    throw new AwsError(
      'ParameterMaxVersionLimitExceeded',
      `You attempted to create a new version of ${parameter.name} by calling the PutParameter API with the overwrite flag. ` +
        `Version ${oldest.version}, the oldest version, can't be deleted because it has a label associated with it. ` +
        'Move the label to another version of the parameter, and try again.',
    );
  }
  parameter.versions = [...parameter.versions.slice(isFull ? 1 : 0), version];
}
