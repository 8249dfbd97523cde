import { describe, expect, it, vi } from 'vitest';
import { LastAccessedSweep } from '../../../lib/collect/last-accessed/sweep.ts';
import type { FaultPlan } from '../../../lib/sandbox/faults.ts';
import { AwsError } from '../../../lib/sandbox/operation.ts';
import { aWorld, type World } from '../a-world.ts';
import { readsBuckets, trustsEc2 } from '../furnished-account.ts';

const GENERATE = 'iam:GenerateServiceLastAccessedDetails';
const GET = 'iam:GetServiceLastAccessedDetails';

const roles = (count: number) => ({
  roles: Array.from({ length: count }, (_, index) => ({
    name: `worker-${index}`,
    created: '-400d',
    trust: trustsEc2,
    inline: { reads: readsBuckets },
    used: { s3: '-1d' },
  })),
});
const arns = (count: number) => roles(count).roles.map(({ name }) => `arn:aws:iam::111122223333:role/${name}`);
const wanted = (count: number) => new Map(arns(count).map((arn) => [arn, 'ACTION_LEVEL'] as const));

async function sweep(world: World, count: number, signal?: AbortSignal) {
  const results = await new LastAccessedSweep(world.context({}, signal), wanted(count)).run(arns(count));
  const count_ = (status: string) => [...results.values()].filter((report) => report.status === status).length;
  return { results, count: count_, first: results.get(arns(1)[0] ?? '') };
}

describe('LastAccessedSweep', () => {
  it('reads the report of every principal, at two calls each', async () => {
    await using world = await aWorld(roles(40), { jobSeconds: 2 });
    const { count, first } = await sweep(world, 40);
    expect(count('complete')).toBe(40);
    expect(first).toMatchObject({
      granularity: 'ACTION_LEVEL',
      services: [{ service: 's3', region: expect.any(String), trackedActions: null }],
    });
    expect([world.calls(GENERATE), world.calls(GET)]).toEqual([40, 40]);
  });

  it.each([
    [1, 0, 2_500],
    [10, 1, 13_000],
    [30, 2, 37_000],
    [50, 3, 61_000],
  ])('looks too early at jobs of %d s no more than %d times', async (jobSeconds, extra, atLeastMs) => {
    await using world = await aWorld(roles(40), { jobSeconds });
    const { count } = await sweep(world, 40);
    expect(count('complete')).toBe(40);
    expect(world.calls(GET)).toBe(40 + extra);
    expect(world.sleptMs()).toBeGreaterThanOrEqual(atLeastMs);
  });

  it('says why AWS failed a job', async () => {
    await using world = await aWorld(roles(30), { jobFailureRate: 0.3 });
    const { results, count } = await sweep(world, 30);
    expect(count('complete') + count('failed')).toBe(30);
    expect(count('failed')).toBeGreaterThan(3);
    const failed = [...results.values()].find(({ status }) => status === 'failed');
    expect(failed).toMatchObject({ reason: expect.stringMatching(/^AWS's job failed \(ServiceFailure\): /) });
  });

  it('gives up jobs that never finish', async () => {
    await using world = await aWorld(roles(2), { jobSeconds: Number.POSITIVE_INFINITY });
    const { first } = await sweep(world, 2);
    expect(first).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^AWS's job was still running after \d+ minutes$/),
    });
  });

  it('follows a report over its pages', async () => {
    const manyServices = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['s3:*', 'ec2:*', 'sqs:*', 'sns:*', 'kms:*'], Resource: '*' }],
    };
    const [role] = roles(1).roles;
    await using world = await aWorld(
      { roles: role ? [{ ...role, inline: { many: manyServices } }] : [] },
      { pageLimit: 2 },
    );
    const { first } = await sweep(world, 1);
    expect(first).toMatchObject({
      services: ['ec2', 'kms', 's3', 'sns', 'sqs'].map((service) => expect.objectContaining({ service })),
    });
    expect(world.calls(GET)).toBe(3);
  });

  it('leaves out a role that disappeared', async () => {
    await using world = await aWorld(roles(2));
    const { count } = await sweep(world, 3);
    expect([count('complete'), count('gone')]).toEqual([2, 1]);
  });

  it.each([
    ['asked for', GENERATE],
    ['read', GET],
  ])('stops after three denials when reports may not be %s', async (_, action) => {
    await using world = await aWorld(roles(40), { faults: [{ on: action, fault: 'denied' }] });
    const { count } = await sweep(world, 40);
    expect(count('denied')).toBe(40);
    expect(world.calls(action)).toBe(3);
  });

  it('asks about the others when one is denied', async () => {
    await using world = await aWorld(roles(20), { faults: [{ on: GENERATE, skip: 7, times: 1, fault: 'denied' }] });
    const { count } = await sweep(world, 20);
    expect([count('complete'), count('denied')]).toEqual([19, 1]);
  });

  it('stops when the credentials expire between asking and reading', async () => {
    await using world = await aWorld(roles(40), { faults: [{ on: GET, skip: 10, fault: 'expiredToken' }] });
    const { count } = await sweep(world, 40);
    expect([count('complete'), count('failed')]).toEqual([10, 30]);
    expect(world.calls(GET)).toBeLessThanOrEqual(10 + 10);
  });

  it('reads what it has asked for when it is told to stop', async () => {
    const stop = new AbortController();
    let asked = 0;
    const before = ({ action }: { action: string }) => {
      if (action === GENERATE) asked += 1;
      if (asked === 15) stop.abort();
      return undefined;
    };
    await using world = await aWorld(roles(40), { jobSeconds: 2, hooks: { before } });
    const { count, results } = await sweep(world, 40, stop.signal);
    expect(count('complete')).toBe(world.calls(GENERATE));
    expect(world.calls(GENERATE)).toBeLessThan(30);
    expect(results.size).toBe(count('complete'));
  });

  it('starts jobs for a minute at most before it reads', async () => {
    await using world = await aWorld(roles(80));
    const context = world.context();
    const order: string[] = [];
    world.aws.iamForSweeps().middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          order.push(commandName?.startsWith('Generate') ? 'start' : 'read');
          if (order.at(-1) === 'start') await context.sleep(10_000);
          return next(args);
        },
      { step: 'initialize' },
    );
    await new LastAccessedSweep(context, wanted(80)).run(arns(80));
    expect(order.lastIndexOf('start')).toBeGreaterThan(order.indexOf('read'));
    expect(order).toHaveLength(160);
  });

  it('takes a job that AWS forgot for lost, not its principal for gone', async () => {
    const before = ({ action }: { action: string }) => {
      if (action === GET) throw new AwsError('NoSuchEntity', 'Job with id 1 cannot be found.', 404);
      return undefined;
    };
    await using world = await aWorld(roles(1), { hooks: { before } });
    const { first } = await sweep(world, 1);
    expect(first).toMatchObject({ status: 'failed', reason: expect.stringContaining('AWS no longer knows the job') });
  });

  it.each<[string, FaultPlan]>([
    ['errors of the service', [{ on: 'iam', rate: 0.1, fault: 'internal' }]],
    ['connections that break', [{ on: 'iam', rate: 0.1, fault: 'reset' }]],
    ['answers that are cut off', [{ on: GET, rate: 0.1, fault: 'truncated' }]],
  ])('loses nothing to %s', async (_, faults) => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    await using world = await aWorld(roles(60), { faults });
    const { count } = await sweep(world, 60);
    vi.restoreAllMocks();
    expect(count('complete')).toBe(60);
    expect(world.aws.ledger.snapshot().attempts).toBeGreaterThan(120);
  });

  it('loses nothing to a rate limit', async () => {
    await using world = await aWorld(roles(40), { limits: { iam: { perSecond: 40, burst: 10 } } });
    const { count } = await sweep(world, 40);
    expect(count('complete')).toBe(40);
    expect(world.aws.ledger.snapshot().throttles).toBeGreaterThan(0);
  });
});
