import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { describe, expect, it, vi } from 'vitest';
import { CannotRunError, InvalidInputError } from '../../lib/errors.ts';
import { loadAccounts } from '../../lib/sandbox/load.ts';
import { startSandbox } from '../../lib/sandbox/server.ts';
import { adaKey, adasAccount, aSandbox, connectionTo } from './a-sandbox.ts';
import { NOW } from './calling.ts';

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
    await expect(new IAMClient(connectionTo(sandbox)).send(new ListUsersCommand({}))).resolves.toMatchObject({
      Users: [{ UserName: 'ada' }],
    });
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
