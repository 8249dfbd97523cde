import { createHash } from 'node:crypto';
import type { EnvironmentResponse, FunctionConfiguration, Runtime } from '@aws-sdk/client-lambda';
import type { Account } from '../account.ts';
import { findKey } from '../kms/find-key.ts';
import { kmsKeyArn } from '../kms-keys.ts';
import type { LambdaFunction } from './state.ts';

/** A function as ListFunctions tells of it: its state and the version of its runtime are left to GetFunction, as in AWS. */
export function configurationOf(account: Account, fn: LambdaFunction): FunctionConfiguration {
  const digest = createHash('sha256').update(fn.revisionId).digest();
  return {
    FunctionName: fn.name,
    FunctionArn: fn.arn,
    ...(fn.runtime === 'image'
      ? { PackageType: 'Image' }
      : // A runtime that this SDK does not know is one that AWS may answer any day.
        { PackageType: 'Zip', Runtime: fn.runtime as Runtime, Handler: 'index.handler' }),
    Role: fn.roleArn,
    CodeSize: 4096 + digest.readUInt16BE(),
    Description: '',
    Timeout: 30,
    MemorySize: 256,
    LastModified: fn.modifiedAt.toISOString().replace('Z', '+0000'),
    CodeSha256: digest.toString('base64'),
    Version: '$LATEST',
    RevisionId: fn.revisionId,
    ...(fn.subnets.length > 0 && { VpcConfig: vpcOf(fn) }),
    ...(fn.deadLetter !== undefined && { DeadLetterConfig: { TargetArn: fn.deadLetter } }),
    ...(Object.keys(fn.environment).length > 0 && { Environment: environmentOf(account, fn) }),
    ...(fn.kmsKeyId !== undefined && { KMSKeyArn: kmsKeyArn(fn.kmsKeyId, { ...account, region: fn.region }) }),
    TracingConfig: { Mode: fn.tracing ? 'Active' : 'PassThrough' },
    ...(fn.layers.length > 0 && { Layers: fn.layers.map((Arn) => ({ Arn, CodeSize: 1_048_576 })) }),
    Architectures: ['x86_64'],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: fn.logGroup ?? `/aws/lambda/${fn.name}` },
  };
}

function vpcOf({ subnets, vpcId }: LambdaFunction) {
  return {
    SubnetIds: subnets,
    SecurityGroupIds: [vpcId.replace('vpc', 'sg')],
    VpcId: vpcId,
    Ipv6AllowedForDualStack: false,
  };
}

/** Lambda shows no environment whose key cannot be used: it says why instead. */
function environmentOf(account: Account, { environment, kmsKeyId, region }: LambdaFunction): EnvironmentResponse {
  const key = kmsKeyId === undefined ? undefined : findKey(account, kmsKeyId, region);
  if (key === undefined || key.state === 'Enabled') return { Variables: environment };
  const exception = key.state === 'Disabled' ? 'DisabledException' : 'KMSInvalidStateException';
  return {
    Error: {
      ErrorCode: exception,
      Message: `Lambda was unable to decrypt the environment variables due to an internal service error. KMS Exception: ${exception}`,
    },
  };
}
