import { describe, expect, it } from 'vitest';
import { rootAccessKey } from '../../../lib/checks/credentials/root-access-key.ts';
import { rootMfaMissing } from '../../../lib/checks/credentials/root-mfa-missing.ts';
import { rootMfaNotHardware } from '../../../lib/checks/credentials/root-mfa-not-hardware.ts';
import { rootUsedRecently } from '../../../lib/checks/credentials/root-used-recently.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo, NOW } from '../../builders/time.ts';
import { runCheck } from '../run-check.ts';

const account = { arn: 'arn:aws:iam::111122223333:root', name: '111122223333' };

describe('root-access-key', () => {
  it('reports an active key', () => {
    const run = runCheck(rootAccessKey, anAccount().withRoot({ keys: [{ lastUsed: daysAgo(11) }, { active: false }] }));
    expect(run.findings).toMatchObject([
      { severity: 'critical', resource: account, evidence: { accessKeys: [{ keySlot: 1, lastUsedAt: daysAgo(11) }] } },
    ]);
  });

  it('passes a root user whose keys are switched off, or who has none', () => {
    expect(runCheck(rootAccessKey, anAccount().withRoot({ keys: [{ active: false }] })).status).toBe('pass');
    expect(runCheck(rootAccessKey, anAccount()).status).toBe('pass');
  });
});

describe('root-mfa-missing', () => {
  it('reports a root user without a device', () => {
    const run = runCheck(rootMfaMissing, anAccount().withRoot({ mfa: false, passwordEnabled: null }));
    expect(run.findings).toMatchObject([{ severity: 'critical', resource: account }]);
  });

  it('passes a root user with a device, and one without any credentials', () => {
    expect(runCheck(rootMfaMissing, anAccount().withRoot({ mfa: true })).status).toBe('pass');
    expect(runCheck(rootMfaMissing, anAccount().withRoot({ mfa: false, passwordEnabled: false })).status).toBe('pass');
  });

  it('reports one who has a key and no password', () => {
    const run = runCheck(rootMfaMissing, anAccount().withRoot({ mfa: false, passwordEnabled: false, keys: [{}] }));
    expect(run.status).toBe('fail');
  });
});

describe('root-mfa-not-hardware', () => {
  const device = 'arn:aws:iam::111122223333:mfa/root-account-mfa-device';

  it('reports a root user with a virtual device', () => {
    const run = runCheck(rootMfaNotHardware, anAccount().withRoot({ mfa: 'virtual' }));
    expect(run.findings).toMatchObject([
      { severity: 'medium', resource: account, evidence: { serialNumbers: [device] } },
    ]);
  });

  it.each([
    ['the name that the console gives it', device, 'fail'],
    ['another name', 'arn:aws:iam::111122223333:mfa/ada', 'pass'],
  ])('knows a device of which AWS does not say whose it is by %s', (_, serialNumber, status) => {
    const story = anAccount().with({ virtualMfaDevices: [{ serialNumber, userArn: null }] });
    expect(runCheck(rootMfaNotHardware, story).status).toBe(status);
  });

  it('passes hardware, the virtual devices of others, and a root user without any device', () => {
    const others = anAccount().withUser('ada', { mfa: 'virtual' });
    expect(runCheck(rootMfaNotHardware, others).status).toBe('pass');
    expect(runCheck(rootMfaNotHardware, others.withRoot({ mfa: false })).status).toBe('pass');
  });

  it('passes a root user whose credentials the organisation has removed, whatever device is left over', () => {
    const run = runCheck(rootMfaNotHardware, anAccount().withRoot({ mfa: 'virtual', passwordEnabled: false }));
    expect(run.status).toBe('pass');
  });

  it('is unknown when the devices were not listed', () => {
    expect(runCheck(rootMfaNotHardware, anAccount().without('virtual-mfa-devices')).status).toBe('unknown');
  });
});

describe('root-used-recently', () => {
  it('reports the newest use of the last 30 days', () => {
    const run = runCheck(
      rootUsedRecently,
      anAccount().withRoot({ passwordLastUsed: daysAgo(30), keys: [{ lastUsed: daysAgo(4), service: 'iam' }] }),
    );
    expect(run.findings).toMatchObject([
      { severity: 'high', evidence: { credential: 'access key 1', lastUsedAt: daysAgo(4), service: 'iam' } },
    ]);
    expect(run.window).toEqual({ from: daysAgo(30), to: NOW.toISOString() });
  });

  it.each([
    [30, 'fail'],
    [30.001, 'pass'],
  ])('answers to a sign-in %d days ago: %s', (days, status) => {
    expect(runCheck(rootUsedRecently, anAccount().withRoot({ passwordLastUsed: daysAgo(days) })).status).toBe(status);
  });
});

describe('root-used-recently, with the events', () => {
  const event = (days: number, name = 'ConsoleLogin') => ({
    at: daysAgo(days),
    name,
    eventId: `event-${days}`,
    sourceIp: '203.0.113.77',
    userAgent: 'Mozilla/5.0',
  });
  const inUse = anAccount().withRoot({ passwordLastUsed: daysAgo(1) });
  const judged = (story: typeof inUse) => {
    const [finding] = runCheck(rootUsedRecently, story).findings;
    return { evidence: finding?.evidence, detail: finding && rootUsedRecently.describe(finding) };
  };

  it('shows the newest ten of the last 30 days: when, what, and the id', () => {
    const { evidence, detail } = judged(
      inUse.with({ rootEvents: Array.from({ length: 40 }, (_, index) => event(index + 1)) }),
    );
    expect(evidence?.events).toHaveLength(10);
    expect(evidence?.events).toContainEqual({ at: daysAgo(1), name: 'ConsoleLogin', eventId: 'event-1' });
    expect(detail).toBe(
      'The password of the root user of account 111122223333 was used on 2026-11-21. Newest events of root: ' +
        `ConsoleLogin at ${daysAgo(1)}, ConsoleLogin at ${daysAgo(2)}, ConsoleLogin at ${daysAgo(3)} and 7 more.`,
    );
  });

  it('leaves out older ones, and says when there is none', () => {
    const { evidence, detail } = judged(inUse.with({ rootEvents: [event(30.001)] }));
    expect(evidence?.events).toEqual([]);
    expect(detail).toMatch(/CloudTrail holds no sign-in of root from that time, and no call to a global service\.$/);
  });

  it('stands without them, and says that they could not be read', () => {
    const { evidence, detail } = judged(inUse.without('root-events', 'denied'));
    expect(evidence).toMatchObject({ lastUsedAt: daysAgo(1), events: null });
    expect(detail).toMatch(/What root did could not be read from CloudTrail\.$/);
  });

  it('does not speak of events that nobody looked up', () => {
    const { evidence, detail } = judged(inUse.without('root-events', 'skipped'));
    expect(evidence).not.toHaveProperty('events');
    expect(detail).toMatch(/was used on 2026-11-21\.$/);
  });

  it('looks them up where the partition has them', () => {
    const commandsIn = (arn: string) =>
      rootUsedRecently.remediate({
        resource: { ...account, arn, type: 'AWS::::Account', accountId: '1' },
        evidence: {},
      }).commands;
    const attributes = "--lookup-attributes 'AttributeKey=Username,AttributeValue=root'";
    expect(commandsIn('arn:aws-cn:iam::1:root')).toEqual([
      `aws cloudtrail lookup-events --region 'cn-north-1' ${attributes}`,
    ]);
    expect(commandsIn('arn:aws-moon:iam::1:root')).toBeUndefined();
  });
});

describe.each([rootAccessKey, rootMfaMissing, rootMfaNotHardware, rootUsedRecently])('$id', (check) => {
  it('is unknown without a credential report, or without a row of root in it', () => {
    expect(runCheck(check, anAccount().without('credential-report')).status).toBe('unknown');
    const headless = anAccount().with({ credentialReport: { generatedAt: daysAgo(0), rows: [] } });
    expect(runCheck(check, headless).unknown).toMatchObject([{ resourceArn: account.arn }]);
  });
});
