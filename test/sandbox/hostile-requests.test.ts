import { connect } from 'node:net';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { DeleteObjectsCommand, S3Client } from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import { adasAccount, connectionTo, send } from './a-sandbox.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ accounts: [{ ...adasAccount, buckets: ['archive'] }] });
});
afterAll(() => sandbox.close());

type Connection = ReturnType<typeof connectionTo>;
type Body = string | Uint8Array;

/** Anything that has the middleware of an SDK client. */
interface Client {
  readonly middlewareStack: {
    add(
      middleware: (next: (args: never) => unknown) => (args: never) => unknown,
      options: { step: 'build'; priority: 'high' },
    ): void;
  };
}

/** A client that sends another body, properly signed, than its commands make. */
function sending<C extends Client>(client: C, body: Body, headers: Record<string, string> = {}): C {
  client.middlewareStack.add(
    (next) => (args) => {
      const { request } = args as { request: { body: Body; headers: Record<string, string> } };
      request.body = body;
      Object.assign(request.headers, headers, { 'content-length': String(Buffer.byteLength(body)) });
      return next(args);
    },
    { step: 'build', priority: 'high' },
  );
  return client;
}

const cborProtocol = {
  disableRequestCompression: true,
  protocol: AwsSmithyRpcV2CborProtocol,
  protocolSettings: { defaultNamespace: 'com.amazonaws.cloudwatch', awsQueryCompatible: true },
};
const deletion = new DeleteObjectsCommand({ Bucket: 'archive', Delete: { Objects: [{ Key: 'a' }] } });
const putMetricData = new PutMetricDataCommand({ Namespace: 'a', MetricData: [] });

const calls: readonly (readonly [string, (connection: Connection, body: Body) => Promise<unknown>])[] = [
  ['query', (c, body) => sending(new IAMClient(c), body).send(new ListUsersCommand({}))],
  ['ec2Query', (c, body) => sending(new EC2Client(c), body).send(new DescribeInstancesCommand({}))],
  ['json', (c, body) => sending(new SSMClient(c), body).send(new PutParameterCommand({ Name: 'a', Value: 'b' }))],
  ['cbor', (c, body) => sending(new CloudWatchClient({ ...c, ...cborProtocol }), body).send(putMetricData)],
  ['gzip', (c, body) => sending(new CloudWatchClient(c), body, { 'content-encoding': 'gzip' }).send(putMetricData)],
  ['restXml', (c, body) => sending(new S3Client({ ...c, forcePathStyle: true }), body).send(deletion)],
  [
    'aws-chunked',
    (c, body) =>
      sending(new S3Client({ ...c, forcePathStyle: true }), body, { 'content-encoding': 'aws-chunked' }).send(deletion),
  ],
];

/** Bodies that are nearly right: the beginnings of documents, with something odd in them. */
const oddText = fc
  .tuple(
    fc.constantFrom(
      'Action=ListUsers&',
      'Action=DescribeInstances&Filter.1.Value.',
      '{"Name":',
      '{"Name":"a","Value":',
      '<Delete><Object>',
      '<!DOCTYPE a [<!ENTITY b "c">]><Delete>&b;',
      'a\r\n',
      'ffffffff\r\n',
      '',
    ),
    fc.constantFrom(
      '',
      '{}',
      '[]',
      'null',
      '7',
      '"',
      '__proto__',
      '<',
      ']]>',
      '&',
      '=',
      '%',
      'MaxItems=many',
      '\u0000',
    ),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  .map((parts) => parts.join(''));

describe('a request that is signed but makes no sense', () => {
  it.each(calls)('is refused in %s', async (_protocol, call) => {
    const body = fc.oneof(oddText, fc.uint8Array({ maxLength: 60 }));
    await fc.assert(
      fc.asyncProperty(body, async (odd) => {
        const error = await call(connectionTo(sandbox), odd).catch((reason: unknown) => reason);
        const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
        expect(status, String(error)).toBeLessThan(500);
      }),
      { numRuns: 150, seed: 20_261_123 },
    );
  });

  it.each([
    ['a form of many steps', 'query', `Action=ListUsers&${'a.'.repeat(100_000)}=1`],
    ['a form of many members', 'query', `Action=ListUsers&${'a=1&'.repeat(200_000)}`],
    ['lists in lists', 'json', `{"Name":${'['.repeat(400_000)}`],
    ['elements in elements', 'restXml', '<a>'.repeat(200_000)],
    ['lists in lists of bytes', 'cbor', new Uint8Array(500_000).fill(0x9f)],
    ['a list that says it is long', 'cbor', Uint8Array.of(0xbf, 0x61, 0x61, 0x9b, 0xff, 0xff, 0xff, 0xff)],
  ])('costs little: %s', async (_what, protocol, body) => {
    const call = calls.find(([name]) => name === protocol)?.[1];
    const startedAt = performance.now();
    const error = await call?.(connectionTo(sandbox), body).catch((reason: unknown) => reason);
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    expect(status, String(error)).toBeLessThan(500);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});

describe('a request that is not signed', () => {
  it('is refused, whatever it is', async () => {
    const header = fc.constantFrom('authorization', 'x-amz-target', 'smithy-protocol', 'content-type', 'x-amz-date');
    const value = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom(
        'AWS4-HMAC-SHA256 Credential=',
        'rpc-v2-cbor',
        'application/x-www-form-urlencoded',
        'application/cbor',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'),
        fc.webPath(),
        fc.dictionary(header, value),
        fc.string({ maxLength: 50 }),
        async (method, path, headers, body) => {
          const { status } = await send(sandbox, { method, path: `/${path}`, headers, body });
          expect(status).toBeGreaterThanOrEqual(400);
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: 200, seed: 20_261_123 },
    );
  });

  it('that is no HTTP ends the connection, and nothing else', async () => {
    const socket = connect(sandbox.port, '127.0.0.1');
    socket.end('\u0016\u0003\u0001 what is this\r\n\r\n');
    await new Promise((resolve) => socket.on('close', resolve).resume());
    await expect(new IAMClient(connectionTo(sandbox)).send(new ListUsersCommand({}))).resolves.toMatchObject({
      $metadata: { httpStatusCode: 200 },
    });
  });
});
