import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { DeleteParametersCommand, GetParametersByPathCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { Context } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAws } from '../../lib/aws/aws.ts';
import { checkById } from '../../lib/checks/registry.ts';
import { presentFindings } from '../../lib/findings/present.ts';
import type { Notified } from '../../lib/notify/notify.ts';
import type { Sandbox } from '../../lib/sandbox/server.ts';
import { anEventWith } from '../notify/some-alarms.ts';
import { accountId, audit, prefix, readBack, region, startSample } from './harness.ts';

const topicName = 'account-auditor-prod-NotificationTopic';
const topicArn = `arn:aws:sns:${region}:${accountId}:${topicName}`;

/** The sample account after its first audit, with the topic that people subscribe to. */
describe('the notify function', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSample();
    await audit(sandbox);
    const aws = createAws({ region, endpoint: sandbox.endpoint, credentials: sandbox.credentials });
    const Attributes = { KmsMasterKeyId: 'alias/account-auditor' };
    await aws.sns().send(new CreateTopicCommand({ Name: topicName, Attributes }));
    aws.close();
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    sandbox.setFaults([]);
    messages().splice(0);
    await forget();
  });

  afterAll(() => sandbox.close());

  it('tells of an alarm by the findings that set it off, and how to fix them', async () => {
    await invoke('alarm.json');
    const [message, ...more] = messages();
    expect(more).toEqual([]);
    expect(message?.subject).toMatch(/^\[account-auditor\] 111122223333: \d+ new critical and \d+ new high findings$/);
    const night = await readBack(sandbox);
    const startedAt = night?.summary.startedAt ?? '';
    const [worst, ...others] = presentFindings(night?.findings ?? [], { startedAt, textsOf: checkById }).filter(
      ({ severity, status }) => status === 'new' && (severity === 'critical' || severity === 'high'),
    );
    const counts = Array.from((message?.subject ?? '').matchAll(/(\d+) new/g), ([, count]) => Number(count));
    expect(counts.reduce((sum, count) => sum + count)).toBe(others.length + 1);
    const [first] = message?.body.split('\n\n').slice(1) ?? [];
    expect(first?.split('\n').map((line) => line.slice(0, 10).trim())).toEqual(
      expect.arrayContaining(['where', 'what', 'since', 'who', 'fix', 'id', 'more']),
    );
    expect(first?.split('\n')).toEqual(
      expect.arrayContaining([
        `1. ${worst?.title}: ${worst?.resource.name}`,
        `   where  ${worst?.resource.arn}`,
        `   since  ${startedAt}`,
        `   fix    ${worst?.remediation.text}`,
      ]),
    );
    expect(message?.body).toContain(
      `   id     ${worst?.id} (${worst?.checkId})\n   more   account-auditor findings show ${worst?.id}\n`,
    );
    expect(message?.body).toMatch(/^Findings: \d+ critical, \d+ high, .* new, 0 resolved$/m);
    expect(message?.body).toContain('Alarm:    account-auditor-prod-new-high, ALARM since 2026-11-23T02:21:36.871Z');
  });

  it('makes exactly the calls that its role allows, and writes what was told alone', async () => {
    sandbox.ledger.reset();
    await invoke('alarm.json');
    const calls = Object.keys(sandbox.ledger.counts());
    expect(calls.toSorted()).toEqual([
      'sns:Publish',
      'ssm:GetParameter',
      'ssm:GetParameters',
      'ssm:GetParametersByPath',
      'ssm:PutParameter',
    ]);
    const yaml = await readFile(new URL('../../serverless.yml', import.meta.url), 'utf8');
    const role = /\n {4}NotifyRole:\n( {5,}.*\n)+/.exec(yaml)?.[0];
    // What was told a month ago is deleted.
    expect(new Set(role?.match(/\b(ssm|sns):[A-Z]\w+/g))).toEqual(new Set([...calls, 'ssm:DeleteParameters']));
    expect(await notes()).toEqual([expect.stringMatching(/^\/account-auditor\/111122223333\/notified\/news_[\w-]+$/)]);
  });

  it('tells one night once, whichever alarms go off and however many invocations there are at the same time', async () => {
    const metrics = ['FindingsNewCritical', 'FindingsNewHigh', 'CoveragePercent', 'FindingsNewHigh'];
    const answers = await Promise.all(
      metrics.map((MetricName) =>
        tell(anEventWith({ ...justNow(), Trigger: { Namespace: 'AccountAuditor', MetricName } })),
      ),
    );
    expect(messages()).toHaveLength(1);
    expect(answers.flatMap(({ sent }) => sent)).toHaveLength(1);
    await tell(anEventWith(justNow()));
    expect(messages()).toHaveLength(1);
  });

  it('tells the end of it once', async () => {
    const metrics = ['FindingsNewCritical', 'FindingsNewHigh'];
    const over = (MetricName: string) =>
      anEventWith({ ...justNow(), Trigger: { Namespace: 'AccountAuditor', MetricName } }, 'alarm-ok.json');
    await Promise.all(metrics.map((metric) => tell(over(metric))));
    expect(messages()).toHaveLength(1);
  });

  it('tells always that an audit failed, and that alarm once', async () => {
    await tell(anEventWith(justNow()));
    const failed = { ...justNow(), Trigger: { Namespace: 'AWS/Lambda', MetricName: 'Errors' } };
    await Promise.all([tell(anEventWith(failed)), tell(anEventWith(failed))]);
    await tell(anEventWith({ ...failed, StateChangeTime: new Date(Date.now() + 1000).toISOString() }));
    expect(
      messages()
        .slice(1)
        .map(({ subject }) => subject),
    ).toEqual(['[account-auditor] 111122223333: the audit failed', '[account-auditor] 111122223333: the audit failed']);
  });

  it('goes on when Lambda tries an invocation again whose mail was not sent', async () => {
    sandbox.setFaults([{ on: 'sns:Publish', fault: 'denied' }]);
    const event = anEventWith(justNow());
    await expect(tell(event, { requestId: 'one' })).rejects.toThrow(/was not sent/);
    sandbox.setFaults([]);
    expect(await tell(event, { requestId: 'another' })).toMatchObject({ sent: [] });
    expect(await tell(event, { requestId: 'one' })).toMatchObject({ sent: [{ messageId: expect.any(String) }] });
    expect(await tell(event, { requestId: 'one' })).toMatchObject({ sent: [] });
    expect(messages()).toHaveLength(1);
  });

  it('says when an alarm is over, and what still stands', async () => {
    await invoke('alarm-ok.json');
    expect(messages()).toMatchObject([
      {
        subject: expect.stringMatching(
          /^\[account-auditor\] 111122223333: \d+ critical and \d+ high findings still open$/,
        ),
        body: expect.stringContaining('They do not watch whether these are fixed.'),
      },
    ]);
  });

  it('wakes people also when it may not read the findings', async () => {
    sandbox.setFaults([{ on: 'ssm:*', fault: 'denied' }]);
    await invoke('alarm.json');
    expect(messages()).toMatchObject([
      {
        subject: '[account-auditor] 111122223333: new high findings',
        body: expect.stringMatching(/could not be read, so none is named here: Parameter Store.*Access denied/),
      },
    ]);
  });

  it('fails when the message cannot be sent, so that Lambda tries again and its own alarm goes off', async () => {
    sandbox.setFaults([{ on: 'sns:Publish', fault: 'denied' }]);
    await expect(invoke('alarm.json')).rejects.toThrow(/^The message was not sent: Access denied/);
    expect(messages()).toEqual([]);
  });

  it('fails when it does not know whom to tell', async () => {
    await expect(invoke('alarm.json', { AUDITOR_NOTIFICATION_TOPIC_ARN: '' })).rejects.toThrow(/nobody to tell/);
  });

  it('sums the week up, with exactly the calls that the role of the digest allows, once for each time', async () => {
    sandbox.ledger.reset();
    const event = JSON.parse(await readFile(new URL('../../events/digest.json', import.meta.url), 'utf8'));
    stubEnvironment();
    const { handler } = await import('../../functions/digest.ts');
    const [sent, again] = [await handler(event, aContext('one')), await handler(event, aContext('two'))];
    expect([sent?.messageId, again]).toEqual([expect.any(String), null]);
    expect(messages()).toMatchObject([
      {
        subject: expect.stringMatching(/: the week: \d+ critical and \d+ high findings stand$/),
        body: expect.stringContaining('Nights with an audit: 1 of 7.'),
      },
    ]);
    const yaml = await readFile(new URL('../../serverless.yml', import.meta.url), 'utf8');
    const role = /\n {4}DigestRole:\n( {5,}.*\n)+/.exec(yaml)?.[0];
    expect(new Set(role?.match(/\b(ssm|sns):[A-Z]\w+/g))).toEqual(new Set(Object.keys(sandbox.ledger.counts())));
  });

  function messages() {
    return sandbox.accounts[0]?.sns.inRegion(region).get(topicArn)?.messages ?? [];
  }

  async function invoke(event: string, environment: Readonly<Record<string, string>> = {}): Promise<Notified> {
    const text = await readFile(new URL(`../../events/${event}`, import.meta.url), 'utf8');
    return await tell(JSON.parse(text), { environment });
  }

  async function tell(
    event: unknown,
    {
      environment = {},
      requestId = randomUUID(),
    }: { environment?: Readonly<Record<string, string>>; requestId?: string } = {},
  ): Promise<Notified> {
    stubEnvironment(environment);
    // Its logger reads the environment when the module is loaded, as in Lambda.
    const { handler } = await import('../../functions/notify.ts');
    return await handler(event, aContext(requestId));
  }

  function stubEnvironment(environment: Readonly<Record<string, string>> = {}): void {
    const variables = {
      ...sandbox.environment,
      AWS_REGION: region,
      AUDITOR_PREFIX: prefix,
      AUDITOR_KMS_KEY_ID: 'alias/account-auditor',
      AUDITOR_NOTIFICATION_TOPIC_ARN: topicArn,
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      ...environment,
    };
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  }

  /** Names of the parameters that say what was told. */
  async function notes(): Promise<readonly string[]> {
    return await withSsm(async (ssm) => {
      const { Parameters = [] } = await ssm.send(
        new GetParametersByPathCommand({ Path: `${prefix}/${accountId}/notified` }),
      );
      return Parameters.map(({ Name = '' }) => Name);
    });
  }

  async function forget(): Promise<void> {
    const names = await notes();
    if (names.length > 0) await withSsm((ssm) => ssm.send(new DeleteParametersCommand({ Names: [...names] })));
  }

  async function withSsm<Value>(use: (ssm: SSMClient) => Promise<Value>): Promise<Value> {
    const aws = createAws({ region, endpoint: sandbox.endpoint, credentials: sandbox.credentials });
    try {
      return await use(aws.ssm());
    } finally {
      aws.close();
    }
  }
});

/** Fields of an alarm that changed its state now. */
function justNow(): { readonly StateChangeTime: string } {
  return { StateChangeTime: new Date().toISOString() };
}

/** What Lambda tells a function of its invocation. */
function aContext(awsRequestId: string): Context {
  const functionName = 'account-auditor-prod-notify';
  return {
    awsRequestId,
    callbackWaitsForEmptyEventLoop: false,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:${region}:${accountId}:function:${functionName}`,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'test',
    memoryLimitInMB: '512',
    getRemainingTimeInMillis: () => 120_000,
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}
