import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { serving } from '../serving.ts';

describe('eventbridge', () => {
  const connection = serving({});
  const entry = { Source: 'account-auditor', DetailType: 'Finding New', Detail: '{}' };

  it('takes events over the wire, and answers which it refused', async () => {
    const events = new EventBridgeClient(connection());
    const { FailedEntryCount, Entries } = await events.send(
      new PutEventsCommand({
        Entries: [
          { ...entry, Time: new Date() },
          { ...entry, Detail: '{' },
        ],
      }),
    );
    expect(FailedEntryCount).toBe(1);
    expect(Entries).toMatchObject([
      { EventId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      { ErrorCode: 'MalformedDetail' },
    ]);
  });

  it('answers errors that the SDK knows', async () => {
    const events = new EventBridgeClient(connection());
    const tooMany = new PutEventsCommand({ Entries: Array(11).fill(entry) });
    await expect(events.send(tooMany)).rejects.toMatchObject({
      name: 'ValidationException',
      $metadata: { httpStatusCode: 400 },
    });
  });
});
