import { LambdaClient, ListFunctionsCommand, paginateListFunctions } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { listFunctions } from '../../../lib/sandbox/lambda/list-functions.ts';
import { accountId, callsTo, embeddedAccount, expectAwsError } from '../calling.ts';
import { serving } from '../serving.ts';
import { aFunction, surroundings } from './an-account.ts';

const arn = `arn:aws:lambda:eu-west-1:${accountId}:function:orders-api`;
const queue = `arn:aws:sqs:eu-west-1:${accountId}:orders-failed`;
const layer = 'arn:aws:lambda:eu-west-1:094274105915:layer:AWSLambdaPowertoolsTypeScriptV2:44';

describe('listFunctions', () => {
  const connection = serving({
    ...surroundings,
    functions: [
      aFunction('orders-api', {
        environment: { TABLE: 'orders', "it's": '"quoted" ü' },
        kmsKeyId: 'alias/orders',
        subnets: ['subnet-0a1', 'subnet-0b2'],
        layers: [layer],
        tracing: true,
        deadLetter: queue,
        logGroup: '/orders/api',
      }),
      aFunction('orders-image', { runtime: 'image' }),
      aFunction('orders-sealed', { environment: { TABLE: 'orders' }, kmsKeyId: surroundings.keys[1]?.id }),
      ...Array.from({ length: 120 }, (_, index) => aFunction(`worker-${index}`, { region: 'eu-central-1' })),
    ],
  });
  const functionsIn = async (region?: string) =>
    (await new LambdaClient(connection(region)).send(new ListFunctionsCommand())).Functions ?? [];

  it('lists the configuration of the functions of the Region that is asked', async () => {
    const [first] = await functionsIn();
    expect(first).toMatchObject({
      FunctionName: 'orders-api',
      FunctionArn: arn,
      PackageType: 'Zip',
      Runtime: 'nodejs24.x',
      Role: `arn:aws:iam::${accountId}:role/apps/orders-api`,
      LastModified: '2026-11-01T12:00:00.000+0000',
      Version: '$LATEST',
      RevisionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      CodeSha256: expect.stringMatching(/^[\w+/]{43}=$/),
      VpcConfig: { SubnetIds: ['subnet-0a1', 'subnet-0b2'], VpcId: expect.stringMatching(/^vpc-[0-9a-f]{17}$/) },
      DeadLetterConfig: { TargetArn: queue },
      Environment: { Variables: { TABLE: 'orders', "it's": '"quoted" ü' } },
      KMSKeyArn: `arn:aws:kms:eu-west-1:${accountId}:alias/orders`,
      TracingConfig: { Mode: 'Active' },
      Layers: [{ Arn: layer }],
      LoggingConfig: { LogGroup: '/orders/api' },
    });
    expect(await functionsIn('us-east-1')).toEqual([]);
  });

  it('leaves out what a function does not have', async () => {
    const image = (await functionsIn()).find(({ FunctionName }) => FunctionName === 'orders-image');
    expect(image).toMatchObject({
      PackageType: 'Image',
      TracingConfig: { Mode: 'PassThrough' },
      LoggingConfig: { LogGroup: '/aws/lambda/orders-image' },
    });
    for (const member of ['Runtime', 'VpcConfig', 'DeadLetterConfig', 'Environment', 'KMSKeyArn', 'Layers', 'State']) {
      expect(image).not.toHaveProperty(member);
    }
  });

  it('says why there is no environment whose key cannot be used', async () => {
    const sealed = (await functionsIn()).find(({ FunctionName }) => FunctionName === 'orders-sealed');
    expect(sealed?.Environment).toEqual({
      Error: { ErrorCode: 'DisabledException', Message: expect.stringContaining('unable to decrypt') },
    });
  });

  it('answers 50 at most, whatever number is asked for', async () => {
    const pages = paginateListFunctions({ client: new LambdaClient(connection('eu-central-1')) }, { MaxItems: 10_000 });
    const found = await Array.fromAsync(pages, ({ Functions = [] }) => Functions.map((each) => each.FunctionName));
    expect(found.map((page) => page.length)).toEqual([50, 50, 20]);
    expect(new Set(found.flat()).size).toBe(120);
  });

  it('refuses sizes and markers that it does not know', () => {
    const inIreland = callsTo(embeddedAccount());
    expectAwsError('ValidationException', () => inIreland(listFunctions, { MaxItems: 0 }));
    expect(
      expectAwsError('ValidationException', () => inIreland(listFunctions, { MaxItems: 10_001 })).message,
    ).toContain("at 'maxItems'");
    expectAwsError('InvalidParameterValueException', () => inIreland(listFunctions, { Marker: 'page-2' }));
  });
});
