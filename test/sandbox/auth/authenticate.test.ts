import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { adaKey, adasAccount, aSandbox, connectionTo, send } from '../a-sandbox.ts';

const minute = 60_000;

describe('authenticate', () => {
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
    await expect(new S3Client(connectionTo(fast)).send(new ListBucketsCommand({}))).resolves.toMatchObject({
      $metadata: { httpStatusCode: 200 },
    });
    const slow = await aSandbox({ clockOffsetMs: 20 * minute });
    const s3 = new S3Client(connectionTo(slow)).send(new ListBucketsCommand({}));
    await expect(s3).rejects.toMatchObject({ name: 'RequestTimeTooSkewed' });
  });

  it('lets a client correct its clock by the Date of the answer', async () => {
    const sandbox = await aSandbox({ clockOffsetMs: 10 * minute });
    const client = new IAMClient({ ...connectionTo(sandbox), maxAttempts: 2 });
    await expect(client.send(new ListUsersCommand({}))).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
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

type Connection = ReturnType<typeof connectionTo>;
