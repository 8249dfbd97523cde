import type { PutParameterCommandInput, PutParameterResult } from '@aws-sdk/client-ssm';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { checkNewName, parameterArn } from './parameter-name.ts';
import { checkType, checkValue, chooseKey, chooseTier } from './parameter-rules.ts';
import type { ParameterStore, ParameterVersion, StoredParameter } from './state.ts';

/** Versions of one parameter that are kept (user guide, "Working with parameter versions"). */
const maximumVersions = 100;
/** Parameters of one account and Region by tier (AWS general reference, Systems Manager quotas). */
const maximumParameters = { Standard: 10_000, Advanced: 100_000 };

const dataTypes: readonly string[] = ['text', 'aws:ec2:image', 'aws:ssm:integration'];

type Input = HandlerInput<PutParameterCommandInput>;

/** PutParameter, as the API reference describes it; tags are taken and not kept, since no operation here answers them. */
export function putParameter({ input, account, caller, region, now }: Call<Input>): PutParameterResult {
  const store = account.ssm.inRegion(region);
  const name = checkNewName(input.Name, (candidate) => parameterArn({ ...account, region }, candidate));
  const existing = store.get(name);
  const latest = existing?.versions.at(-1);

  checkRequest(input, latest);
  const allowedPattern = input.AllowedPattern ?? latest?.allowedPattern;
  const type = checkType(input.Type, latest);
  const version: ParameterVersion = {
    version: (latest?.version ?? 0) + 1,
    value: checkValue(input.Value, allowedPattern),
    type,
    keyId: chooseKey(input.KeyId, type, account.kmsKeys),
    tier: chooseTier(input.Value, input.Tier, latest?.tier),
    dataType: input.DataType ?? latest?.dataType ?? 'text',
    description: input.Description ?? latest?.description,
    allowedPattern,
    modifiedAt: now,
    modifiedBy: caller.arn,
    labels: new Set(),
  };
  if (existing) {
    addVersion(existing, version);
  } else {
    addParameter(store, name, version);
  }
  return { Version: version.version, Tier: version.tier };
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
