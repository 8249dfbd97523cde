import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAws } from '../../lib/aws/aws.ts';
import { checkById } from '../../lib/checks/registry.ts';
import { presentFindings } from '../../lib/findings/present.ts';
import type { Sandbox } from '../../lib/sandbox/server.ts';
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

  afterEach(() => {
    vi.unstubAllEnvs();
    sandbox.setFaults([]);
    messages().splice(0);
  });

  afterAll(() => sandbox.close());

  it('tells of an alarm by the findings that set it off, and how to fix them', async () => {
    await invoke('alarm.json');
    const [message, ...more] = messages();
    expect(more).toEqual([]);
    expect(message?.subject).toMatch(/^\[account-auditor\] 111122223333: \d+ new high findings$/);
    const night = await readBack(sandbox);
    const startedAt = night?.summary.startedAt ?? '';
    const [worst, ...others] = presentFindings(night?.findings ?? [], { startedAt, textsOf: checkById }).filter(
      ({ severity }) => severity === 'high',
    );
    expect(message?.subject).toContain(` ${others.length + 1} new `);
    expect(message?.body.split('\n').slice(2, 7)).toEqual([
      `1. ${worst?.title}: ${worst?.resource.name}`,
      `   where  ${worst?.resource.arn}`,
      expect.stringMatching(/^ {3}what {3}\S/),
      `   since  ${startedAt}`,
      `   fix    ${worst?.remediation.text}`,
    ]);
    expect(message?.body).toContain(`   id     ${worst?.id} (${worst?.checkId})\n`);
    expect(message?.body).toMatch(/^Findings: \d+ critical, \d+ high, .* new, 0 resolved$/m);
    expect(message?.body).toContain('Alarm:    account-auditor-prod-new-high, ALARM since 2026-11-23T02:21:36.871Z');
  });

  it('makes exactly the calls that its role allows, and writes nothing', async () => {
    sandbox.ledger.reset();
    await invoke('alarm.json');
    expect(new Set(Object.keys(sandbox.ledger.counts()))).toEqual(
      new Set(['ssm:GetParameter', 'ssm:GetParameters', 'sns:Publish']),
    );
    const yaml = await readFile(new URL('../../serverless.yml', import.meta.url), 'utf8');
    const role = /\n {4}NotifyRole:\n( {5,}.*\n)+/.exec(yaml)?.[0];
    expect(role?.match(/\b(ssm|sns):[A-Z]\w+/g)?.toSorted()).toEqual([
      'sns:Publish',
      'ssm:GetParameter',
      'ssm:GetParameters',
    ]);
  });

  it('says when an alarm is over, and what still stands', async () => {
    await invoke('alarm-ok.json');
    expect(messages()).toMatchObject([
      {
        subject: expect.stringMatching(/^\[account-auditor\] 111122223333: \d+ high findings still open$/),
        body: expect.stringContaining('It does not watch whether they are fixed.'),
      },
    ]);
  });

  it('tells of coverage without naming findings', async () => {
    await invoke('alarm-coverage.json');
    expect(messages()).toMatchObject([
      { subject: '[account-auditor] 111122223333: the audit could not read everything' },
    ]);
    expect(messages()[0]?.body).not.toContain('where ');
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

  function messages() {
    return sandbox.accounts[0]?.sns.inRegion(region).get(topicArn)?.messages ?? [];
  }

  async function invoke(event: string, environment: Readonly<Record<string, string>> = {}): Promise<unknown> {
    const variables = {
      ...sandbox.environment,
      AWS_REGION: region,
      AUDITOR_PREFIX: prefix,
      AUDITOR_NOTIFICATION_TOPIC_ARN: topicArn,
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      ...environment,
    };
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    // Its logger reads the environment when the module is loaded, as in Lambda.
    const { handler } = await import('../../functions/notify.ts');
    const text = await readFile(new URL(`../../events/${event}`, import.meta.url), 'utf8');
    return handler(JSON.parse(text), aContext());
  }
});

/** What Lambda tells a function of its invocation. */
function aContext(): Context {
  const functionName = 'account-auditor-prod-notify';
  return {
    awsRequestId: randomUUID(),
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
