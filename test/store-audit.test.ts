import { describe, expect, it } from 'vitest';
import { evaluateSnapshot } from '../lib/audit.ts';
import { defaultConfiguration } from '../lib/config/configuration.ts';
import type { WrittenSettings } from '../lib/config/written-settings.ts';
import type { AskHistory, HistoryAnswer } from '../lib/findings/attribution.ts';
import { storeAudit } from '../lib/store-audit.ts';
import { anAccount } from './builders/an-account.ts';
import { ACCOUNT_ID } from './builders/naming.ts';
import { daysAgo } from './builders/time.ts';
import { Stage } from './publish/store/a-store.ts';

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
};

function anAudit(takenDaysAgo = 0, written?: WrittenSettings) {
  const snapshot = { ...anAccount().withRole('open', { trust }).build(), takenAt: daysAgo(takenDaysAgo) };
  const accepted = { exceptions: [], unreadable: [] };
  return evaluateSnapshot(snapshot, { configuration: defaultConfiguration, accepted, ...(written && { written }) });
}

/** A history that always gives this answer, and counts how often it is asked. */
function aHistory(answer: HistoryAnswer) {
  const asked: string[] = [];
  const ask: AskHistory = async ({ value }) => {
    asked.push(value);
    return answer;
  };
  return { asked, ask };
}

const event = {
  eventId: 'e-1',
  name: 'CreateRole',
  source: 'iam.amazonaws.com',
  at: daysAgo(1),
  parameters: { roleName: 'open' },
  hasFailed: false,
  isRoot: false,
  actor: `arn:aws:iam::${ACCOUNT_ID}:user/ada`,
  sourceIdentity: null,
  sessionIssuer: null,
  sourceIp: null,
};

describe('storeAudit, stopped before everything is written', () => {
  const stop = AbortSignal.abort();

  it('gives what CloudTrail has answered to the run that goes on, which asks nothing again', async () => {
    const store = new Stage().store();
    const first = aHistory({ status: 'read', events: [event], isWhole: true });
    const stopped = await storeAudit(anAudit(), store, { ask: first.ask, stop });
    expect(stopped.outcome).toBe('stopped');
    expect(first.asked).not.toEqual([]);
    if (stopped.outcome !== 'stopped') return;

    const { asked, ask } = aHistory({ status: 'failed' });
    const stored = await storeAudit(anAudit(), store, { ask, introducers: stopped.introducers });
    expect(asked).toEqual([]);
    const found = stored.outcome === 'stored' ? stored.report.findings : [];
    expect(found.find(({ checkId }) => checkId === 'trust-anyone')?.introducedBy).toMatchObject({ eventId: 'e-1' });
  });

  it('asks again what CloudTrail did not answer', async () => {
    const store = new Stage().store();
    const stopped = await storeAudit(anAudit(), store, { ask: aHistory({ status: 'out-of-time' }).ask, stop });
    const { asked, ask } = aHistory({ status: 'read', events: [event], isWhole: true });
    const introducers = stopped.outcome === 'stopped' ? stopped.introducers : undefined;
    expect((await storeAudit(anAudit(), store, { ask, introducers })).outcome).toBe('stored');
    expect(asked).not.toEqual([]);
  });
});

describe('storeAudit of nights on which the settings change', () => {
  const settings = (...versions: readonly number[]): WrittenSettings => ({
    status: 'read',
    configurationName: '/account-auditor/config',
    exceptionsFolder: '/account-auditor/exceptions',
    parameters: versions.map((version) => ({
      name: '/account-auditor/config',
      version,
      changedAt: daysAgo(30),
      changedBy: null,
    })),
  });

  it('tells of a configuration that is gone, also when a night between could not look', async () => {
    const store = new Stage().store();
    const nights = [settings(3), { status: 'unread', reason: 'Access denied' } as const, settings(), settings()];
    const told: string[] = [];
    for (const [index, written] of nights.entries()) {
      const stored = await storeAudit(anAudit(9 - index, written), store);
      const findings = stored.outcome === 'stored' ? stored.report.findings : [];
      const change = findings.find(({ checkId }) => checkId === 'configuration-changed');
      told.push(change === undefined ? 'nothing' : `${change.status}: ${change.detail}`);
    }
    const detail = `/account-auditor/config was deleted after ${daysAgo(8)}.`;
    expect(told).toEqual(['nothing', 'nothing', `new: ${detail}`, `resolved: ${detail}`]);
  });
});
