import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { putEvents } from '../../../lib/sandbox/eventbridge/put-events.ts';
import { callsTo, embeddedAccount, expectAwsError, NOW } from '../calling.ts';

const entry = { Source: 'account-auditor', DetailType: 'Finding New', Detail: '{"id":"a1"}', Resources: ['arn:aws:x'] };

function aBus() {
  const account = embeddedAccount();
  const call = callsTo(account);
  return {
    send: (...Entries: PutEventsRequestEntry[]) => call(putEvents, { Entries }),
    received: account.eventBridge.inRegion('eu-west-1'),
  };
}

describe('putEvents', () => {
  it('keeps events for the tests that read them', () => {
    const { send, received } = aBus();
    const answer = send(entry, { ...entry, Time: new Date('2026-11-22T00:00:00Z'), Resources: undefined });
    expect(answer).toEqual({ FailedEntryCount: 0, Entries: received.map(({ id }) => ({ EventId: id })) });
    const event = { source: 'account-auditor', detailType: 'Finding New', detail: { id: 'a1' } };
    expect(received).toMatchObject([
      { ...event, resources: ['arn:aws:x'], time: NOW },
      { ...event, resources: [], time: new Date('2026-11-22T00:00:00Z') },
    ]);
    expect(received[0]?.id).not.toBe(received[1]?.id);
  });

  it.each([
    ['InvalidArgument', { Source: undefined }],
    ['InvalidArgument', { DetailType: '' }],
    ['InvalidArgument', { Detail: undefined }],
    ['MalformedDetail', { Detail: '{' }],
    ['MalformedDetail', { Detail: '[]' }],
    ['NotAuthorizedForSourceException', { Source: 'aws.iam' }],
  ])('refuses with %s an entry of %j, and takes the others', (code, wrong) => {
    const { send, received } = aBus();
    const { FailedEntryCount, Entries } = send({ ...entry, ...wrong }, entry);
    expect(FailedEntryCount).toBe(1);
    expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([code, undefined]);
    expect(received).toHaveLength(1);
  });

  it('takes ten entries of 256 KB together, in bytes, and not more', () => {
    const { send } = aBus();
    expectAwsError('ValidationException', () => send(...Array(11).fill(entry)));
    expectAwsError('ValidationException', () => send());
    const around = Buffer.byteLength(`${entry.Source}${entry.DetailType}arn:aws:x`);
    const filling = 256 * 1024 - around - Buffer.byteLength('{"a":""}');
    const full = { ...entry, Detail: `{"a":"${'ö'.repeat(filling / 2)}${'x'.repeat(filling % 2)}"}` };
    expect(send(full).FailedEntryCount).toBe(0);
    expectAwsError('ValidationException', () => send({ ...full, Time: NOW }));
  });

  it('drops what is sent to a bus that nobody has', () => {
    const { send, received } = aBus();
    expect(send({ ...entry, EventBusName: 'ours' }).FailedEntryCount).toBe(0);
    expect(received).toEqual([]);
    send({ ...entry, EventBusName: 'arn:aws:events:eu-west-1:111122223333:event-bus/default' });
    expect(received).toHaveLength(1);
  });
});
