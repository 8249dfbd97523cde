import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Aws, createAws } from '../../lib/aws/aws.ts';
import { publishEvents } from '../../lib/publish/events.ts';
import type { Sandbox } from '../../lib/sandbox/server.ts';
import { aFinding } from '../report/a-report.ts';
import { aSandbox } from '../sandbox/a-sandbox.ts';
import { aNight, someFindings } from './a-night.ts';

describe('publishEvents', () => {
  let sandbox: Sandbox;
  let aws: Aws;

  beforeEach(async () => {
    sandbox = await aSandbox();
    aws = createAws({ region: 'eu-west-1', endpoint: sandbox.endpoint, credentials: sandbox.credentials });
  });

  afterEach(() => aws.close());

  const publish = ({ announcement }: ReturnType<typeof aNight>) => publishEvents(aws.eventBridge(), announcement);
  const received = () => sandbox.accounts[0]?.eventBridge.inRegion('eu-west-1') ?? [];

  it('tells what came, what came back and what is gone, and nothing of the rest', async () => {
    const statuses = ['new', 'reopened', 'resolved', 'open', 'suppressed'] as const;
    const night = aNight(statuses.map((status, index) => aFinding({ id: `${index}`.repeat(16), status })));
    await publish(night);
    expect(received().map(({ detailType, detail }) => [detailType, detail])).toEqual([
      ['Finding New', aFinding({ id: '0'.repeat(16), status: 'new' })],
      ['Finding New', aFinding({ id: '1'.repeat(16), status: 'reopened' })],
      ['Finding Resolved', aFinding({ id: '2'.repeat(16), status: 'resolved' })],
    ]);
    expect(received()[0]).toMatchObject({
      source: 'account-auditor',
      resources: ['arn:aws:iam::111122223333:role/billing-export'],
    });
    expect(night.log.info).toHaveBeenCalledExactlyOnceWith(expect.any(String), { events: 3 });
  });

  it('sends ten in a call, however much evidence there is', async () => {
    const evidence = { actions: Array.from({ length: 20_000 }, (_, index) => `s3:GetObject${index}-ö`), count: 20_000 };
    await publish(aNight(someFindings(25).map((finding) => ({ ...finding, evidence }))));
    expect([received().length, sandbox.ledger.count('events:PutEvents')]).toEqual([25, 3]);
    expect(received()[0]?.detail).toMatchObject({
      id: '00000000new00000',
      evidence: { count: 20_000, truncated: { actions: expect.any(Number) } },
    });
  });

  it('gets through throttling and cut connections', async () => {
    sandbox.setFaults([
      { on: 'events:*', fault: 'throttled', times: 1 },
      { on: 'events:*', fault: 'reset', times: 1 },
    ]);
    const night = aNight(someFindings(11));
    await publish(night);
    expect(received()).toHaveLength(11);
    expect(night.log.warn).not.toHaveBeenCalled();
  });

  it('says in one line that the permission is missing', async () => {
    sandbox.setFaults([{ on: 'events:*', fault: 'denied' }]);
    const night = aNight(someFindings(30));
    await publish(night);
    expect(sandbox.ledger.count('events:PutEvents')).toBe(1);
    expect(night.log.warn).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/Access denied .*events:PutEvents/), {
      missing: 30,
    });
  });

  it('leaves a bus that hangs behind when the time is up', async () => {
    sandbox.setFaults([{ on: 'events:*', fault: 'hang' }]);
    const night = aNight(someFindings(1), AbortSignal.timeout(50));
    await publish(night);
    expect(night.log.warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('it took too long'), { missing: 1 });
  });
});

describe('entries that EventBridge refuses', () => {
  const client = new EventBridgeClient({ region: 'eu-west-1' });
  const bus = mockClient(client);
  const throttled = { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' };

  beforeEach(() => bus.reset());

  it('are sent again, without the others', async () => {
    bus
      .on(PutEventsCommand)
      .resolvesOnce({ FailedEntryCount: 2, Entries: [throttled, { EventId: '1' }, throttled] })
      .resolvesOnce({ FailedEntryCount: 1, Entries: [{ EventId: '0' }, throttled] })
      .resolves({ FailedEntryCount: 0, Entries: [{ EventId: '2' }] });
    const night = aNight(someFindings(3));
    await publishEvents(client, night.announcement);
    const sent = bus
      .commandCalls(PutEventsCommand)
      .map(({ args }) => args[0].input.Entries?.map(({ Resources: [arn = ''] = [] }) => arn.at(-1)).join(''));
    expect(sent).toEqual(['012', '02', '2']);
    expect(night.log.warn).not.toHaveBeenCalled();
  });

  it('are given up after the fifth time, said, and do not keep back those after them', async () => {
    bus.on(PutEventsCommand).callsFake(async ({ Entries = [] }) => ({
      Entries: Entries.map(() => (Entries.length === 1 ? { EventId: 'x' } : throttled)),
    }));
    const night = aNight(someFindings(11));
    await publishEvents(client, night.announcement);
    expect(bus.commandCalls(PutEventsCommand)).toHaveLength(6);
    expect(night.log.warn).toHaveBeenCalledExactlyOnceWith(
      'EventBridge did not take all events: ThrottlingException: Rate exceeded; the findings are stored',
      { missing: 10 },
    );
  });
});
