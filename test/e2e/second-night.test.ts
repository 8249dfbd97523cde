import { afterEach, describe, expect, it } from 'vitest';
import type { AuditJobOptions } from '../../lib/audit-job.ts';
import { summariseAudit } from '../../lib/audit-summary.ts';
import type { Sandbox } from '../../lib/sandbox/server.ts';
import { smallAccountBucket, smallAccountNow } from './small-account.ts';
import { auditSmall, foundBy, ownTime, startSmall } from './small-audit.ts';

const GENERATE = 'iam:GenerateServiceLastAccessedDetails';
const REPORTS = 'reports/111122223333.ndjson.gz';

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

/** The small account, and its audits so many days after its own time. Nobody uses anything meanwhile. */
async function nights() {
  let days = 0;
  const account = await startSmall({ now: () => new Date(smallAccountNow.getTime() + days * 86_400_000) });
  sandbox = account;
  const versions = () => account.accounts[0]?.s3.buckets.get(smallAccountBucket)?.objects.get(REPORTS) ?? [];
  return {
    versions,
    audit: async (night: number, options: Partial<AuditJobOptions> = {}) => {
      days = night;
      account.ledger.reset();
      const result = await auditSmall(account, { store: true, runId: `run-${night}`, ...ownTime(night), ...options });
      return { result, asked: account.ledger.count(GENERATE), summary: summariseAudit(result).lastAccessedReports };
    },
    /** As if nothing had been kept. */
    forget: () => account.accounts[0]?.s3.buckets.get(smallAccountBucket)?.objects.clear(),
    damage: () => {
      const object = versions().at(-1);
      object?.content?.bytes.set([0, 0, 0, 0], 100);
    },
  };
}

describe('the nights after the first', () => {
  it('ask only about those who were at work, and find the same', async () => {
    const account = await nights();
    const first = await account.audit(0);
    const third = await account.audit(2);
    const fourth = await account.audit(3);

    expect(first.summary).toEqual({ asked: first.asked, takenOver: 0, kept: 'none are kept yet' });
    // All were used the day before the first night: by the third they have rested long enough to be asked for the last time.
    expect(third.asked).toBeLessThan(first.asked);
    // A Git credential, and three whose password and key were used long before what they are said to have done.
    expect(fourth.asked).toBe(4);
    expect(fourth.summary).toMatchObject({
      asked: fourth.asked,
      takenOver: first.asked - fourth.asked,
      kept: expect.stringMatching(/^\d+ were kept by the audit of 2026-11-25T/),
    });

    account.forget();
    // Later by an hour, that nothing which the fourth audit waited for makes it the later one of the two.
    const swept = await account.audit(3 + 1 / 24, { runId: 'swept' });
    expect(swept.result.stored?.outcome).toBe('stored');
    expect(swept.asked).toBe(first.asked);
    expect(foundBy(fourth.result)).toEqual(foundBy(swept.result));
  });

  it('ask about everybody when what was kept is damaged, and say so', async () => {
    const account = await nights();
    const first = await account.audit(0);
    account.damage();
    const warnings: string[] = [];
    const second = await account.audit(1, { log: { info: () => {}, warn: (message) => warnings.push(message) } });
    expect(second.asked).toBe(first.asked);
    expect(second.summary.kept).toMatch(/^those kept are not readable: /);
    expect(warnings).toEqual(['the last-accessed reports of earlier nights are not readable; everybody is asked']);
  });

  it('ask about everybody without an archive, as from the command line', async () => {
    const account = await nights();
    const settings = { prefix: '/account-auditor', kmsKeyId: 'alias/account-auditor' };
    const first = await account.audit(0, { settings });
    const second = await account.audit(3, { settings });
    expect(second.asked).toBe(first.asked);
    expect(second.summary.kept).toBe('none: there is no archive bucket');
  });

  it('keep nothing of a run that is only looked at', async () => {
    const account = await nights();
    await account.audit(0);
    await account.audit(1, { store: false });
    expect(account.versions()).toHaveLength(1);
  });

  it('keep only reports that AWS gave', async () => {
    const account = await nights();
    sandbox?.setFaults([{ on: GENERATE, skip: 5, fault: 'denied' }]);
    await account.audit(0);
    sandbox?.setFaults([]);
    const second = await account.audit(3);
    expect(second.summary.kept).toMatch(/^[0-5] were kept/);
    expect(second.result.report.summary.status).toBe('complete');
  });
});
