import { createHash } from 'node:crypto';
import type { Parameter } from '@aws-sdk/client-ssm';
import { AwsError } from '../operation.ts';
import { type ArnScope, parameterArn, parseReference } from './parameter-name.ts';
import type { ParameterStore, ParameterVersion, StoredParameter } from './state.ts';

/** One version of a parameter, as a `Name` with or without a selector found it. */
export interface FoundVersion {
  readonly name: string;
  readonly version: ParameterVersion;
  /** `:3` or `:label`, as it was asked for. */
  readonly selector?: string;
}

/** The parameter of a name or an ARN; throws ParameterNotFound. */
export function findParameter(store: ParameterStore, requested: string): StoredParameter {
  const parameter = parseReference(requested)
    .names.map((name) => store.get(name))
    .find((candidate) => candidate !== undefined);
  if (!parameter) {
    throw new AwsError('ParameterNotFound', `Parameter ${requested} not found.`);
  }
  return parameter;
}

/** What `name`, `name:3`, `name:label` or an ARN stands for; throws ParameterNotFound or ParameterVersionNotFound. */
export function findVersion(store: ParameterStore, requested: string): FoundVersion {
  const parameter = findParameter(store, requested);
  const { selector } = parseReference(requested);
  if (selector === undefined) {
    return latestOf(parameter);
  }
  const version = parameter.versions.find(
    (candidate) => String(candidate.version) === selector || candidate.labels.has(selector),
  );
  if (!version) {
    throw noSuchVersion(parameter.name, selector);
  }
  return { name: parameter.name, version, selector: `:${selector}` };
}

export function latestOf({ name, versions }: StoredParameter): FoundVersion {
  const version = versions.at(-1);
  if (!version) {
    throw new TypeError(`the parameter ${name} has lost its versions`);
  }
  return { name, version };
}

export function noSuchVersion(name: string, version: string | number): AwsError {
  return new AwsError(
    'ParameterVersionNotFound',
    `Systems Manager could not find version ${version} of ${name}. Verify the version and try again.`,
  );
}

/** A version as the operations that read values answer it. */
export function toParameter(found: FoundVersion, scope: ArnScope, withDecryption: boolean | undefined): Parameter {
  const { name, version, selector } = found;
  return {
    Name: name,
    Type: version.type,
    Value: readableValue(name, version, withDecryption),
    Version: version.version,
    Selector: selector,
    LastModifiedDate: version.modifiedAt,
    ARN: parameterArn(scope, name),
    DataType: version.dataType,
  };
}

/** The value; of a SecureString that is not to be decrypted, base64 that says nothing about it. */
export function readableValue(name: string, version: ParameterVersion, withDecryption: boolean | undefined): string {
  if (version.type !== 'SecureString' || withDecryption) {
    return version.value;
  }
  const opaque = createHash('sha512').update(JSON.stringify([name, version.version, version.keyId, version.value]));
  return Buffer.concat([kmsBlobHeader, opaque.digest()]).toString('base64');
}

/** How a KMS ciphertext begins, which in base64 reads `AQICAH`. */
const kmsBlobHeader = Buffer.from([0x01, 0x02, 0x02, 0x00, 0x78]);
