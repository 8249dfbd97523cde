import { AccessAnalyzerClient, ListAnalyzersCommand } from '@aws-sdk/client-accessanalyzer';
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { Throttle, TokenBucket } from '../../lib/sandbox/throttle.ts';
import { aSandbox, connectionTo } from './a-sandbox.ts';

/** A clock that a test turns by hand. */
function aClock() {
  const clock = { ms: 0, read: () => clock.ms };
  return clock;
}

/** How many of `calls` calls pass. */
function passing(throttle: Throttle, calls: number, action = 'iam:ListUsers', accountId = '111122223333'): number {
  return Array.from({ length: calls }, () => throttle.admits(action, accountId)).filter(Boolean).length;
}

describe('TokenBucket', () => {
  it('gives its burst, then as many as came back', () => {
    const bucket = new TokenBucket({ perSecond: 10, burst: 2 }, 0);
    const take = (nowMs: number): boolean => {
      const has = bucket.has(nowMs);
      if (has) {
        bucket.take();
      }
      return has;
    };
    expect([take(0), take(0), take(0)]).toEqual([true, true, false]);
    expect([take(99), take(100), take(100)]).toEqual([false, true, false]);
    expect([take(60_000), take(60_000), take(60_000)]).toEqual([true, true, false]);
  });
});

describe('Throttle', () => {
  it('holds a service to its rate, and charges nothing for what it refuses', () => {
    const clock = aClock();
    const throttle = new Throttle({ iam: { perSecond: 20, burst: 40 } }, clock.read);
    expect(passing(throttle, 1000)).toBe(40);
    clock.ms = 1000;
    expect(passing(throttle, 1000)).toBe(20);
  });

  it('leaves other services and other accounts alone', () => {
    const throttle = new Throttle({ iam: { perSecond: 1, burst: 1 } }, () => 0);
    expect(passing(throttle, 5)).toBe(1);
    expect(passing(throttle, 5, 'ssm:GetParameter')).toBe(5);
    expect(passing(throttle, 5, 'iam:ListUsers', '444455556666')).toBe(1);
  });

  it('lets the actions of a pattern share a bucket, and takes no token where another limit refuses', () => {
    const throttle = new Throttle(
      { 'ssm:Get*': { perSecond: 1, burst: 3 }, 'ssm:GetParameters': { perSecond: 1, burst: 1 } },
      () => 0,
    );
    expect(passing(throttle, 5, 'ssm:GetParameters')).toBe(1);
    expect(passing(throttle, 5, 'ssm:GetParameter')).toBe(2);
    expect(passing(throttle, 5, 'ssm:PutParameter')).toBe(5);
  });

  it('refuses limits that are none', () => {
    expect(() => new Throttle({ iam: { perSecond: 0, burst: 1 } }, () => 0)).toThrow(
      /^rate limits at iam\.perSecond: /,
    );
  });

  it.each([
    ['IAM', 'Throttling', 400, (c: Connection) => new IAMClient(c).send(new ListUsersCommand({}))],
    [
      'SSM',
      'ThrottlingException',
      400,
      (c: Connection) => new SSMClient(c).send(new GetParameterCommand({ Name: '/a' })),
    ],
    ['S3', 'SlowDown', 503, (c: Connection) => new S3Client(c).send(new ListBucketsCommand({}))],
    ['EC2', 'RequestLimitExceeded', 503, (c: Connection) => new EC2Client(c).send(new DescribeRegionsCommand({}))],
    [
      'Access Analyzer',
      'ThrottlingException',
      429,
      (c: Connection) => new AccessAnalyzerClient(c).send(new ListAnalyzersCommand({})),
    ],
  ])('is worded as %s words it', async (_service, name, status, call) => {
    const sandbox = await aSandbox({ limits: { '*': { perSecond: 0.001, burst: 1 } } });
    await new SSMClient(connectionTo(sandbox)).send(new GetParameterCommand({ Name: '/a' })).catch(() => undefined);
    await expect(call(connectionTo(sandbox))).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
    expect(sandbox.ledger.throttled()).toBe(1);
  });

  it('can be changed while the sandbox runs', async () => {
    const sandbox = await aSandbox({ limits: { iam: { perSecond: 0.001, burst: 1 } } });
    const client = new IAMClient(connectionTo(sandbox));
    await client.send(new ListUsersCommand({}));
    await expect(client.send(new ListUsersCommand({}))).rejects.toThrow('Rate exceeded');
    sandbox.setLimits({});
    await expect(client.send(new ListUsersCommand({}))).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
  });

  it('is waited out by a client that retries', async () => {
    const sandbox = await aSandbox({ limits: { iam: { perSecond: 50, burst: 1 } } });
    const client = new IAMClient({ ...connectionTo(sandbox), maxAttempts: 5 });
    await client.send(new ListUsersCommand({}));
    const { $metadata } = await client.send(new ListUsersCommand({}));
    expect($metadata.attempts).toBe(sandbox.ledger.count('iam:ListUsers') - 1);
  });
});

type Connection = ReturnType<typeof connectionTo>;
