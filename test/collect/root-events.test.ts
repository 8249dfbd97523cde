import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it, onTestFinished } from 'vitest';
import { collectRootEvents } from '../../lib/collect/root-events.ts';
import { anAccount } from '../builders/an-account.ts';
import { daysAgo } from '../builders/time.ts';
import { aWorld, coverageIn } from './a-world.ts';

const signIn = { name: 'ConsoleLogin', source: 'signin.amazonaws.com', username: 'root' };
const before = anAccount().without('root-events', 'skipped').build();

describe('collectRootEvents', () => {
  it("reads root's newest events from us-east-1, in one call", async () => {
    await using world = await aWorld({
      events: [
        { ...signIn, time: '-9d', sourceIp: '203.0.113.77', userAgent: 'Mozilla/5.0 "><script>' },
        { ...signIn, time: '-1d', name: 'GetAccountSummary', source: 'iam.amazonaws.com' },
        { ...signIn, time: '-1d', username: 'ada' },
        { ...signIn, time: '-1d', region: 'eu-west-1' },
      ],
    });
    const after = await collectRootEvents(world.context(), before);
    const eventId = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect(after.rootEvents).toEqual([
      { at: daysAgo(1), name: 'GetAccountSummary', eventId, sourceIp: null, userAgent: null },
      { at: daysAgo(9), name: 'ConsoleLogin', eventId, sourceIp: '203.0.113.77', userAgent: 'Mozilla/5.0 "><script>' },
    ]);
    expect(coverageIn(after, 'root-events')).toEqual({ status: 'complete', reason: null });
    expect(before.rootEvents).toBeNull();
    expect(world.calls('cloudtrail:LookupEvents')).toBe(1);
  });

  it('stops after a hundred', async () => {
    const events = Array.from({ length: 120 }, (_, index) => ({ ...signIn, time: `-${index + 1}h` }));
    await using world = await aWorld({ events });
    expect((await collectRootEvents(world.context(), before)).rootEvents).toHaveLength(100);
    expect(world.calls('cloudtrail:LookupEvents')).toBe(2);
  });

  it('says why when it may not, or when the run was stopped', async () => {
    await using world = await aWorld({}, { faults: [{ on: 'cloudtrail:LookupEvents', fault: 'denied' }] });
    const denied = await collectRootEvents(world.context(), before);
    expect(denied.rootEvents).toBeNull();
    expect(coverageIn(denied, 'root-events')).toMatchObject({
      status: 'denied',
      reason: expect.stringMatching(/^Access denied/),
    });
    const stopped = await collectRootEvents(world.context({}, AbortSignal.abort()), before);
    expect(coverageIn(stopped, 'root-events')?.status).toBe('failed');
  });

  it('asks in the Region of the partition, and nowhere in one that is not known', async () => {
    await using world = await aWorld();
    const regions: (string | undefined)[] = [];
    const { aws, ...rest } = world.context();
    const context = {
      ...rest,
      aws: {
        ...aws,
        cloudTrail: (region?: string) => {
          regions.push(region);
          return aws.cloudTrail(region);
        },
      },
    };
    const inPartition = (partition: string) => ({ ...before, account: { ...before.account, partition } });
    await collectRootEvents(context, inPartition('aws-us-gov'));
    const lost = await collectRootEvents(context, inPartition('aws-moon'));
    expect(regions).toEqual(['us-gov-west-1']);
    expect(coverageIn(lost, 'root-events')).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('aws-moon'),
    });
  });

  it.each([
    ['no record', undefined],
    ['text', 'not json'],
    ['another kind of value', '[]'],
    ['wrong types', '{ "sourceIPAddress": 7, "userAgent": {} }'],
  ])('does without the record of an event that is %s', async (_, CloudTrailEvent) => {
    await using world = await aWorld();
    const cloudTrail = mockClient(CloudTrailClient);
    onTestFinished(() => cloudTrail.restore());
    cloudTrail.on(LookupEventsCommand).resolves({
      Events: [
        {
          EventId: 'c0ffee00-0000-4000-8000-000000000000',
          EventName: 'ConsoleLogin',
          EventTime: new Date(daysAgo(1)),
          ...(CloudTrailEvent === undefined ? {} : { CloudTrailEvent }),
        },
      ],
    });
    expect((await collectRootEvents(world.context(), before)).rootEvents).toMatchObject([
      { at: daysAgo(1), name: 'ConsoleLogin', sourceIp: null, userAgent: null },
    ]);
  });
});
