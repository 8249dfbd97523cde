import { Logger } from '@aws-lambda-powertools/logger';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { type Aws, createAws } from '../../lib/aws/aws.ts';
import { defaultConfiguration } from '../../lib/config/configuration.ts';
import { type Notified, notify } from '../../lib/notify/notify.ts';
import { createOutlets } from '../../lib/notify/outlets.ts';
import { createFindingsStore } from '../../lib/publish/store/findings-store.ts';
import type { Sandbox } from '../../lib/sandbox/server.ts';
import { aReceiver, type Receiver } from '../notify/a-receiver.ts';
import { anEventWith } from '../notify/some-alarms.ts';
import { accountId, prefix, region, startSample } from './harness.ts';

const topicName = 'account-auditor-prod-NotificationTopic';
const topicArn = `arn:aws:sns:${region}:${accountId}:${topicName}`;

/** Nobody may see them again. The host is part of it. */
const planted = 'PLANTED-T0KEN';
const secret = 'PLANTED-S3CRET';

/** An account with chats that behave badly. */
describe('the chats of the notify function', () => {
  let sandbox: Sandbox;
  let aws: Aws;
  let logged: Mock;

  beforeAll(async () => {
    sandbox = await startSample();
    aws = createAws({ region, endpoint: sandbox.endpoint, credentials: sandbox.credentials });
    const Attributes = { KmsMasterKeyId: 'alias/account-auditor' };
    await aws.sns().send(new CreateTopicCommand({ Name: topicName, Attributes }));
  });

  beforeEach(() => {
    vi.stubEnv('POWERTOOLS_DEV', 'true');
    logged = vi.fn();
    for (const name of ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const) {
      vi.spyOn(console, name).mockImplementation(logged);
    }
  });

  afterEach(() => {
    // Whatever happened: nothing of it is in a log, at any level.
    expect(JSON.stringify(logged.mock.calls)).not.toMatch(/PLANTED|hooks\.example\.com|sig=|X-Amz-|\.html\?/);
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    messages().splice(0);
  });

  afterAll(async () => {
    aws.close();
    await sandbox.close();
  });

  it('are told after the mail, with a signature', async () => {
    const mails: number[] = [];
    await using webhook = await aReceiver((response) => {
      mails.push(messages().length);
      response.writeHead(200).end();
    });
    await configure({ webhook: [{ name: 'siem', secret: 'siem-key' }] }, { siem: urlOf(webhook), 'siem-key': secret });
    expect((await tell(webhook)).sent).toMatchObject([{ channels: 1 }]);
    expect(mails).toEqual([1]);
    expect(JSON.parse(webhook.received[0]?.body ?? '')).toMatchObject({ schemaVersion: 1, about: 'failed', accountId });
    expect(webhook.received[0]?.headers).toHaveProperty(
      'x-account-auditor-signature',
      expect.stringMatching(/^t=\d{10},v1=[0-9a-f]{64}$/),
    );
  });

  it.each<[string, Parameters<typeof aReceiver>[0], RegExp]>([
    ['answers 500', (response) => response.writeHead(500).end(planted), /answered 500 \(3 tries\)/],
    [
      'redirects to another host',
      (response) => response.writeHead(302, { location: `https://elsewhere.example.com/${planted}` }).end(),
      /answered 302, a redirect, which is not followed/,
    ],
    [
      'has too much to do',
      (response) => response.writeHead(429, { 'retry-after': '1' }).end(),
      /answered 429 \(3 tries\)/,
    ],
    ['hangs', () => {}, /was given up, because the time was over|gave no answer/],
  ])('fail nothing when one %s', async (_, answer, reason) => {
    await using webhook = await aReceiver(answer);
    await configure({ webhook: [{ name: 'siem' }] }, { siem: urlOf(webhook) });
    // Lambda's clock leaves four seconds for the chats.
    const startedAt = performance.now();
    expect((await tell(webhook, 19_000)).sent).toMatchObject([{ channels: 0, messageId: expect.any(String) }]);
    expect(performance.now() - startedAt).toBeLessThan(15_000);
    expect(messages()).toHaveLength(1);
    expect(warnings()).toMatch(/a channel was not told/);
    expect(warnings()).toMatch(/\/account-auditor\/webhooks\/siem/);
    expect(warnings()).toMatch(reason);
  });

  it.each<[string, object, Record<string, string>, RegExp]>([
    ['leads elsewhere', { slack: ['ops'] }, { ops: `https://hooks.example.com/${planted}` }, /accepted is hooks/],
    ['has no URL', { teams: ['ops'] }, { ops: planted }, /webhooks\/ops: not a URL/],
    ['is not there', { webhook: [{ name: 'absent' }] }, {}, /webhooks\/absent: there is no such parameter/],
    [
      'has an empty key',
      { webhook: [{ name: 'ops', secret: 'no-key' }] },
      { ops: `https://hooks.example.com/${planted}`, 'no-key': ' ' },
      /no-key: empty/,
    ],
  ])('are warned of when one %s', async (_, notifications, values, reason) => {
    await using webhook = await aReceiver((response) => response.writeHead(200).end());
    await configure(notifications, values);
    expect((await tell(webhook)).sent).toMatchObject([{ channels: 0 }]);
    expect(messages()).toHaveLength(1);
    expect(warnings()).toMatch(reason);
    expect(webhook.received).toEqual([]);
  });

  it.each<[string, Parameters<typeof aReceiver>[0], number]>([
    ['takes it', (response) => response.writeHead(200).end(), 1],
    ['answers 500', (response) => response.writeHead(500).end(), 0],
    [
      'redirects to another host',
      (response) => response.writeHead(302, { location: 'https://elsewhere.example.com/' }).end(),
      0,
    ],
    ['hangs', () => {}, 0],
  ])('and the mail alone have a link that needs no sign-in, also when one %s', async (_, answer, channels) => {
    await storeANight();
    await using webhook = await aReceiver(answer);
    await configure({ webhook: [{ name: 'siem' }], link: 'presigned' }, { siem: urlOf(webhook) });
    expect((await tell(webhook, 19_000)).sent).toMatchObject([{ channels }]);
    const link = /https?:\/\/\S+\/pages\/111122223333\/2026-11-23\/night-1\.html\?\S*X-Amz-Signature=[0-9a-f]{64}/;
    expect(
      messages()
        .map(({ body }) => body)
        .join(),
    ).toMatch(link);
    expect(JSON.parse(webhook.received[0]?.body ?? '').pageUrl).toMatch(link);
    const parameters = [...(sandbox.accounts[0]?.ssm.inRegion(region).values() ?? [])];
    expect(JSON.stringify(parameters)).not.toContain('X-Amz-');
  });

  it('are not told where a URL lies open', async () => {
    await using webhook = await aReceiver((response) => response.writeHead(200).end());
    await configure({ webhook: [{ name: 'open' }] }, {});
    await put('webhooks/open', urlOf(webhook), 'String');
    await tell(webhook);
    expect(warnings()).toMatch(/webhooks\/open: not a SecureString/);
    expect(webhook.received).toEqual([]);
  });

  it('hear of a failed audit also where the configuration is what is wrong', async () => {
    await using webhook = await aReceiver((response) => response.writeHead(200).end());
    await configure({ webhook: [{ name: 'siem' }] }, { siem: urlOf(webhook) }, { unusedAfterDays: 'many' });
    expect((await tell(webhook)).sent).toMatchObject([{ channels: 1 }]);
    await put('config', '{"notifications": {"slak": []}}', 'String');
    expect((await tell(webhook)).sent).toMatchObject([{ channels: 0 }]);
    expect(warnings()).toMatch(/notifications\.slak: no such field; accepted are slack, teams, webhook, link/);
  });

  function messages() {
    return sandbox.accounts[0]?.sns.inRegion(region).get(topicArn)?.messages ?? [];
  }

  function warnings(): string {
    return logged.mock.calls.flat().join('\n');
  }

  function urlOf({ port }: Receiver): string {
    // A file that somebody wrote ends with a line break.
    return `https://hooks.example.com:${port}/${planted}?sig=${planted}\n`;
  }

  async function put(name: string, Value: string, Type: 'String' | 'SecureString'): Promise<void> {
    await aws.ssm().send(new PutParameterCommand({ Name: `${prefix}/${name}`, Value, Type, Overwrite: true }));
  }

  async function configure(notifications: object, values: Readonly<Record<string, string>>, more: object = {}) {
    await put('config', JSON.stringify({ notifications, ...more }), 'String');
    for (const [name, value] of Object.entries(values)) await put(`webhooks/${name}`, value, 'SecureString');
  }

  async function storeANight(): Promise<void> {
    const night = {
      startedAt: '2026-11-23T02:17:04.000Z',
      status: 'complete',
      coveragePercent: 100,
      gaps: [],
      configuration: defaultConfiguration,
      findings: [],
    } as const;
    const time = { clock: () => Date.now(), sleep: async () => {} };
    const log = { info: () => {}, warn: () => {} };
    const store = createFindingsStore({ ssm: aws.ssm(), prefix, runId: 'night-1', ...time, log });
    const lease = await store.acquireLease(accountId);
    await store.commit(lease, { night, previous: await store.readNight(accountId) });
    await store.release(lease);
  }

  /** The function, with a way to a webhook on this machine. */
  async function tell({ wire }: Receiver, remainingMs = 120_000): Promise<Notified> {
    const log = new Logger({ logLevel: 'DEBUG' });
    const outlets = await createOutlets(aws, {
      prefix,
      topicArn,
      archiveBucket: 'account-auditor-archive',
      invocation: 'one',
      remainingMs: () => remainingMs,
      log,
      wire,
    });
    const failed = {
      StateChangeTime: new Date().toISOString(),
      Trigger: { Namespace: 'AWS/Lambda', MetricName: 'Errors' },
    };
    return await notify(anEventWith(failed), { ...outlets, log });
  }
});
