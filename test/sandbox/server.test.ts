import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GenerateServiceLastAccessedDetailsCommand, IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand, ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { describe, expect, it, vi } from 'vitest';
import { CannotRunError, InvalidInputError } from '../../lib/errors.ts';
import { loadAccounts } from '../../lib/sandbox/load.ts';
import { AwsError } from '../../lib/sandbox/operation.ts';
import { startSandbox } from '../../lib/sandbox/server.ts';
import { adaKey, adasAccount, aSandbox, connectionTo, send } from './a-sandbox.ts';
import { NOW } from './calling.ts';

const minute = 60_000;

describe('startSandbox', () => {
  it('serves accounts on loopback, to clients that are pointed at it by their environment', async () => {
    const sandbox = await aSandbox();
    expect(sandbox.endpoint).toBe(`http://127.0.0.1:${sandbox.port}`);
    expect(sandbox.environment).toMatchObject({
      AWS_ENDPOINT_URL: sandbox.endpoint,
      AWS_ACCESS_KEY_ID: adaKey.accessKeyId,
      AWS_SECRET_ACCESS_KEY: adaKey.secretAccessKey,
      AWS_REGION: 'us-east-1',
    });
    const { Users } = await new IAMClient(connectionTo(sandbox)).send(new ListUsersCommand({}));
    expect(Users).toMatchObject([{ UserName: 'ada', Arn: 'arn:aws:iam::111122223333:user/ada' }]);
  });

  it('takes accounts that were loaded before', async () => {
    const accounts = loadAccounts([adasAccount], { now: NOW, pageLimit: 3 });
    const sandbox = await aSandbox({ accounts });
    expect(sandbox.accounts).toEqual(accounts);
    await expect(new IAMClient(connectionTo(sandbox)).send(new ListUsersCommand({}))).resolves.toBeDefined();
  });

  it('refuses accounts, faults and limits that cannot be', async () => {
    await expect(startSandbox({ accounts: [] })).rejects.toThrow(InvalidInputError);
    await expect(startSandbox({ accounts: [{ accountId: 'production' }] })).rejects.toThrow(InvalidInputError);
    await expect(startSandbox({ accounts: [adasAccount], faults: [{ fault: 'hang', skip: -1 }] })).rejects.toThrow(
      InvalidInputError,
    );
    await expect(
      startSandbox({ accounts: [adasAccount], limits: { iam: { perSecond: 1, burst: 0 } } }),
    ).rejects.toThrow(InvalidInputError);
  });

  it('says in one line that a port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const start = startSandbox({ accounts: [adasAccount], port });
    await expect(start).rejects.toThrow(CannotRunError);
    await expect(start).rejects.toThrow(/^Cannot listen on 127\.0\.0\.1:\d+ \(.*EADDRINUSE.*\)$/);
    await new Promise((resolve) => other.close(resolve));
  });

  it('closes at once, whatever is going on, and twice', async () => {
    const sandbox = await startSandbox({
      accounts: [adasAccount],
      faults: [
        { on: 'iam', fault: 'hang' },
        { on: 'ssm', fault: 'latency', ms: 60_000 },
      ],
    });
    const calls = [
      new IAMClient(connectionTo(sandbox)).send(new ListUsersCommand({})),
      new SSMClient(connectionTo(sandbox)).send(new GetParameterCommand({ Name: '/a' })),
    ].map((call) => call.catch((error: unknown) => error));
    const arrived = async (): Promise<void> => {
      while (sandbox.ledger.count() < 1) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    await arrived();
    await sandbox.close();
    await sandbox.close();
    expect((await Promise.all(calls)).map((error) => error instanceof Error)).toEqual([true, true]);
    expect(process.getActiveResourcesInfo().filter((resource) => resource === 'TCPServerWrap')).toEqual([]);
  });

  it('keeps connections open between calls', async () => {
    const sandbox = await aSandbox();
    const httpAgent = new Agent({ keepAlive: true, maxSockets: 2 });
    const connect = vi.spyOn(httpAgent, 'createConnection');
    const requestHandler = new NodeHttpHandler({ httpAgent });
    const client = new IAMClient({ ...connectionTo(sandbox), requestHandler });
    await Promise.all(Array.from({ length: 20 }, () => client.send(new ListUsersCommand({}))));
    expect(connect).toHaveBeenCalledTimes(2);
    client.destroy();
  });

  it('records every call', async () => {
    const sandbox = await aSandbox();
    await new IAMClient(connectionTo(sandbox)).send(new ListUsersCommand({}));
    await new SSMClient(connectionTo(sandbox)).send(new GetParameterCommand({ Name: '/none' })).catch(() => undefined);
    const caller = { callerArn: 'arn:aws:iam::111122223333:user/ada', accountId: '111122223333' };
    expect(sandbox.ledger.entries()).toMatchObject([
      { service: 'iam', operation: 'ListUsers', status: 200, region: 'eu-west-1', isThrottled: false, ...caller },
      { service: 'ssm', operation: 'GetParameter', status: 400, code: 'ParameterNotFound', ...caller },
    ]);
    expect(sandbox.ledger.counts()).toEqual({ 'iam:ListUsers': 1, 'ssm:GetParameter': 1 });
    expect(JSON.stringify(sandbox.ledger.entries())).not.toContain(adaKey.secretAccessKey);
  });

  it('lives by the clock that it is given', async () => {
    const sandbox = await aSandbox({ now: () => NOW });
    const client = new SSMClient(connectionTo(sandbox));
    const put = async (): Promise<Date | undefined> => {
      await client.send(new PutParameterCommand({ Name: '/a', Value: 'b', Type: 'String', Overwrite: true }));
      const { Parameter } = await client.send(new GetParameterCommand({ Name: '/a' }));
      return Parameter?.LastModifiedDate;
    };
    expect(await put()).toEqual(NOW);
    const tomorrow = new Date('2026-11-24T03:00:00Z');
    sandbox.setClock(() => tomorrow);
    expect(await put()).toEqual(tomorrow);
  });
});

describe('authentication', () => {
  it.each([
    ['IAM', 'InvalidClientTokenId', 403, (c: Connection) => new IAMClient(c).send(new ListUsersCommand({}))],
    [
      'SSM',
      'UnrecognizedClientException',
      400,
      (c: Connection) => new SSMClient(c).send(new GetParameterCommand({ Name: 'a' })),
    ],
    ['S3', 'InvalidAccessKeyId', 403, (c: Connection) => new S3Client(c).send(new ListBucketsCommand({}))],
    ['EC2', 'AuthFailure', 401, (c: Connection) => new EC2Client(c).send(new DescribeRegionsCommand({}))],
  ])('refuses a key that nobody has, as %s words it', async (_service, name, status, call) => {
    const sandbox = await aSandbox();
    const credentials = { ...adaKey, accessKeyId: 'AKIAI44QH8DHBEXAMPLE' };
    const refused = call({ ...connectionTo(sandbox), credentials });
    await expect(refused).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
    expect(sandbox.ledger.entries()[0]).not.toHaveProperty('callerArn');
  });

  it.each([
    ['IAM', 'SignatureDoesNotMatch', (c: Connection) => new IAMClient(c).send(new ListUsersCommand({}))],
    [
      'SSM',
      'InvalidSignatureException',
      (c: Connection) => new SSMClient(c).send(new GetParameterCommand({ Name: 'a' })),
    ],
    ['S3', 'SignatureDoesNotMatch', (c: Connection) => new S3Client(c).send(new ListBucketsCommand({}))],
  ])('refuses a wrong secret, as %s words it', async (_service, name, call) => {
    const credentials = { ...adaKey, secretAccessKey: `${adaKey.secretAccessKey}x` };
    await expect(call({ ...connectionTo(await aSandbox()), credentials })).rejects.toMatchObject({ name });
  });

  it('refuses a session that has expired', async () => {
    const session = {
      accessKeyId: 'ASIAI44QH8DHBEXAMPLE',
      secretAccessKey: 'je7MtGbClwBF',
      sessionToken: 'IQoJb3JpZ2lu',
    };
    const sandbox = await aSandbox({
      accounts: [{ ...adasAccount, credentials: [{ ...session, as: 'user/ada', expired: true }] }],
    });
    const connection = { ...connectionTo(sandbox), credentials: session };
    await expect(new IAMClient(connection).send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: 'ExpiredToken',
      message: 'The security token included in the request is expired',
    });
    await expect(new SSMClient(connection).send(new GetParameterCommand({ Name: 'a' }))).rejects.toMatchObject({
      name: 'ExpiredTokenException',
    });
  });

  it('refuses requests that are not signed, or not properly', async () => {
    const sandbox = await aSandbox();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = 'Action=ListUsers&Version=2010-05-08';
    const unsigned = await send(sandbox, { headers: form, body });
    expect(unsigned).toMatchObject({ status: 403 });
    expect(unsigned.body).toContain('<Code>MissingAuthenticationToken</Code>');
    const half = { ...form, authorization: 'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261123' };
    expect((await send(sandbox, { headers: half, body })).body).toContain('<Code>IncompleteSignature</Code>');
  });

  it('holds the time of a request against its own clock', async () => {
    const sandbox = await aSandbox({ clockOffsetMs: 10 * minute });
    const iam = new IAMClient(connectionTo(sandbox)).send(new ListUsersCommand({}));
    await expect(iam).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
    await expect(iam).rejects.toThrow(
      /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
    );
    const fast = await aSandbox({ clockOffsetMs: -10 * minute });
    await expect(new SSMClient(connectionTo(fast)).send(new GetParameterCommand({ Name: 'a' }))).rejects.toThrow(
      /^Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 5 min\.\)$/,
    );
    await expect(new S3Client(connectionTo(fast)).send(new ListBucketsCommand({}))).resolves.toBeDefined();
    const slow = await aSandbox({ clockOffsetMs: 20 * minute });
    const s3 = new S3Client(connectionTo(slow)).send(new ListBucketsCommand({}));
    await expect(s3).rejects.toMatchObject({ name: 'RequestTimeTooSkewed' });
  });

  it('lets a client correct its clock by the Date of the answer', async () => {
    const sandbox = await aSandbox({ clockOffsetMs: 10 * minute });
    const client = new IAMClient({ ...connectionTo(sandbox), maxAttempts: 2 });
    await expect(client.send(new ListUsersCommand({}))).resolves.toBeDefined();
    expect(sandbox.ledger.entries().map(({ code }) => code)).toEqual(['SignatureDoesNotMatch', undefined]);
  });

  it('notices a body that was changed on the way', async () => {
    const sandbox = await aSandbox();
    const client = new IAMClient(connectionTo(sandbox));
    client.middlewareStack.add(
      (next) => (args) => {
        Object.assign(args.request as object, { body: 'Action=ListRoles&Version=2010-05-08' });
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    await expect(client.send(new ListUsersCommand({}))).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
  });
});

describe('hooks', () => {
  it('see a call before it is handled, and may answer it or drop it', async () => {
    const seen: unknown[] = [];
    const sandbox = await aSandbox({
      hooks: {
        before: ({ action, input, caller }) => {
          seen.push([action, input, caller.arn]);
          if (seen.length === 2) {
            throw new AwsError('TooManyUpdates', 'There are concurrent updates.');
          }
          return seen.length === 3 ? 'drop' : undefined;
        },
      },
    });
    const client = new SSMClient(connectionTo(sandbox));
    const put = (Value: string) =>
      client.send(new PutParameterCommand({ Name: '/a', Value, Type: 'String', Overwrite: true }));
    await put('1');
    await expect(put('2')).rejects.toMatchObject({ name: 'TooManyUpdates' });
    await expect(put('3')).rejects.toMatchObject({ code: 'ECONNRESET' });
    const { Parameter } = await client.send(new GetParameterCommand({ Name: '/a' }));
    expect(Parameter?.Value).toBe('1');
    expect(seen[0]).toEqual([
      'ssm:PutParameter',
      { Name: '/a', Value: '1', Type: 'String', Overwrite: true },
      'arn:aws:iam::111122223333:user/ada',
    ]);
  });

  it('see a call after it was handled, and may keep the answer from the client', async () => {
    const sandbox = await aSandbox({
      hooks: { after: ({ action }) => (action === 'ssm:PutParameter' ? 'drop' : undefined) },
    });
    const client = new SSMClient(connectionTo(sandbox));
    const put = client.send(new PutParameterCommand({ Name: '/a', Value: '1', Type: 'String' }));
    await expect(put).rejects.toMatchObject({ code: 'ECONNRESET' });
    const { Parameter } = await client.send(new GetParameterCommand({ Name: '/a' }));
    expect(Parameter?.Value).toBe('1');
  });
});

describe('bodies', () => {
  it('are refused when they are too long, and the next call is answered', async () => {
    const sandbox = await aSandbox();
    const client = new SSMClient(connectionTo(sandbox));
    const put = client.send(new PutParameterCommand({ Name: '/a', Value: 'x'.repeat(2 ** 20), Type: 'String' }));
    await expect(put).rejects.toMatchObject({ name: 'RequestEntityTooLargeException' });
    await expect(client.send(new GetParameterCommand({ Name: '/a' }))).rejects.toThrow('/a');
  });

  it('of objects may be long', async () => {
    const sandbox = await aSandbox({ accounts: [{ ...adasAccount, buckets: ['archive'] }] });
    const client = new S3Client({ ...connectionTo(sandbox), forcePathStyle: true });
    const Body = Buffer.alloc(20 * 2 ** 20, 'snapshot');
    await client.send(new PutObjectCommand({ Bucket: 'archive', Key: 'a/b c+d/ü.json', Body }));
    const answer = await client.send(new GetObjectCommand({ Bucket: 'archive', Key: 'a/b c+d/ü.json' }));
    expect(Buffer.compare(Buffer.from((await answer.Body?.transformToByteArray()) ?? []), Body)).toBe(0);
  });
});

describe('input', () => {
  it('that lacks a required member never reaches a handler', async () => {
    const sandbox = await aSandbox();
    const client = new IAMClient(connectionTo(sandbox));
    await expect(client.send(new GenerateServiceLastAccessedDetailsCommand({ Arn: undefined }))).rejects.toMatchObject({
      name: 'ValidationError',
      message: "1 validation error detected: Value null at 'arn' failed to satisfy constraint: Member must not be null",
    });
  });
});

type Connection = ReturnType<typeof connectionTo>;
