import type { LambdaFunction, Snapshot } from '../../../lib/snapshot/snapshot.ts';
import { anAccount } from '../../builders/an-account.ts';
import { ACCOUNT_ID } from '../../builders/naming.ts';
import { daysAgo } from '../../builders/time.ts';

const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT_ID}:role/${name}`;

/** A function of eu-west-1 that runs with a role of the account. */
export function aFunction(name: string, role: string, more: Partial<LambdaFunction> = {}): LambdaFunction {
  return {
    arn: `arn:aws:lambda:eu-west-1:${ACCOUNT_ID}:function:${name}`,
    name,
    region: 'eu-west-1',
    runtime: 'nodejs24.x',
    roleArn: roleArn(role),
    modifiedAt: daysAgo(40),
    revisionId: null,
    kmsKeyArn: null,
    environment: null,
    subnetIds: [],
    layerArns: [],
    tracing: 'Active',
    deadLetterTargetArn: null,
    logGroup: `/aws/lambda/${name}`,
    ...more,
  };
}

const allow = (...actions: readonly string[]) => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: actions, Resource: '*' },
});

/**
 * Two functions that share the role `orders`, which uses S3 and not SQS, and nothing of its policy `tracing`; one whose role is nowhere; one
 * whose administrator role nobody could ask about.
 */
export function shopFunctions(): Snapshot {
  const snapshot = anAccount()
    .withPolicy('orders-data', allow('s3:GetObject', 's3:ListAllMyBuckets', 'sqs:SendMessage'))
    .withPolicy('tracing', allow('xray:PutTraceSegments'))
    .withRole('orders', {
      policies: ['orders-data', 'tracing'],
      used: { s3: daysAgo(2), 's3:ListAllMyBuckets': daysAgo(2), sqs: null, xray: null },
    })
    .withRole('deploy', {
      inline: { everything: allow('*') },
      lastUsed: daysAgo(3),
      lastAccessed: { status: 'denied', reason: 'iam:GenerateServiceLastAccessedDetails is not allowed' },
    })
    .build();
  const items = [
    aFunction('orders-api', 'orders'),
    aFunction('orders-worker', 'orders', { runtime: null }),
    aFunction('left-over', 'gone', { runtime: 'python3.9' }),
    aFunction('deployer', 'deploy'),
  ];
  return { ...snapshot, functions: { regions: ['eu-west-1'], items } };
}
