import { describe, expect, it } from 'vitest';
import { type KeptReports, reportsToKeep } from '../../../lib/collect/last-accessed/kept-reports.ts';
import type { AccountSpecInput } from '../../../lib/sandbox/account-file.ts';
import type { Snapshot } from '../../../lib/snapshot/snapshot.ts';
import { aWorld, coverageIn, type World } from '../a-world.ts';
import { readsBuckets, trustsEc2 } from '../furnished-account.ts';

const GENERATE = 'iam:GenerateServiceLastAccessedDetails';
const DAY_MS = 86_400_000;

const roleUsed = (name: string, at: string) => ({
  name,
  created: '-400d',
  trust: trustsEc2,
  inline: { reads: readsBuckets },
  used: { s3: at },
});
const userOf = (name: string, at: string) => ({
  name,
  created: '-400d',
  inline: { reads: readsBuckets },
  keys: [{ created: '-300d', lastUsed: at }],
  used: { s3: at },
});

/** Four of them rest. */
const account: Omit<AccountSpecInput, 'accountId'> = {
  roles: [roleUsed('busy', '-1h'), roleUsed('monthly', '-20d'), roleUsed('weekly', '-5d')],
  users: [userOf('ada', '-10d'), userOf('ben', '-1h'), userOf('eve', '-30d')],
};

/** What a first night leaves, the day after. */
async function afterOneNight(world: World): Promise<{ readonly kept: KeptReports; readonly calls: () => number }> {
  const kept = reportsToKeep(await world.collect());
  await world.context().sleep(DAY_MS);
  const before = world.calls(GENERATE);
  return { kept, calls: () => world.calls(GENERATE) - before };
}

const statuses = (lastAccessed: Snapshot['lastAccessed']) =>
  Object.fromEntries(
    Object.entries(lastAccessed).map(([arn, report]) => [
      arn.split('/').at(-1),
      report.status === 'complete' && report.takenOver ? 'taken over' : report.status,
    ]),
  );

describe('readLastAccessed', () => {
  it('asks only about those who were at work, and dates what it takes over by its own time', async () => {
    await using world = await aWorld(account);
    const first = reportsToKeep(await world.collect());
    await world.context().sleep(DAY_MS);
    const { lastAccessed, coverage } = await world.collect({ keptReports: async () => first });

    expect(statuses(lastAccessed)).toEqual({
      busy: 'complete',
      monthly: 'taken over',
      weekly: 'taken over',
      ada: 'taken over',
      ben: 'complete',
      eve: 'taken over',
    });
    const madeAt = first.get('arn:aws:iam::111122223333:role/weekly')?.report.completedAt;
    expect(lastAccessed['arn:aws:iam::111122223333:role/weekly']).toMatchObject({ completedAt: madeAt });
    expect(coverage.find(({ source }) => source === 'last-accessed')).toMatchObject({
      status: 'complete',
      dataAsOf: madeAt,
      wanted: 6,
      read: 6,
    });
  });

  it('asks nobody any more when all have rested for two nights', async () => {
    await using world = await aWorld(account);
    const night = await afterOneNight(world);
    let { kept } = night;
    const asked: number[] = [];
    for (let nights = 2; nights <= 4; nights += 1) {
      const before = night.calls();
      kept = reportsToKeep(await world.collect({ keptReports: async () => kept }));
      asked.push(night.calls() - before);
      await world.context().sleep(DAY_MS);
    }
    // The use of an hour before the first night is two days old on the third.
    expect(asked).toEqual([2, 2, 0]);
  });

  it('reads roles while the credential report is being made, and users when it is there', async () => {
    await using world = await aWorld(account, { credentialReportSeconds: 50 });
    const { kept, calls } = await afterOneNight(world);
    const { lastAccessed, credentialReport } = await world.collect({ keptReports: async () => kept });

    expect(calls()).toBe(2);
    expect(credentialReport).not.toBeNull();
    expect(statuses(lastAccessed)).toMatchObject({ busy: 'complete', ada: 'taken over', ben: 'complete' });
    const actions = world.sandbox.ledger.entries().map(({ service, operation }) => `${service}:${operation}`);
    const lastOfReport = actions.lastIndexOf('iam:GetCredentialReport');
    expect(actions.lastIndexOf(GENERATE)).toBeLessThan(lastOfReport);
  });

  it('asks about all users when the credential report never comes, and waits for it no longer than ever', async () => {
    await using world = await aWorld(account);
    const { kept, calls } = await afterOneNight(world);
    const sleptBefore = world.sleptMs();
    world.sandbox.setFaults([
      { on: 'iam:GetCredentialReport', fault: 'error', code: 'ReportInProgress', message: 'x', status: 404 },
    ]);
    const snapshot = await world.collect({ keptReports: async () => kept });

    expect(calls()).toBe(4);
    expect(statuses(snapshot.lastAccessed)).toMatchObject({ weekly: 'taken over', ada: 'complete', eve: 'complete' });
    expect(coverageIn(snapshot, 'credential-report')?.status).toBe('failed');
    expect(world.sleptMs() - sleptBefore).toBeLessThan(130_000);
  });

  it('asks everybody when nothing is kept', async () => {
    await using world = await aWorld(account);
    const { calls } = await afterOneNight(world);
    await world.collect({ keptReports: async () => new Map() });
    expect(calls()).toBe(6);
  });
});
