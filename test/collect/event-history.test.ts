import { describe, expect, it } from 'vitest';
import { eventHistory } from '../../lib/collect/event-history.ts';
import type { EventLookup } from '../../lib/findings/causes.ts';
import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';
import type { SandboxOptions } from '../../lib/sandbox/server.ts';
import { daysAgo, NOW } from '../builders/time.ts';
import { aWorld, type World } from './a-world.ts';

type Event = NonNullable<AccountSpecInput['events']>[number];

const anEvent = (more: Partial<Event> = {}): Event => ({
  time: '-2d',
  name: 'UpdateAssumeRolePolicy',
  source: 'iam.amazonaws.com',
  username: 'ada',
  resources: ['deploy'],
  parameters: { roleName: 'deploy', policyDocument: '{}', tags: ['a', 'b'], force: true, options: [1, 'x'] },
  sourceIp: '203.0.113.7',
  identity: {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::111122223333:assumed-role/Admin/ada',
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/Admin' },
      sourceIdentity: 'ada@example.com',
    },
  },
  ...more,
});
const window = { after: null, until: NOW.toISOString() };
const byName = (value: string, region: EventLookup['region'] = 'global') =>
  ({ region, attribute: 'ResourceName', value }) as const;

function historyOf(world: World, { maxLookups = 10, signal = new AbortController().signal, partition = 'aws' } = {}) {
  const { aws, clock, sleep } = world.context();
  return eventHistory({ aws, partition, maxLookups, clock, sleep, signal });
}

const aWorldWith = (events: readonly Event[], options?: Omit<SandboxOptions, 'accounts' | 'now'>) =>
  aWorld({ events: [...events] }, options);

describe('eventHistory', () => {
  it('tells who did what, behind a session too', async () => {
    await using world = await aWorldWith([anEvent(), anEvent({ resources: ['other'] })]);
    expect(await historyOf(world)(byName('deploy'), window)).toEqual({
      status: 'read',
      isWhole: true,
      events: [
        {
          eventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          name: 'UpdateAssumeRolePolicy',
          at: daysAgo(2),
          source: 'iam.amazonaws.com',
          parameters: { roleName: 'deploy', policyDocument: '{}', tags: ['a', 'b'] },
          hasFailed: false,
          isRoot: false,
          actor: 'arn:aws:sts::111122223333:assumed-role/Admin/ada',
          sourceIdentity: 'ada@example.com',
          sessionIssuer: 'arn:aws:iam::111122223333:role/Admin',
          sourceIp: '203.0.113.7',
        },
      ],
    });
  });

  it('makes do with records that lack everything', async () => {
    await using world = await aWorldWith([
      anEvent({ identity: { type: 'Root', sessionContext: 'none' }, parameters: undefined, sourceIp: undefined }),
      anEvent({ time: '-3d', identity: { type: 'AWSService', invokedBy: 'cloudformation.amazonaws.com' } }),
      anEvent({ time: '-4d', identity: undefined, errorCode: 'AccessDenied' }),
    ]);
    const answer = await historyOf(world)(byName('deploy'), window);
    expect(answer).toMatchObject({
      events: [
        { isRoot: true, actor: null, sourceIp: null, parameters: {} },
        { isRoot: false, actor: 'cloudformation.amazonaws.com', hasFailed: false },
        { actor: null, hasFailed: true },
      ],
    });
  });

  it('looks between the audits, in the Region of the events', async () => {
    await using world = await aWorldWith([
      anEvent({ time: '-1h' }),
      anEvent({ time: '-3d' }),
      anEvent({ time: '-2d', region: 'eu-central-1' }),
    ]);
    const between = { after: daysAgo(4), until: daysAgo(1) };
    const ask = historyOf(world);
    expect(await ask(byName('deploy'), between)).toMatchObject({ events: [{ at: daysAgo(3) }] });
    expect(await ask(byName('deploy', 'eu-central-1'), between)).toMatchObject({ events: [{ at: daysAgo(2) }] });
    expect(await ask(byName('deploy', null), between)).toMatchObject({ events: [] });
    // An audit before that is older than the history itself.
    expect(await ask(byName('deploy'), { ...between, after: daysAgo(200) })).toMatchObject({ status: 'read' });
  });

  it('asks the same question once, at two calls a second', async () => {
    await using world = await aWorldWith([]);
    const ask = historyOf(world);
    for (const name of ['a', 'b', 'a', 'c', 'b', 'd']) await ask(byName(name), window);
    expect(world.calls('cloudtrail:LookupEvents')).toBe(4);
    expect(world.sleptMs()).toBeGreaterThanOrEqual(1500);
  });

  it('reads a hundred events of one resource and says that there are more', async () => {
    const events = Array.from({ length: 120 }, (_, index) => anEvent({ time: `-${index + 1}h` }));
    await using world = await aWorldWith(events);
    const answer = await historyOf(world)(byName('deploy'), window);
    expect(answer).toMatchObject({ status: 'read', isWhole: false });
    expect('events' in answer && answer.events.length).toBe(100);
  });

  it('makes no more calls than it may', async () => {
    await using world = await aWorldWith([anEvent()]);
    const ask = historyOf(world, { maxLookups: 2 });
    for (const name of ['a', 'b']) await ask(byName(name), window);
    expect(await ask(byName('deploy'), window)).toEqual({ status: 'bound' });
    expect(await ask(byName('a'), window)).toMatchObject({ status: 'read' });
    expect(world.calls('cloudtrail:LookupEvents')).toBe(2);
  });

  it('asks in vain three times at the most, also where more were allowed', async () => {
    await using world = await aWorldWith([], { faults: [{ on: 'cloudtrail:LookupEvents', fault: 'denied' }] });
    const ask = historyOf(world, { maxLookups: 3 });
    for (const name of ['a', 'b', 'c', 'd']) expect(await ask(byName(name), window)).toEqual({ status: 'denied' });
    expect(world.calls('cloudtrail:LookupEvents')).toBe(3);
  });

  it('asks nothing when time has run out, or where the Region is not known', async () => {
    await using world = await aWorldWith([anEvent()]);
    const late = historyOf(world, { signal: AbortSignal.abort() });
    expect(await late(byName('deploy'), window)).toEqual({ status: 'out-of-time' });
    const elsewhere = historyOf(world, { partition: 'aws-elsewhere' });
    expect(await elsewhere(byName('deploy'), window)).toEqual({ status: 'failed' });
    expect(world.calls('cloudtrail:LookupEvents')).toBe(0);
  });
});
