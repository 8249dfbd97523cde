import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { describe, expect, it } from 'vitest';
import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';
import type { Sandbox } from '../../lib/sandbox/server.ts';
import { adaKey, adasAccount, aSandbox, connectionTo } from './a-sandbox.ts';

const memberId = '444455556666';
const readerArn = `arn:aws:iam::${memberId}:role/audit/reader`;
const denied = `User: arn:aws:iam::111122223333:user/ada is not authorized to perform: sts:AssumeRole on resource: ${readerArn}`;

/** A statement that lets ada's account assume a role, on conditions. */
function trusting(
  condition: Record<string, unknown> = {},
  principal: unknown = { AWS: 'arn:aws:iam::111122223333:root' },
) {
  return { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal, Condition: condition };
}

async function anOrganisation(...statements: unknown[]): Promise<Sandbox> {
  const member: AccountSpecInput = {
    accountId: memberId,
    roles: [
      {
        name: 'reader',
        path: '/audit/',
        created: '-90d',
        trust: { Version: '2012-10-17', Statement: statements as never },
      },
    ],
    users: [{ name: 'grace', created: '-90d' }],
  };
  return aSandbox({ accounts: [adasAccount, member] });
}

function assuming(sandbox: Sandbox, input: Partial<AssumeRoleCommandInput> = {}) {
  const client = new STSClient(connectionTo(sandbox));
  return client.send(new AssumeRoleCommand({ RoleArn: readerArn, RoleSessionName: 'nightly', ...input }));
}

describe('GetCallerIdentity', () => {
  it('says who signed', async () => {
    const sandbox = await anOrganisation();
    const { Account, Arn, UserId } = await new STSClient(connectionTo(sandbox)).send(new GetCallerIdentityCommand({}));
    expect([Account, Arn]).toEqual(['111122223333', 'arn:aws:iam::111122223333:user/ada']);
    expect(UserId).toMatch(/^AIDA\w{17}$/);
  });

  it('says root for an account whose file names no credential', async () => {
    const sandbox = await aSandbox({ accounts: [{ accountId: memberId }] });
    const identity = await new STSClient(connectionTo(sandbox)).send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({ Account: memberId, Arn: `arn:aws:iam::${memberId}:root`, UserId: memberId });
  });
});

describe('AssumeRole', () => {
  it('gives out a session that reads the other account', async () => {
    const sandbox = await anOrganisation(trusting());
    const { AssumedRoleUser, Credentials } = await assuming(sandbox);
    expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${memberId}:assumed-role/reader/nightly`);
    expect(AssumedRoleUser?.AssumedRoleId).toMatch(/^AROA\w{17}:nightly$/);
    expect(Number(Credentials?.Expiration) - Date.now()).toBeGreaterThan(3_590_000);

    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    const { Users } = await new IAMClient({ ...connectionTo(sandbox), credentials }).send(new ListUsersCommand({}));
    expect(Users?.map(({ UserName }) => UserName)).toEqual(['grace']);
    expect(sandbox.ledger.entries().at(-1)).toMatchObject({ accountId: memberId, callerArn: AssumedRoleUser?.Arn });

    const { sessionToken: _, ...withoutToken } = credentials;
    const call = new IAMClient({ ...connectionTo(sandbox), credentials: withoutToken }).send(new ListUsersCommand({}));
    await expect(call).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
  });

  it("works with the SDK's own credential provider", async () => {
    const sandbox = await anOrganisation(trusting({ StringEquals: { 'sts:ExternalId': 'audit-7' } }));
    const connection = connectionTo(sandbox);
    const credentials = fromTemporaryCredentials({
      masterCredentials: connection.credentials,
      params: { RoleArn: readerArn, RoleSessionName: 'nightly', ExternalId: 'audit-7' },
      clientConfig: { endpoint: connection.endpoint, region: connection.region },
    });
    const { Arn } = await new STSClient({ ...connection, credentials }).send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe(`arn:aws:sts::${memberId}:assumed-role/reader/nightly`);
  });

  it('makes every session another', async () => {
    const sandbox = await anOrganisation(trusting());
    const [one, other] = [await assuming(sandbox), await assuming(sandbox)];
    expect(one.Credentials?.AccessKeyId).not.toBe(other.Credentials?.AccessKeyId);
  });

  it('lets a session assume a role that trusts its role, and no role that trusts its user', async () => {
    const sandbox = await anOrganisation(trusting(), trusting({}, { AWS: readerArn }));
    const { Credentials } = await assuming(sandbox);
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    const chained = new STSClient({ ...connectionTo(sandbox), credentials });
    const next = await chained.send(new AssumeRoleCommand({ RoleArn: readerArn, RoleSessionName: 'second' }));
    expect(next.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${memberId}:assumed-role/reader/second`);
  });

  it.each([
    ['an account', { AWS: '111122223333' }],
    ['a user', { AWS: ['arn:aws:iam::999999999999:root', 'arn:aws:iam::111122223333:user/ada'] }],
    ['everybody', '*'],
  ])('lets in %s that is named', async (_who, principal) => {
    await expect(assuming(await anOrganisation(trusting({}, principal)))).resolves.toMatchObject({
      Credentials: { SessionToken: expect.any(String) },
    });
  });

  it.each([
    ['a role that is not there', [], { RoleArn: `arn:aws:iam::${memberId}:role/reader` }],
    ['an account that is not there', [], { RoleArn: 'arn:aws:iam::999999999999:role/reader' }],
  ])('refuses %s like one that does not trust', async (_what, statements, input) => {
    const call = assuming(await anOrganisation(...statements), input);
    await expect(call).rejects.toMatchObject({
      name: 'AccessDenied',
      message: denied.replace(readerArn, input.RoleArn),
    });
  });

  it.each([
    ['a service', [trusting({}, { Service: 'lambda.amazonaws.com' })]],
    ['another account', [trusting({}, { AWS: 'arn:aws:iam::999999999999:root' })]],
    ['another user', [trusting({}, { AWS: 'arn:aws:iam::111122223333:user/eve' })]],
    ['a condition that is not read', [trusting({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })]],
    ['another action', [{ ...trusting(), Action: 'sts:AssumeRoleWithSAML' }]],
    ['a Deny beside the Allow', [trusting(), { ...trusting(), Effect: 'Deny' }]],
    ['nobody', []],
  ])('refuses the caller where the policy names %s', async (_what, statements) => {
    await expect(assuming(await anOrganisation(...statements))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: denied,
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('wants the external id that the policy wants', async () => {
    const sandbox = await anOrganisation(trusting({ StringEquals: { 'sts:ExternalId': ['audit-7', 'audit-8'] } }));
    await expect(assuming(sandbox)).rejects.toThrow(denied);
    await expect(assuming(sandbox, { ExternalId: 'audit-9' })).rejects.toThrow(denied);
    await expect(assuming(sandbox, { ExternalId: 'audit-8' })).resolves.toMatchObject({
      Credentials: { SessionToken: expect.any(String) },
    });
  });

  it('wants a code from the device of the caller where the policy wants MFA', async () => {
    const sandbox = await anOrganisation(trusting({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }));
    const SerialNumber = 'arn:aws:iam::111122223333:mfa/ada';
    await expect(assuming(sandbox)).rejects.toThrow(denied);
    await expect(assuming(sandbox, { SerialNumber: `${SerialNumber}s`, TokenCode: '123456' })).rejects.toThrow(
      'unable to validate MFA code',
    );
    await expect(assuming(sandbox, { SerialNumber, TokenCode: '000000' })).rejects.toThrow(
      'invalid MFA one time pass code',
    );
    await expect(assuming(sandbox, { SerialNumber, TokenCode: '123456' })).resolves.toMatchObject({
      Credentials: { SessionToken: expect.any(String) },
    });
  });

  it('refuses root, a name that is none and a session that is too long', async () => {
    const sandbox = await anOrganisation(trusting());
    const credentials = sandbox.credentialsByAccount.get(memberId) ?? adaKey;
    const asRoot = new STSClient({ ...connectionTo(sandbox), credentials });
    const call = asRoot.send(new AssumeRoleCommand({ RoleArn: readerArn, RoleSessionName: 'nightly' }));
    await expect(call).rejects.toThrow('Roles may not be assumed by root accounts.');
    await expect(assuming(sandbox, { RoleSessionName: 'no spaces' })).rejects.toMatchObject({
      name: 'ValidationError',
    });
    await expect(assuming(sandbox, { RoleArn: 'reader' })).rejects.toMatchObject({ name: 'ValidationError' });
    await expect(assuming(sandbox, { DurationSeconds: 899 })).rejects.toMatchObject({ name: 'ValidationError' });
    await expect(assuming(sandbox, { DurationSeconds: 3601 })).rejects.toThrow('exceeds the MaxSessionDuration');
  });
});

describe('GetSessionToken', () => {
  it('gives a user a session that carries the MFA code on', async () => {
    const sandbox = await anOrganisation(trusting({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }));
    const SerialNumber = 'arn:aws:iam::111122223333:mfa/ada';
    const { Credentials } = await new STSClient(connectionTo(sandbox)).send(
      new GetSessionTokenCommand({ SerialNumber, TokenCode: '123456' }),
    );
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    const session = new STSClient({ ...connectionTo(sandbox), credentials });
    const { Arn } = await session.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe('arn:aws:iam::111122223333:user/ada');
    await session.send(new AssumeRoleCommand({ RoleArn: readerArn, RoleSessionName: 'nightly' }));
    await expect(session.send(new GetSessionTokenCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
