import {
  GetFunctionEventInvokeConfigCommand,
  GetFunctionUrlConfigCommand,
  GetPolicyCommand,
  LambdaClient,
  ListFunctionsCommand,
  ListFunctionUrlConfigsCommand,
} from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { accountId } from '../calling.ts';
import { serving } from '../serving.ts';
import { aFunction, surroundings } from './an-account.ts';

const arn = `arn:aws:lambda:eu-west-1:${accountId}:function:orders-api`;
const policy = {
  Version: '2012-10-17',
  Id: 'default',
  Statement: [
    {
      Sid: 'events',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: arn,
    },
  ],
};
const failed = `arn:aws:sqs:eu-west-1:${accountId}:orders-failed`;
const notThere = {
  name: 'ResourceNotFoundException',
  Type: 'User',
  message: 'The resource you requested does not exist.',
  $metadata: { httpStatusCode: 404 },
};

const connection = serving({
  ...surroundings,
  functions: [
    aFunction('orders-api', {
      policy,
      onFailure: failed,
      url: { auth: 'NONE', allowOrigins: ['https://shop.example'], allowCredentials: true },
    }),
    aFunction('orders-broken', { policy: '{"Version":', url: { auth: 'AWS_IAM' } }),
    aFunction('orders-plain'),
  ],
});
const lambda = (region?: string) => new LambdaClient(connection(region));

describe('getPolicy', () => {
  const policyOf = (FunctionName: string, region?: string) =>
    lambda(region).send(new GetPolicyCommand({ FunctionName }));

  it('answers the document as text, with the revision of the function', async () => {
    const { Policy = '', RevisionId } = await policyOf('orders-api');
    expect(JSON.parse(Policy)).toEqual(policy);
    const { Functions = [] } = await lambda().send(new ListFunctionsCommand());
    expect(RevisionId).toBe(Functions[0]?.RevisionId);
    expect((await policyOf('orders-broken')).Policy).toBe('{"Version":');
  });

  it.each(['orders-api:$LATEST', arn, `${accountId}:function:orders-api`, `${arn}:$LATEST`])(
    'finds the function by %s',
    async (name) => {
      expect(JSON.parse((await policyOf(name)).Policy ?? '')).toEqual(policy);
    },
  );

  it.each([
    'orders-plain',
    'no-such-function',
    'orders-api:7',
    arn.replace('eu-west-1', 'us-east-1'),
    arn.replace(accountId, '444455556666'),
    '../../2015-03-31/functions',
    'orders api/policy?Qualifier=x#é',
    '__proto__',
  ])('says of %s that there is nothing', async (name) => {
    await expect(policyOf(name)).rejects.toMatchObject(notThere);
  });

  it('looks in the Region that is asked', async () => {
    await expect(policyOf('orders-api', 'eu-central-1')).rejects.toMatchObject(notThere);
  });
});

describe('getFunctionUrlConfig', () => {
  const urlOf = (FunctionName: string) => lambda().send(new GetFunctionUrlConfigCommand({ FunctionName }));

  it('answers who may call the URL, and from where a browser may', async () => {
    expect(await urlOf('orders-api')).toMatchObject({
      FunctionArn: arn,
      FunctionUrl: expect.stringMatching(/^https:\/\/[0-9a-f]{32}\.lambda-url\.eu-west-1\.on\.aws\/$/),
      AuthType: 'NONE',
      Cors: { AllowOrigins: ['https://shop.example'], AllowCredentials: true },
      CreationTime: '2026-11-01T12:00:00.000Z',
      InvokeMode: 'BUFFERED',
    });
  });

  it('leaves out CORS that was not set up', async () => {
    const url = await urlOf('orders-broken');
    expect(url.AuthType).toBe('AWS_IAM');
    expect(url).not.toHaveProperty('Cors');
  });

  it.each(['orders-plain', 'no-such-function'])('says of %s that there is nothing', async (name) => {
    await expect(urlOf(name)).rejects.toMatchObject(notThere);
  });
});

describe('listFunctionUrlConfigs', () => {
  const urlsOf = (FunctionName: string) => lambda().send(new ListFunctionUrlConfigsCommand({ FunctionName }));

  it('lists the URL of a function, if it has one', async () => {
    expect((await urlsOf('orders-api')).FunctionUrlConfigs).toMatchObject([{ FunctionArn: arn, AuthType: 'NONE' }]);
    expect((await urlsOf('orders-plain')).FunctionUrlConfigs).toEqual([]);
    await expect(urlsOf('no-such-function')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Function not found: no-such-function',
    });
  });
});

describe('getFunctionEventInvokeConfig', () => {
  const configOf = (FunctionName: string) => lambda().send(new GetFunctionEventInvokeConfigCommand({ FunctionName }));

  it('answers where events go that could not be handled', async () => {
    expect(await configOf('orders-api')).toMatchObject({
      FunctionArn: `${arn}:$LATEST`,
      LastModified: new Date('2026-11-01T12:00:00Z'),
      DestinationConfig: { OnFailure: { Destination: failed } },
    });
  });

  it('says of a function that sends them nowhere that it has no such configuration', async () => {
    await expect(configOf('orders-plain')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `The function ${arn.replace('api', 'plain')}:$LATEST doesn't have an EventInvokeConfig`,
    });
  });
});
