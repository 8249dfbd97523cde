import type { FunctionAccess, LambdaFunction, Snapshot } from '../../lib/snapshot/snapshot.ts';
import { ACCOUNT_ID, entityArn } from './naming.ts';
import type { DocumentSpec } from './specs.ts';
import { daysAgo, NOW } from './time.ts';

export function functionArn(name: string, region = 'eu-west-1'): string {
  return `arn:aws:lambda:${region}:${ACCOUNT_ID}:function:${name}`;
}

/** A function of eu-west-1 with the role `orders`, well kept unless told otherwise. */
export function aFunction(name: string, parts: Partial<LambdaFunction> = {}): LambdaFunction {
  const region = parts.region ?? 'eu-west-1';
  return {
    arn: functionArn(name, region),
    name,
    region,
    runtime: 'nodejs24.x',
    roleArn: entityArn('role', '/', 'orders'),
    modifiedAt: daysAgo(30),
    revisionId: `revision-of-${name}`,
    kmsKeyArn: null,
    environment: null,
    subnetIds: ['subnet-a', 'subnet-b'],
    layerArns: [],
    tracing: 'Active',
    deadLetterTargetArn: `arn:aws:sqs:${region}:${ACCOUNT_ID}:failed`,
    logGroup: `/aws/lambda/${name}`,
    ...parts,
  };
}

/** Functions, in subnets of two zones, as parts of a snapshot. */
export function withFunctions(...items: readonly LambdaFunction[]): Pick<Snapshot, 'functions' | 'subnets'> {
  const subnet = (id: string, availabilityZoneId: string) => ({ id, region: 'eu-west-1', availabilityZoneId });
  return {
    functions: { regions: ['eu-west-1'], items: [...items] },
    subnets: {
      regions: ['eu-west-1'],
      items: [subnet('subnet-a', 'euw1-az1'), subnet('subnet-b', 'euw1-az2'), subnet('subnet-a2', 'euw1-az1')],
    },
  };
}

/** What was read of who may reach a function: nobody, unless told otherwise. */
export function anAccess(
  name: string,
  { policy = null, ...parts }: Partial<Omit<FunctionAccess, 'policy'>> & { readonly policy?: DocumentSpec | null } = {},
): FunctionAccess {
  return {
    functionArn: functionArn(name),
    revisionId: `revision-of-${name}`,
    readAt: NOW.toISOString(),
    policy: policy === null ? null : typeof policy === 'string' ? { unreadable: policy } : { json: policy },
    url: null,
    ...parts,
  };
}

/** A statement of a function's policy that lets everybody invoke it, unless the parts say otherwise. */
export function forEverybody(name: string, parts: Exclude<DocumentSpec, string> = {}): Exclude<DocumentSpec, string> {
  return {
    Sid: 'everybody',
    Effect: 'Allow',
    Principal: '*',
    Action: 'lambda:InvokeFunction',
    Resource: functionArn(name),
    ...parts,
  };
}

export function policyOfFunction(...statements: readonly Exclude<DocumentSpec, string>[]): DocumentSpec {
  return { Version: '2012-10-17', Id: 'default', Statement: [...statements] };
}
