import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient, LimitExceededException, ListRolesCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { type FaultPlan, Faults } from '../../lib/sandbox/faults.ts';
import { adasAccount, aSandbox, connectionTo } from './a-sandbox.ts';
import { NOW } from './calling.ts';

const seed = 'monday';

/** Which of the next calls of an action are struck. */
function struck(plan: FaultPlan, calls: number, action = 'iam:GetRole', faults = new Faults(plan, seed)): number[] {
  return Array.from({ length: calls }, (_, index) => index).filter(() => {
    const { latencyMs, ...fault } = faults.next(action, NOW);
    return Object.keys(fault).length > 0;
  });
}

describe('Faults', () => {
  it('strikes by service, action or pattern', () => {
    expect(struck([{ on: 'iam', fault: 'internal' }], 1)).toEqual([0]);
    expect(struck([{ on: 'iam:get*', fault: 'internal' }], 1)).toEqual([0]);
    expect(struck([{ on: 'iam:GetRole', fault: 'internal' }], 1)).toEqual([0]);
    expect(struck([{ fault: 'internal' }], 1)).toEqual([0]);
    expect(struck([{ on: 'iam:List*', fault: 'internal' }], 1)).toEqual([]);
    expect(struck([{ on: 'ssm', fault: 'internal' }], 1)).toEqual([]);
  });

  it('strikes from the nth call on, and so often', () => {
    expect(struck([{ fault: 'unavailable', skip: 3 }], 6)).toEqual([3, 4, 5]);
    expect(struck([{ fault: 'unavailable', skip: 1, times: 2 }], 6)).toEqual([1, 2]);
  });

  it('strikes from an instant of the clock on', () => {
    const faults = new Faults([{ fault: 'expiredToken', since: '2026-11-23T03:00:00Z' }], seed);
    expect(faults.next('iam:GetRole', new Date('2026-11-23T02:59:59Z'))).toEqual({ latencyMs: 0 });
    expect(faults.next('iam:GetRole', new Date('2026-11-23T03:00:00Z'))).toMatchObject({ refusal: 'expiredToken' });
  });

  it('strikes the same calls again with the same seed, whatever else is called in between', () => {
    const plan: FaultPlan = [{ fault: 'reset', rate: 0.1 }];
    const alone = struck(plan, 1000);
    expect(alone.length).toBeGreaterThan(70);
    expect(alone.length).toBeLessThan(130);
    const faults = new Faults(plan, seed);
    struck(plan, 17, 'ssm:PutParameter', faults);
    expect(struck(plan, 1000, 'iam:GetRole', faults)).toEqual(alone);
    expect(struck(plan, 1000, 'iam:GetRole', new Faults(plan, 'tuesday'))).not.toEqual(alone);
  });

  it('draws latencies from their range and adds them up, before whatever else goes wrong', () => {
    const faults = new Faults(
      [{ fault: 'latency', ms: [10, 20] }, { fault: 'latency', ms: 100 }, { fault: 'hang' }, { fault: 'internal' }],
      seed,
    );
    const { latencyMs, ...fault } = faults.next('iam:GetRole', NOW);
    expect(latencyMs).toBeGreaterThanOrEqual(110);
    expect(latencyMs).toBeLessThan(120);
    expect(fault).toEqual({ connection: 'hang' });
  });

  it('refuses a plan that cannot be followed, naming the place', () => {
    expect(() => new Faults([{ fault: 'internal', rate: 2 }], seed)).toThrow(/^fault plan at 0\.rate: /);
  });
});

describe('faults over the wire', () => {
  it.each([
    ['internal', 'InternalFailure', 500],
    ['unavailable', 'ServiceUnavailable', 503],
    ['expiredToken', 'ExpiredToken', 403],
    ['denied', 'AccessDenied', 403],
  ] as const)('answers %s as IAM words it', async (fault, name, status) => {
    const sandbox = await aSandbox({ faults: [{ on: 'iam:ListUsers', fault }] });
    const client = new IAMClient(connectionTo(sandbox));
    await expect(client.send(new ListUsersCommand({}))).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: status },
    });
    await expect(client.send(new ListRolesCommand({}))).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
    expect(sandbox.ledger.entries()[0]).toMatchObject({ operation: 'ListUsers', status, code: name });
  });

  it('words a denial as every service does', async () => {
    const sandbox = await aSandbox({ faults: [{ fault: 'denied' }] });
    const arn = 'arn:aws:iam::111122223333:user/ada';
    await expect(new IAMClient(connectionTo(sandbox)).send(new ListUsersCommand({}))).rejects.toThrow(
      `User: ${arn} is not authorized to perform: iam:ListUsers on resource: * because no identity-based policy allows the iam:ListUsers action`,
    );
    const parameter = new SSMClient(connectionTo(sandbox)).send(new GetParameterCommand({ Name: '/a' }));
    await expect(parameter).rejects.toMatchObject({
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 400 },
    });
    const regions = new EC2Client(connectionTo(sandbox)).send(new DescribeRegionsCommand({}));
    await expect(regions).rejects.toMatchObject({ name: 'UnauthorizedOperation', $metadata: { httpStatusCode: 403 } });
  });

  it('answers a quota error that the SDK knows as its exception', async () => {
    const sandbox = await aSandbox({ faults: [{ on: 'iam:ListUsers', fault: 'quota' }] });
    const call = new IAMClient(connectionTo(sandbox)).send(new ListUsersCommand({}));
    await expect(call).rejects.toThrow(LimitExceededException);
    expect(sandbox.ledger.throttled()).toBe(0);
  });

  it('answers any error that it is told to', async () => {
    const error = { code: 'TooManyUpdates', message: 'Two at once.', status: 400 };
    const sandbox = await aSandbox({ faults: [{ on: 'ssm:PutParameter', fault: 'error', ...error }] });
    const put = new PutParameterCommand({ Name: '/a', Value: 'b', Type: 'String' });
    await expect(new SSMClient(connectionTo(sandbox)).send(put)).rejects.toMatchObject({
      name: error.code,
      message: error.message,
    });
  });

  it('cuts a connection before anything was done', async () => {
    const sandbox = await aSandbox({ faults: [{ on: 'ssm:PutParameter', fault: 'reset' }] });
    const client = new SSMClient(connectionTo(sandbox));
    const put = client.send(new PutParameterCommand({ Name: '/a', Value: 'b', Type: 'String' }));
    await expect(put).rejects.toMatchObject({ code: 'ECONNRESET' });
    await expect(client.send(new GetParameterCommand({ Name: '/a' }))).rejects.toThrow('/a');
    expect(sandbox.ledger.entries()[0]).toMatchObject({ operation: 'PutParameter', status: 0, code: 'reset' });
  });

  it('cuts an answer in half after the call was done', async () => {
    const sandbox = await aSandbox({ faults: [{ on: 'ssm:PutParameter', fault: 'truncated' }] });
    const client = new SSMClient(connectionTo(sandbox));
    await expect(client.send(new PutParameterCommand({ Name: '/a', Value: 'b', Type: 'String' }))).rejects.toThrow();
    const { Parameter } = await client.send(new GetParameterCommand({ Name: '/a' }));
    expect(Parameter?.Value).toBe('b');
  });

  it('cuts the body of an object in half', async () => {
    const sandbox = await aSandbox({
      accounts: [{ ...adasAccount, buckets: ['archive'] }],
      faults: [{ on: 's3:GetObject', fault: 'truncated' }],
    });
    const client = new S3Client({ ...connectionTo(sandbox), forcePathStyle: true });
    await client.send(new PutObjectCommand({ Bucket: 'archive', Key: 'snapshot', Body: 'x'.repeat(10_000) }));
    const { Body } = await client.send(new GetObjectCommand({ Bucket: 'archive', Key: 'snapshot' }));
    await expect(Body?.transformToString()).rejects.toThrow('aborted');
  });

  it('never answers, until the client gives up', async () => {
    const sandbox = await aSandbox({ faults: [{ fault: 'hang' }] });
    const call = new IAMClient(connectionTo(sandbox)).send(new ListUsersCommand({}), {
      abortSignal: AbortSignal.timeout(50),
    });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('answers late', async () => {
    const sandbox = await aSandbox({ faults: [{ fault: 'latency', ms: 30 }] });
    await new IAMClient(connectionTo(sandbox)).send(new ListUsersCommand({}));
    expect(sandbox.ledger.entries()[0]?.durationMs).toBeGreaterThanOrEqual(28);
  });

  it('is survived by a client that retries', async () => {
    const sandbox = await aSandbox({
      faults: [
        { fault: 'internal', times: 1 },
        { fault: 'reset', times: 1 },
        { fault: 'truncated', times: 1 },
      ],
    });
    const client = new IAMClient({ ...connectionTo(sandbox), maxAttempts: 6 });
    const { Users } = await client.send(new ListUsersCommand({}));
    expect(Users?.map(({ UserName }) => UserName)).toEqual(['ada']);
    expect(sandbox.ledger.entries().map(({ code }) => code)).toEqual([
      'InternalFailure',
      'reset',
      'truncated',
      undefined,
    ]);
  });

  it('can be changed while the sandbox runs', async () => {
    const sandbox = await aSandbox();
    const client = new IAMClient(connectionTo(sandbox));
    await client.send(new ListUsersCommand({}));
    sandbox.setFaults([{ fault: 'internal' }]);
    await expect(client.send(new ListUsersCommand({}))).rejects.toMatchObject({ name: 'InternalFailure' });
    sandbox.setFaults([]);
    await expect(client.send(new ListUsersCommand({}))).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
  });
});
