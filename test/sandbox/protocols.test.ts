import { Readable } from 'node:stream';
import {
  AccessAnalyzerClient,
  GetAnalyzerCommand,
  ListAnalyzersCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-accessanalyzer';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  InvalidParameterValueException,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  CreateOpenIDConnectProviderCommand,
  EntityAlreadyExistsException,
  type EvaluationResult,
  GetContextKeysForCustomPolicyCommand,
  IAMClient,
  ListUsersCommand,
  SimulateCustomPolicyCommand,
  TagRoleCommand,
} from '@aws-sdk/client-iam';
import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { ParameterNotFound, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { describe, expect, it } from 'vitest';
import { AwsError } from '../../lib/sandbox/operation.ts';
import type { Sandbox } from '../../lib/sandbox/server.ts';
import { type Operation, operation, type ServiceDefinition } from '../../lib/sandbox/service.ts';
import { aSandbox, connectionTo } from './a-sandbox.ts';

const awkward = 'a&b <c> "d" \'e\' ü 日本 \u{1F600}\r\n\ttab + % / = \u2028';
const instant = new Date('2026-03-02T04:15:00.000Z');

/** Serves one service made of these operations. */
function serving(service: Omit<ServiceDefinition, 'operations'>, ...operations: Operation[]): Promise<Sandbox> {
  return aSandbox({ services: [{ ...service, operations }] });
}

function failing(code: string, status?: number): () => never {
  return () => {
    throw new AwsError(code, 'It went wrong.', status);
  };
}

describe('query', () => {
  const iam = { signingName: 'iam', protocols: ['query'] } as const;

  it('carries texts, lists, numbers, flags and instants both ways', async () => {
    const result: EvaluationResult = {
      EvalActionName: 's3:GetObject',
      EvalDecision: 'allowed',
      MissingContextValues: [],
      EvalDecisionDetails: { 'IAM Policy': 'allowed', [awkward]: 'implicitDeny' },
      MatchedStatements: [{ SourcePolicyId: awkward, StartPosition: { Line: 1, Column: 17 } }],
    };
    const seen: unknown[] = [];
    const sandbox = await serving(
      iam,
      operation(SimulateCustomPolicyCommand, ({ input }) => {
        seen.push(input);
        return {
          IsTruncated: true,
          Marker: awkward,
          EvaluationResults: [result],
        };
      }),
      operation(ListUsersCommand, () => ({
        Users: [
          { UserName: awkward, Path: '/', UserId: 'A', Arn: 'arn', CreateDate: instant, PasswordLastUsed: instant },
        ],
      })),
    );
    const client = new IAMClient(connectionTo(sandbox));
    const input = {
      PolicyInputList: [awkward, '{"Statement":[]}'],
      ActionNames: ['s3:GetObject'],
      ContextEntries: [
        {
          ContextKeyName: 'aws:MultiFactorAuthAge',
          ContextKeyValues: ['1', '2'],
          ContextKeyType: 'numericList' as const,
        },
        { ContextKeyName: awkward, ContextKeyValues: [] },
      ],
      MaxItems: 12,
    };
    const { EvaluationResults, IsTruncated, Marker } = await client.send(new SimulateCustomPolicyCommand(input));
    expect(seen).toEqual([input]);
    expect({ IsTruncated, Marker }).toEqual({ IsTruncated: true, Marker: awkward });
    expect(EvaluationResults).toEqual([result]);
    const { Users } = await client.send(new ListUsersCommand({}));
    expect(Users?.[0]).toMatchObject({ UserName: awkward, CreateDate: instant, PasswordLastUsed: instant });
  });

  it('keeps the order of lists beyond nine items, and empty lists', async () => {
    const seen: unknown[] = [];
    const sandbox = await serving(
      iam,
      operation(GetContextKeysForCustomPolicyCommand, ({ input }) => {
        seen.push(input.PolicyInputList);
        return { ContextKeyNames: [] };
      }),
    );
    const client = new IAMClient(connectionTo(sandbox));
    const PolicyInputList = Array.from({ length: 25 }, (_, index) => String(index));
    const { ContextKeyNames } = await client.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList }));
    await client.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList: [] }));
    expect([seen, ContextKeyNames]).toEqual([[PolicyInputList, []], []]);
  });

  it('answers an operation that answers nothing', async () => {
    const sandbox = await serving(
      iam,
      operation(TagRoleCommand, () => {}),
    );
    const tags = [{ Key: 'team', Value: awkward }];
    const { $metadata } = await new IAMClient(connectionTo(sandbox)).send(
      new TagRoleCommand({ RoleName: 'auditor', Tags: tags }),
    );
    expect($metadata).toMatchObject({ httpStatusCode: 200, requestId: expect.stringMatching(/^[\da-f-]{36}$/) });
  });

  it('answers errors that the SDK knows by their wire codes', async () => {
    const sandbox = await serving(
      iam,
      operation(CreateOpenIDConnectProviderCommand, failing('EntityAlreadyExists', 409)),
    );
    const call = new IAMClient(connectionTo(sandbox)).send(
      new CreateOpenIDConnectProviderCommand({ Url: 'https://example.com' }),
    );
    await expect(call).rejects.toThrow(EntityAlreadyExistsException);
    await expect(call).rejects.toMatchObject({ message: 'It went wrong.', $metadata: { httpStatusCode: 409 } });
  });

  it('answers an action that it does not have', async () => {
    const sandbox = await serving(iam);
    await expect(new IAMClient(connectionTo(sandbox)).send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: 'InvalidAction',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('answers a handler that fails with an error, not with silence', async () => {
    const sandbox = await serving(
      iam,
      operation(ListUsersCommand, () => {
        throw new TypeError('no such list');
      }),
    );
    await expect(new IAMClient(connectionTo(sandbox)).send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: 'InternalFailure',
      message: 'The embedded account failed: no such list',
    });
  });
});

describe('ec2Query', () => {
  const ec2 = { signingName: 'ec2', protocols: ['ec2Query'] } as const;

  it("carries EC2's names and flat lists both ways", async () => {
    const seen: unknown[] = [];
    const Reservations = [
      {
        Instances: [
          {
            InstanceId: 'i-0abc',
            LaunchTime: instant,
            IamInstanceProfile: { Arn: awkward },
            Tags: [{ Key: 'a', Value: 'b' }],
          },
        ],
      },
    ];
    const sandbox = await serving(
      ec2,
      operation(DescribeInstancesCommand, ({ input }) => {
        seen.push(input);
        return { Reservations, NextToken: 'next' };
      }),
    );
    const input = {
      InstanceIds: ['i-0abc', 'i-0def'],
      Filters: [{ Name: 'instance-state-name', Values: ['running', 'stopped'] }],
      MaxResults: 5,
      DryRun: false,
      NextToken: awkward,
    };
    const answer = await new EC2Client(connectionTo(sandbox)).send(new DescribeInstancesCommand(input));
    expect(seen).toEqual([input]);
    expect(answer).toMatchObject({ Reservations, NextToken: 'next' });
  });

  it("answers errors in EC2's own shape", async () => {
    const sandbox = await serving(ec2, operation(DescribeInstancesCommand, failing('InvalidInstanceID.NotFound')));
    const call = new EC2Client(connectionTo(sandbox)).send(new DescribeInstancesCommand({}));
    await expect(call).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound', message: 'It went wrong.' });
  });
});

describe('json', () => {
  const ssm = { signingName: 'ssm', protocols: ['json1_1'] } as const;
  const put = { Name: '/a', Value: awkward, Tags: [{ Key: 'k', Value: 'v' }], Overwrite: true };

  it('carries documents both ways', async () => {
    const seen: unknown[] = [];
    const sandbox = await serving(
      ssm,
      operation(PutParameterCommand, ({ input }) => {
        seen.push(input);
        return { Version: 3, Tier: 'Standard' as const };
      }),
    );
    const answer = await new SSMClient(connectionTo(sandbox)).send(new PutParameterCommand(put));
    expect(seen).toEqual([put]);
    expect(answer).toMatchObject({ Version: 3, Tier: 'Standard' });
  });

  it('answers errors that the SDK knows, and operations that it does not have', async () => {
    const sandbox = await serving(ssm, operation(PutParameterCommand, failing('ParameterNotFound')));
    const call = new SSMClient(connectionTo(sandbox)).send(new PutParameterCommand(put));
    await expect(call).rejects.toThrow(ParameterNotFound);
    const other = new SSMClient(connectionTo(await serving(ssm))).send(new PutParameterCommand(put));
    await expect(other).rejects.toMatchObject({ name: 'UnknownOperationException' });
  });
});

describe('a service of several protocols', () => {
  const datum = {
    MetricName: awkward,
    Timestamp: instant,
    Values: [1.5, 2e10],
    Dimensions: [{ Name: 'AccountId', Value: '1' }],
  };
  const series = { Id: 'm1', Timestamps: [instant], Values: [0.25], StatusCode: 'Complete' as const };

  async function cloudwatch(seen: unknown[]): Promise<Sandbox> {
    return serving(
      { signingName: 'monitoring', actionPrefix: 'cloudwatch', protocols: ['json1_0', 'rpcV2Cbor', 'query'] },
      operation(PutMetricDataCommand, ({ input }) => {
        seen.push(input);
      }),
      operation(GetMetricDataCommand, () => ({ MetricDataResults: [series] })),
      operation(DescribeAlarmsCommand, failing('InvalidParameterValue')),
    );
  }

  const defaultNamespace = 'com.amazonaws.cloudwatch';
  const xmlNamespace = 'http://monitoring.amazonaws.com/doc/2010-08-01/';

  it.each([
    ['JSON, as the SDK asks', {}],
    [
      'CBOR',
      { protocol: AwsSmithyRpcV2CborProtocol, protocolSettings: { defaultNamespace, awsQueryCompatible: true } },
    ],
    [
      'query',
      { protocol: AwsQueryProtocol, protocolSettings: { defaultNamespace, xmlNamespace, version: '2010-08-01' } },
    ],
  ])('answers in %s', async (_name, spoken) => {
    const seen: unknown[] = [];
    const sandbox = await cloudwatch(seen);
    const client = new CloudWatchClient({ ...connectionTo(sandbox), ...spoken });
    const input = { Namespace: 'AccountAuditor', MetricData: [datum] };
    await client.send(new PutMetricDataCommand(input));
    expect(seen).toEqual([input]);
    const { MetricDataResults } = await client.send(
      new GetMetricDataCommand({ MetricDataQueries: [], StartTime: instant, EndTime: instant }),
    );
    expect(MetricDataResults).toMatchObject([series]);
    await expect(client.send(new DescribeAlarmsCommand({}))).rejects.toMatchObject({ message: 'It went wrong.' });
    expect(sandbox.ledger.counts()).toMatchObject({ 'cloudwatch:PutMetricData': 1 });
  });

  it('keeps the codes that it had in query', async () => {
    const client = new CloudWatchClient(connectionTo(await cloudwatch([])));
    await expect(client.send(new DescribeAlarmsCommand({}))).rejects.toThrow(InvalidParameterValueException);
  });

  it('reads the gzip that the SDK makes of many metrics', async () => {
    const seen: unknown[] = [];
    const client = new CloudWatchClient(connectionTo(await cloudwatch(seen)));
    const MetricData = Array.from({ length: 300 }, (_, index) => ({ ...datum, MetricName: `Metric${index}` }));
    await client.send(new PutMetricDataCommand({ Namespace: 'AccountAuditor', MetricData }));
    expect(seen).toEqual([{ Namespace: 'AccountAuditor', MetricData }]);
  });
});

describe('restJson', () => {
  const analyzers = { signingName: 'access-analyzer', protocols: ['restJson'] } as const;
  const analyzer = {
    arn: 'arn:aws:access-analyzer:eu-west-1:111122223333:analyzer/a',
    name: awkward,
    type: 'ACCOUNT' as const,
    createdAt: instant,
    status: 'ACTIVE' as const,
    tags: { team: awkward },
  };

  it('carries members in the path, the query and the document', async () => {
    const seen: unknown[] = [];
    const sandbox = await serving(
      analyzers,
      operation(ListAnalyzersCommand, ({ input }) => {
        seen.push(input);
        return { analyzers: [analyzer], nextToken: awkward };
      }),
      operation(GetAnalyzerCommand, ({ input }) => {
        seen.push(input);
        return { analyzer };
      }),
    );
    const client = new AccessAnalyzerClient(connectionTo(sandbox));
    const list = await client.send(new ListAnalyzersCommand({ maxResults: 7, type: 'ACCOUNT', nextToken: awkward }));
    const one = await client.send(new GetAnalyzerCommand({ analyzerName: awkward }));
    expect(seen).toEqual([{ maxResults: 7, type: 'ACCOUNT', nextToken: awkward }, { analyzerName: awkward }]);
    expect(list).toMatchObject({ analyzers: [analyzer], nextToken: awkward });
    expect(one.analyzer).toEqual(analyzer);
  });

  it('answers errors that the SDK knows, and addresses that it does not have', async () => {
    const sandbox = await serving(analyzers, operation(GetAnalyzerCommand, failing('ResourceNotFoundException', 404)));
    const client = new AccessAnalyzerClient(connectionTo(sandbox));
    await expect(client.send(new GetAnalyzerCommand({ analyzerName: 'a' }))).rejects.toThrow(ResourceNotFoundException);
    await expect(client.send(new ListAnalyzersCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
  });
});

describe('restXml', () => {
  const s3 = { signingName: 's3', protocols: ['restXml'] } as const;
  const client = (sandbox: Sandbox) => new S3Client({ ...connectionTo(sandbox), forcePathStyle: true });
  const key = 'runs/2026-03-02/a b+c&d=ü/%41.json';

  it('takes objects as bytes, whole or in chunks, with their headers', async () => {
    const seen: unknown[] = [];
    const sandbox = await serving(
      s3,
      operation(PutObjectCommand, ({ input: { Bucket, Key, Body, Metadata, ContentType, ServerSideEncryption } }) => {
        seen.push([Bucket, Key, Buffer.from(Body ?? []).toString(), Metadata, ContentType, ServerSideEncryption]);
        return { ETag: '"abc"', VersionId: 'v1' };
      }),
    );
    const common = {
      Bucket: 'archive',
      Key: key,
      Metadata: { run: 'r-1' },
      ContentType: 'application/json',
      ServerSideEncryption: 'aws:kms' as const,
    };
    const text = JSON.stringify({ awkward });
    const answer = await client(sandbox).send(new PutObjectCommand({ ...common, Body: text }));
    const chunks = Readable.from([Buffer.from(text.slice(0, 20)), Buffer.from(text.slice(20))]);
    const ContentLength = Buffer.byteLength(text);
    await client(sandbox).send(new PutObjectCommand({ ...common, Body: chunks, ContentLength }));
    const expected = ['archive', key, text, { run: 'r-1' }, 'application/json', 'aws:kms'];
    expect(seen).toEqual([expected, expected]);
    expect(answer).toMatchObject({ ETag: '"abc"', VersionId: 'v1' });
  });

  it('gives objects as bytes with their headers, and to HEAD the headers alone', async () => {
    const Body = Buffer.from([0, 255, 10, 13, 128]);
    const described = { ContentLength: 5, LastModified: instant, Metadata: { run: 'r-1' }, ETag: '"abc"' };
    const sandbox = await serving(
      s3,
      operation(GetObjectCommand, () => ({ ...described, Body })),
      operation(HeadObjectCommand, () => described),
    );
    const got = await client(sandbox).send(new GetObjectCommand({ Bucket: 'archive', Key: key }));
    expect(got).toMatchObject(described);
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? [])).toEqual(Body);
    expect(await client(sandbox).send(new HeadObjectCommand({ Bucket: 'archive', Key: key }))).toMatchObject(described);
  });

  it('tells operations apart that share an address', async () => {
    const seen: unknown[] = [];
    const sandbox = await serving(
      s3,
      operation(PutObjectCommand, () => ({ ETag: 'put' })),
      operation(CopyObjectCommand, ({ input }) => {
        seen.push(input.CopySource);
        return { CopyObjectResult: { ETag: 'copy' } };
      }),
      operation(ListBucketsCommand, () => ({ Buckets: [{ Name: 'archive', CreationDate: instant }] })),
      operation(ListObjectsV2Command, ({ input }) => {
        seen.push(input);
        return { Contents: [{ Key: awkward, Size: 3, LastModified: instant }], KeyCount: 1, IsTruncated: false };
      }),
      operation(DeleteObjectsCommand, ({ input }) => {
        seen.push(input.Delete);
        return { Deleted: input.Delete.Objects?.map(({ Key }) => ({ Key })) };
      }),
    );
    const s3Client = client(sandbox);
    const copy = await s3Client.send(new CopyObjectCommand({ Bucket: 'archive', Key: 'b', CopySource: 'archive/a' }));
    expect(copy.CopyObjectResult?.ETag).toBe('copy');
    expect((await s3Client.send(new ListBucketsCommand({}))).Buckets).toEqual([
      { Name: 'archive', CreationDate: instant },
    ]);
    const list = await s3Client.send(new ListObjectsV2Command({ Bucket: 'archive', Prefix: 'a b/', MaxKeys: 2 }));
    expect(list.Contents).toEqual([{ Key: awkward, Size: 3, LastModified: instant }]);
    const Delete = { Objects: [{ Key: awkward }, { Key: 'b' }], Quiet: false };
    const deleted = await s3Client.send(new DeleteObjectsCommand({ Bucket: 'archive', Delete }));
    expect(deleted.Deleted).toEqual([{ Key: awkward }, { Key: 'b' }]);
    expect(seen).toEqual(['archive/a', { Bucket: 'archive', Prefix: 'a b/', MaxKeys: 2 }, Delete]);
  });

  it('answers errors that the SDK knows, to HEAD without a body', async () => {
    const sandbox = await serving(
      s3,
      operation(GetObjectCommand, failing('NoSuchKey', 404)),
      operation(HeadObjectCommand, failing('NotFound', 404)),
    );
    await expect(client(sandbox).send(new GetObjectCommand({ Bucket: 'archive', Key: 'a' }))).rejects.toThrow(
      NoSuchKey,
    );
    await expect(client(sandbox).send(new HeadObjectCommand({ Bucket: 'archive', Key: 'a' }))).rejects.toThrow(
      NotFound,
    );
    await expect(client(sandbox).send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: 'NotImplemented' });
  });
});
