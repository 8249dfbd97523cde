import { describe, expect, it } from 'vitest';
import { CannotRunError } from '../../lib/errors.ts';
import type { Message } from '../../lib/notify/message.ts';
import { type NotifyOptions, notify } from '../../lib/notify/notify.ts';
import { anEvent, anEventWith } from './some-alarms.ts';

function options(parts: Partial<NotifyOptions> = {}) {
  const messages: Message[] = [];
  const warnings: string[] = [];
  const send = async (message: Message) => `message-${messages.push(message)}`;
  const log: NotifyOptions['log'] = { info: () => {}, warn: (text) => warnings.push(text) };
  return { messages, warnings, options: { store: { readNight: async () => null }, send, log, ...parts } };
}

describe('notify', () => {
  it('sends one message for each alarm and says which', async () => {
    const { messages, options: given } = options();
    expect(await notify(anEvent('alarm.json'), given)).toEqual({
      sent: [
        {
          alarm: 'account-auditor-prod-new-high',
          subject: '[account-auditor] 111122223333: new high findings',
          messageId: 'message-1',
        },
      ],
      passedOver: [],
    });
    expect(messages).toHaveLength(1);
  });

  it('passes over what is no news', async () => {
    const { messages, options: given } = options();
    const created = anEventWith({ OldStateValue: 'INSUFFICIENT_DATA' }, 'alarm-ok.json');
    expect(await notify(created, given)).toEqual({ sent: [], passedOver: ['account-auditor-prod-new-high'] });
    expect(messages).toEqual([]);
  });

  it('sends a message without findings when the store fails', async () => {
    const readNight = () => Promise.reject(new CannotRunError('Parameter Store, reading the summary: Access denied'));
    const { messages, warnings, options: given } = options({ store: { readNight } });
    await notify(anEvent('alarm.json'), given);
    expect(messages[0]?.body).toContain('Parameter Store, reading the summary: Access denied');
    expect(warnings).toEqual(['the stored findings could not be read']);
  });

  it('does not wait for a store that never answers', async () => {
    const readNight = () => new Promise<never>(() => {});
    const { messages, options: given } = options({ store: { readNight }, readTimeoutMs: 20 });
    await notify(anEvent('alarm.json'), given);
    expect(messages[0]?.body).toContain('Parameter Store did not give them within 0.02 s');
  });

  it('fails when a message cannot be sent', async () => {
    const send = () => Promise.reject(new CannotRunError('The message was not sent: Access denied'));
    await expect(notify(anEvent('alarm.json'), options({ send }).options)).rejects.toThrow(/was not sent/);
  });
});
