import type { PublishCommandInput } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import { publish } from '../../../lib/sandbox/sns/publish.ts';
import { createTopic } from '../../../lib/sandbox/sns/topics.ts';
import { accountId, callsTo, embeddedAccount, expectAwsError, NOW } from '../calling.ts';

const TopicArn = `arn:aws:sns:eu-west-1:${accountId}:notifications`;

function aTopic(Attributes: Record<string, string> = {}) {
  const account = embeddedAccount({ kmsKeys: ['alias/account-auditor'] });
  const call = callsTo(account);
  call(createTopic, { Name: 'notifications', Attributes });
  const send = ({ Message = 'one new critical finding', ...rest }: Partial<PublishCommandInput>) =>
    call(publish, { TopicArn, ...rest, Message });
  return { send, messages: account.sns.inRegion('eu-west-1').get(TopicArn)?.messages };
}

describe('publish', () => {
  it('keeps messages for the tests that read them, in order', () => {
    const { send, messages } = aTopic({ KmsMasterKeyId: 'alias/account-auditor' });
    send({ Subject: 'first' });
    send({ Message: 'zwölf\nZeilen' });
    expect(messages).toMatchObject([
      { subject: 'first', body: 'one new critical finding', publishedAt: NOW },
      { body: 'zwölf\nZeilen', publishedBy: expect.stringContaining('assumed-role/account-auditor') },
    ]);
    expect(messages?.[0]?.messageId).not.toBe(messages?.[1]?.messageId);
  });

  it.each([
    ['100 characters', 'x'.repeat(100)],
    ['a line break', 'one\ntwo'],
    ['an escape sequence', 'one\u001b[31m'],
    ['letters beyond ASCII', 'zwölf'],
    ['a blank first', ' one'],
    ['nothing', ''],
  ])('refuses a subject of %s', (_, Subject) => {
    const { send, messages } = aTopic();
    const { message } = expectAwsError('InvalidParameter', () => send({ Subject }));
    expect(message).toBe('Invalid parameter: Subject');
    expect(messages).toEqual([]);
  });

  it('takes a subject of 99 characters', () => {
    const { send, messages } = aTopic();
    send({ Subject: `[${'x'.repeat(98)}` });
    expect(messages).toHaveLength(1);
  });

  it('counts the bytes of a message, not its letters', () => {
    const { send } = aTopic();
    send({ Message: 'ö'.repeat(128 * 1024) });
    const { message } = expectAwsError('InvalidParameter', () => send({ Message: `${'ö'.repeat(128 * 1024)}x` }));
    expect(message).toBe('Invalid parameter: Message too long');
  });

  it('refuses an empty message, and what it cannot act out', () => {
    const { send } = aTopic();
    expectAwsError('InvalidParameter', () => send({ Message: '' }));
    expectAwsError('InvalidParameter', () => send({ MessageStructure: 'json', Message: '{"default":"x"}' }));
  });

  it('refuses a topic of another Region, and none at all', () => {
    const { send } = aTopic();
    expectAwsError('InvalidParameter', () => send({ TopicArn: TopicArn.replace('eu-west-1', 'us-east-1') }));
    expectAwsError('InvalidParameter', () => send({ TopicArn: undefined }));
    expectAwsError('NotFound', () => send({ TopicArn: `${TopicArn}-old` }));
  });

  it('refuses a topic whose key the account does not have', () => {
    const { send } = aTopic({ KmsMasterKeyId: 'alias/deleted' });
    expectAwsError('KMSNotFound', () => send({}));
  });
});
