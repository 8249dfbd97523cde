import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Aws, createAws } from '../../lib/aws/aws.ts';
import { publishToSecurityHub } from '../../lib/publish/security-hub.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import { aFinding } from '../report/a-report.ts';
import { adaKey } from '../sandbox/a-sandbox.ts';
import { aNight, someFindings } from './a-night.ts';

const accountId = '111122223333';
let sandbox: Sandbox;
let aws: Aws;

async function start(securityHubRegions = ['eu-west-1']): Promise<void> {
  const users = [{ name: 'ada', created: '-400d' }];
  sandbox = await startSandbox({
    accounts: [{ accountId, credentials: [{ ...adaKey, as: 'user/ada' }], users, securityHubRegions }],
  });
  aws = createAws({ region: 'eu-west-1', endpoint: sandbox.endpoint, credentials: sandbox.credentials });
}

beforeEach(() => start());

afterEach(async () => {
  aws.close();
  await sandbox.close();
});

const publish = async ({ announcement }: ReturnType<typeof aNight>) =>
  publishToSecurityHub(await aws.securityHub(), announcement);
const imported = () => [...(sandbox.accounts[0]?.securityHub.inRegion('eu-west-1')?.values() ?? [])];
const calls = () => sandbox.ledger.count('securityhub:BatchImportFindings');

describe('publishToSecurityHub', () => {
  it('imports what is new, back, accepted or gone', async () => {
    const night = aNight([
      aFinding({ id: '0000000000000001', status: 'new' }),
      aFinding({ id: '0000000000000002', status: 'reopened' }),
      aFinding({ id: '0000000000000003', status: 'suppressed' }),
      aFinding({ id: '0000000000000004', status: 'resolved' }),
    ]);
    await publish(night);
    expect(imported().map(({ Id, RecordState }) => [Id?.at(-1), RecordState])).toEqual([
      ['1', 'ACTIVE'],
      ['2', 'ACTIVE'],
      ['3', 'ARCHIVED'],
      ['4', 'ARCHIVED'],
    ]);
    expect(night.log.info).toHaveBeenCalledExactlyOnceWith(expect.any(String), { imported: 4 });
    expect(night.log.warn).not.toHaveBeenCalled();
  });

  it('sends a hundred in a call', async () => {
    await publish(aNight(someFindings(250)));
    expect([imported().length, calls()]).toEqual([250, 3]);
  });

  it('sends what stands as it was once in seven nights, a share each night, and what is accepted no more', async () => {
    const standing = [...someFindings(70, 'open'), ...someFindings(70, 'suppressed')];
    const sentOn = new Map<string, number>();
    for (let day = 0; day < 7; day += 1) {
      const { announcement, log } = aNight(standing);
      const snapshotTakenAt = new Date(Date.UTC(2026, 10, 23 + day)).toISOString();
      const report = { ...announcement.report, snapshotTakenAt };
      await publish({
        announcement: { ...announcement, report, reconciled: { ...announcement.reconciled, changedIds: [] } },
        log,
      });
      expect(log.info).toHaveBeenCalledExactlyOnceWith(expect.any(String), { imported: 10 });
      for (const { Id = '', UpdatedAt } of imported()) if (UpdatedAt === snapshotTakenAt) sentOn.set(Id, day);
    }
    expect(sentOn.size).toBe(70);
  });

  it('calls nobody on a night on which there is nothing to tell', async () => {
    await publish(aNight([]));
    expect(calls()).toBe(0);
  });

  it('gets through throttling and cut connections', async () => {
    sandbox.setFaults([
      { on: 'securityhub:*', fault: 'throttled', times: 1 },
      { on: 'securityhub:*', fault: 'truncated', times: 1 },
      { on: 'securityhub:*', fault: 'unavailable', times: 1 },
    ]);
    const night = aNight(someFindings(150));
    await publish(night);
    expect(imported()).toHaveLength(150);
    expect(night.log.warn).not.toHaveBeenCalled();
  });

  it('counts and names what is refused, and takes the rest', async () => {
    const night = aNight([...someFindings(2), aFinding({ id: 'ffffffffffffffff', status: 'new', detail: ' ' })]);
    await publish(night);
    expect(imported()).toHaveLength(2);
    expect(night.log.warn).toHaveBeenCalledExactlyOnceWith('Security Hub refused findings', {
      refused: 1,
      ids: 'ffffffffffffffff',
      reason: expect.stringMatching(/^InvalidInput: .*Description/),
    });
  });

  it('says in one line that Security Hub is not switched on', async () => {
    await sandbox.close();
    await start([]);
    const night = aNight(someFindings(150));
    await publish(night);
    expect(calls()).toBe(1);
    expect(night.log.warn).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/Account 111122223333 is not subscribed to AWS Security Hub; they are stored/),
      { missing: 150 },
    );
  });

  it('says in one line that the permission is missing', async () => {
    sandbox.setFaults([{ on: 'securityhub:*', fault: 'denied' }]);
    const night = aNight(someFindings(150));
    await publish(night);
    expect(calls()).toBe(1);
    expect(night.log.warn).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/Access denied .*not authorized to perform: securityhub:BatchImportFindings/),
      { missing: 150 },
    );
  });

  it('leaves a Security Hub that hangs behind when the time is up', async () => {
    sandbox.setFaults([{ on: 'securityhub:*', fault: 'hang' }]);
    const night = aNight(someFindings(1), AbortSignal.timeout(50));
    await publish(night);
    expect(night.log.warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('it took too long'), { missing: 1 });
  });
});
