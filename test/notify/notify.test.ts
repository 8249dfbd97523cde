import { describe, expect, it } from 'vitest';
import { CannotRunError } from '../../lib/errors.ts';
import type { Mail } from '../../lib/notify/mail.ts';
import type { Notice } from '../../lib/notify/notice.ts';
import { type NotifyOptions, notify } from '../../lib/notify/notify.ts';
import { anEvent, anEventWith, places } from './some-alarms.ts';

function options(parts: Partial<NotifyOptions> = {}) {
  const messages: Mail[] = [];
  const chats: Notice[] = [];
  const warnings: string[] = [];
  const told: NotifyOptions['told'] = { claim: async () => true, confirm: async () => {}, sweep: async () => {} };
  const send = async (message: Mail) => `message-${messages.push(message)}`;
  const tellChats = async (notice: Notice) => chats.push(notice);
  const log: NotifyOptions['log'] = { info: () => {}, warn: (text) => warnings.push(text) };
  const store = { readNight: async () => null };
  return {
    messages,
    chats,
    warnings,
    options: { store, told, placesOf: async () => places, send, tellChats, log, ...parts },
  };
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
          channels: 1,
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

  it('passes over what is told by another invocation', async () => {
    const told = { claim: async () => false, confirm: async () => {}, sweep: async () => {} };
    const { messages, chats, options: given } = options({ told });
    expect(await notify(anEvent('alarm.json'), given)).toEqual({
      sent: [],
      passedOver: ['account-auditor-prod-new-high'],
    });
    expect([...messages, ...chats]).toEqual([]);
  });

  it('notes that it told before it tells the chats, and after the mail', async () => {
    const order: string[] = [];
    const say = async <Value>(what: string, value: Value) => {
      order.push(what);
      return value;
    };
    const { options: given } = options({
      told: {
        claim: () => say('claim', true),
        confirm: () => say('confirm', undefined),
        sweep: () => say('sweep', undefined),
      },
      send: () => say('mail', 'message-1'),
      tellChats: () => say('chats', 0),
    });
    await notify(anEvent('alarm.json'), given);
    expect(order).toEqual(['claim', 'mail', 'confirm', 'chats', 'sweep']);
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
