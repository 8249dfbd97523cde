import { afterEach, describe, expect, it } from 'vitest';
import { AuditorError, CannotRunError, InvalidInputError } from '../../lib/errors.ts';
import { timeLimit } from '../../lib/interruption.ts';
import type { FaultPlan } from '../../lib/sandbox/faults.ts';
import type { Sandbox } from '../../lib/sandbox/server.ts';
import { audit, readBack, startSample } from './harness.ts';
import { auditSmall, ownTime, startSmall } from './small-audit.ts';

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

const outcomeOf = (result: Awaited<ReturnType<typeof audit>>, id: string) =>
  result.report.checks.find((check) => check.id === id);

describe('an audit of an account that it may not read whole', () => {
  it('goes on when last-accessed calls are denied: what needs them is unknown, with the reason', async () => {
    const denied: FaultPlan = [{ on: 'iam:GenerateServiceLastAccessedDetails', fault: 'denied' }];
    sandbox = await startSample({ faults: denied });
    const result = await audit(sandbox);

    expect(result.report.summary.status).toBe('incomplete');
    expect(result.report.summary.coveragePercent).toBeLessThan(100);
    expect(result.report.summary.gaps.join()).toContain('last-accessed denied');
    expect(outcomeOf(result, 'role-unused')?.findings).toBeGreaterThan(0);
    expect(outcomeOf(result, 'services-unused')).toMatchObject({ status: 'unknown', findings: 0 });
    expect(outcomeOf(result, 'services-unused')?.unknown[0]?.reason).toMatch(/denied/i);
    expect((await readBack(sandbox))?.summary.status).toBe('incomplete');
    // Nobody hammers at a closed door.
    expect(sandbox.ledger.count('iam:GenerateServiceLastAccessedDetails')).toBeLessThan(20);
  });

  it('goes on when the credential report never completes', async () => {
    sandbox = await startSample({ credentialReportSeconds: Number.POSITIVE_INFINITY });
    const result = await audit(sandbox, { credentialReportTimeoutMs: 6_000 });

    expect(result.report.summary.status).toBe('incomplete');
    expect(outcomeOf(result, 'access-key-unused')).toMatchObject({ status: 'unknown', findings: 0 });
    expect(outcomeOf(result, 'access-key-unused')?.unknown[0]?.reason).toContain('never completed');
    expect(outcomeOf(result, 'policy-unattached')?.findings).toBeGreaterThan(0);
  });

  it('keeps the findings of the night before while it cannot look', async () => {
    sandbox = await startSample();
    await audit(sandbox, { runId: 'first night' });
    const before = await audit(sandbox, { runId: 'good night' });
    sandbox.setFaults([{ on: 'iam:GetAccountAuthorizationDetails', fault: 'denied' }]);
    const after = await audit(sandbox, { runId: 'bad night' });

    expect(after.report.findings.map(({ id }) => id).sort()).toEqual(before.report.findings.map(({ id }) => id).sort());
    expect(after.report.findings.every(({ status }) => status === 'open')).toBe(true);
    expect(after.report.summary.counts.resolved).toBe(0);
  });

  it.each<[string, FaultPlan, RegExp]>([
    ['expired credentials', [{ fault: 'expiredToken' }], /expired/],
    ['no permission for anything', [{ on: 'sts:*', fault: 'denied' }], /denied/i],
  ])('cannot run with %s, and says so in one line', async (_, faults, words) => {
    sandbox = await startSample({ faults });
    const failure = await audit(sandbox).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AuditorError);
    expect(String(failure)).toMatch(words);
    expect(String(failure)).not.toContain('\n');
  });

  it('stops with one line at a configuration that cannot be read, before anything is collected', async () => {
    sandbox = await startSample();
    const config = sandbox.accounts[0]?.ssm.inRegion('eu-west-1').get('/account-auditor/config');
    const [newest] = config?.versions ?? [];
    if (config && newest) config.versions = [{ ...newest, value: '{"unusedAfterDays": 0}' }];

    await expect(audit(sandbox)).rejects.toThrow(/^\/account-auditor\/config: unusedAfterDays: /);
    expect(sandbox.ledger.count('iam:GetAccountAuthorizationDetails')).toBe(0);
  });
});

describe('an audit that finds an unreadable summary', () => {
  const name = '/account-auditor/111122223333/summary';
  const calls = (at: Sandbox) =>
    ['iam:GetAccountAuthorizationDetails', 'ssm:PutParameter'].map((action) => at.ledger.count(action));

  /** A night, and then something else where its summary was; answers with how to put the summary back. */
  async function spoilSummary(at: Sandbox, value: string): Promise<() => void> {
    await auditSmall(at, { store: true });
    const summary = at.accounts[0]?.ssm.inRegion('eu-west-1').get(name);
    const versions = summary?.versions ?? [];
    const [newest] = versions;
    if (!summary || !newest) throw new Error('no summary was written');
    summary.versions = [{ ...newest, value }];
    return () => {
      summary.versions = versions;
    };
  }

  it.each([
    ['is no JSON', 'garbage', 'not JSON'],
    ['has another schema', '{"schemaVersion":1,"runId":7}', 'runId: '],
  ])('stops with one line when it %s, before anything is read or written', async (_, garbage, words) => {
    sandbox = await startSmall();
    const putBack = await spoilSummary(sandbox, garbage);
    const before = calls(sandbox);

    const failure = await auditSmall(sandbox, { store: true, ...ownTime(1) }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InvalidInputError);
    expect(String(failure)).toContain(`${name}: ${words}`);
    expect(String(failure)).not.toContain('\n');
    expect(calls(sandbox)).toEqual(before);
    putBack();
    expect((await readBack(sandbox))?.findings.length).toBeGreaterThan(0);
  });

  it('looks at the account all the same when nothing is to be stored', async () => {
    sandbox = await startSmall();
    await spoilSummary(sandbox, 'garbage');
    await expect(auditSmall(sandbox, ownTime(1))).resolves.toMatchObject({ stored: null });
  });
});

describe('an audit that AWS leaves hanging until its time is over', () => {
  const hang = (on: string, skip = 0): FaultPlan => [{ on, fault: 'hang', skip }];

  it.each([
    ['its lease', 0],
    // Nothing has changed, so that lease and summary are all that is written.
    ['its summary', 1],
  ])('says so in time when it writes %s, and the night before stands', async (_, skip) => {
    sandbox = await startSmall();
    await auditSmall(sandbox, { store: true });
    const before = await readBack(sandbox);
    sandbox.setFaults(hang('ssm:PutParameter', skip));

    const startedAt = performance.now();
    const failure = await auditSmall(sandbox, { store: true, ...ownTime(1), deadline: timeLimit(2_000) }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(CannotRunError);
    expect(String(failure)).toMatch(/out of time: [^\n]*$/);
    expect(performance.now() - startedAt).toBeLessThan(6_000);
    sandbox.setFaults([]);
    expect(await readBack(sandbox)).toEqual(before);
  });

  it('says so when it reads the account', async () => {
    sandbox = await startSmall({ faults: hang('iam:GetAccountAuthorizationDetails') });
    await expect(auditSmall(sandbox, { store: true, deadline: timeLimit(1_000) })).rejects.toThrow(/out of time/);
  });

  it('has stored its findings when only the archive hangs', async () => {
    sandbox = await startSmall({ faults: hang('s3:PutObject') });
    await expect(auditSmall(sandbox, { store: true, deadline: timeLimit(3_000) })).resolves.toMatchObject({
      stored: { outcome: 'stored' },
      archived: { status: 'failed' },
    });
  });
});
