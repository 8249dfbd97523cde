import { afterEach, describe, expect, it } from 'vitest';
import { summariseAudit } from '../../lib/audit-summary.ts';
import { generateAccount } from '../../lib/sandbox/generator/generate-account.ts';
import { iamCalls, inSlices, type SlicedAccount } from './in-slices.ts';
import { foundBy } from './small-audit.ts';

const GENERATE = 'iam:GenerateServiceLastAccessedDetails';
const GET = 'iam:GetServiceLastAccessedDetails';
const startsAt = new Date('2026-11-23T03:00:00Z');
const { spec } = generateAccount({ seed: 'slices', users: 60, roles: 240, policies: 90, now: startsAt });

/** Of about 200 principals that are asked about, a slice of four seconds asks about 20. */
const SECONDS = 4;

let account: SlicedAccount | undefined;
afterEach(() => account?.[Symbol.asyncDispose]());

async function start(): Promise<SlicedAccount> {
  account = await inSlices({ spec, startsAt, callMs: 50 });
  return account;
}

/** The audit of the account without a limit. */
async function uninterrupted() {
  await using whole = await inSlices({ spec, startsAt, callMs: 50 });
  const result = await whole.invoke(Number.POSITIVE_INFINITY);
  return { result, calls: iamCalls(whole.sandbox), asked: whole.sandbox.ledger.count(GENERATE) };
}

describe('an audit that does not fit into one invocation', () => {
  it('is finished over several, with the findings and the calls of one that does', async () => {
    const whole = await uninterrupted();
    const { sandbox, invokeUntilDone, unfinished } = await start();
    const results = await invokeUntilDone(SECONDS);

    const last = results.at(-1);
    expect(results.length).toBeGreaterThan(2);
    expect(last && foundBy(last)).toEqual(foundBy(whole.result));
    expect(last?.report.summary.status).toBe('complete');
    expect(sandbox.ledger.count(GENERATE)).toBe(whole.asked);
    expect(sandbox.ledger.count(GET)).toBeLessThanOrEqual(whole.asked + 3 * results.length);
    expect(sandbox.ledger.count('iam:GetAccountAuthorizationDetails')).toBe(1);
    expect(sandbox.ledger.count('iam:GetCredentialReport')).toBe(1);
    expect(unfinished()).toBeUndefined();
  });

  it('says how many are left, and stores nothing until nobody is', async () => {
    const { sandbox, invokeUntilDone } = await start();
    const results = await invokeUntilDone(SECONDS);

    const left = results.map((result) => summariseAudit(result).left.principals);
    expect(left.at(-1)).toBe(0);
    expect(left).toEqual([...left].sort((one, other) => other - one));
    for (const slice of results.slice(0, -1)) {
      expect(slice.stored).toBeNull();
      expect(slice.metrics).toEqual([]);
      const summary = summariseAudit(slice);
      expect(summary).toMatchObject({ status: 'incomplete', archivedAs: null });
      expect(summary.stored).toBe('no: the audit is not finished; invoke again to go on');
      // Not missing: unknown.
      const unused = slice.report.checks.find(({ id }) => id === 'services-unused');
      expect(unused?.unknown.some(({ reason }) => reason.includes('stopped before this principal'))).toBe(true);
    }
    const last = results.at(-1);
    expect(last?.stored?.outcome).toBe('stored');
    expect(last?.metrics.find(({ name }) => name === 'AuditCompleted')?.value).toBe(1);
    expect(last && summariseAudit(last)).toMatchObject({ invocations: results.length, startedAfresh: null });
    // But for the call that keeps what was read, of which that cannot tell.
    expect(last?.spent.apiCalls).toBe(sandbox.ledger.count() - (results.length - 1));
  });

  it('leaves the findings of the night before readable meanwhile', async () => {
    const { sandbox, invoke, pass } = await start();
    // Without an archive, so that nothing is taken over.
    await invoke(Number.POSITIVE_INFINITY, {
      settings: { prefix: '/account-auditor', kmsKeyId: 'alias/account-auditor' },
    });
    pass(86_400_000);
    const written = sandbox.ledger.count('ssm:PutParameter');
    const slice = await invoke(SECONDS);
    expect(slice.audited.left).toBeGreaterThan(0);
    expect(sandbox.ledger.count('ssm:PutParameter')).toBe(written);
  });

  it('goes on when an invocation is killed on the way, from what the one before it kept', async () => {
    const whole = await uninterrupted();
    const { sandbox, invoke, invokeUntilDone } = await start();
    await invoke(SECONDS);
    const keptAt = sandbox.ledger.count(GENERATE);
    const killed = new AbortController();
    const dying = invoke(SECONDS, {
      interruption: killed.signal,
      onProgress: ({ source, asked }) =>
        source === 'last-accessed' && asked !== undefined && killed.abort(new Error('killed')),
    });
    await expect(dying).rejects.toThrow('killed');
    const [...rest] = await invokeUntilDone(SECONDS);

    const last = rest.at(-1);
    expect(keptAt).toBeGreaterThan(15);
    expect(last && foundBy(last)).toEqual(foundBy(whole.result));
    expect(sandbox.ledger.count('iam:GetAccountAuthorizationDetails')).toBe(1);
  });

  it('reads the credential report when it was not there in time', async () => {
    const { sandbox, invoke, invokeUntilDone } = await start();
    sandbox.setFaults([
      { on: 'iam:GetCredentialReport', fault: 'error', code: 'ReportInProgress', message: 'x', status: 404 },
    ]);
    const first = await invoke(SECONDS);
    expect(first.audited.snapshot.credentialReport).toBeNull();
    sandbox.setFaults([]);
    const results = await invokeUntilDone(SECONDS);
    expect(results.at(-1)?.audited.snapshot.credentialReport).not.toBeNull();
    expect(results.at(-1)?.report.summary.status).toBe('complete');
  });

  it.each<[string, (account: SlicedAccount) => unknown, RegExp]>([
    ['too old', ({ pass }) => pass(6.1 * 3_600_000), /older than 6 hours is read anew/],
    ['damaged', ({ unfinished }) => unfinished()?.set([0, 0, 0, 0], 200), /./],
  ])('starts afresh, and says so, when what was kept is %s', async (_, spoil, words) => {
    const sliced = await start();
    await sliced.invoke(SECONDS);
    spoil(sliced);
    const result = await sliced.invoke(Number.POSITIVE_INFINITY);
    expect(summariseAudit(result)).toMatchObject({ status: 'complete', invocations: 1, left: { principals: 0 } });
    expect(summariseAudit(result).startedAfresh).toMatch(words);
    expect(sliced.sandbox.ledger.count('iam:GetAccountAuthorizationDetails')).toBe(2);
    expect(sliced.unfinished()).toBeUndefined();
  });

  it('starts afresh when the configuration is another one', async () => {
    const { invoke } = await start();
    const { audited } = await invoke(SECONDS);
    const result = await invoke(Number.POSITIVE_INFINITY, {
      configuration: { ...audited.configuration, unusedAfterDays: 120 },
    });
    expect(result.startedAfresh).toBe('the configuration has changed since');
  });

  it('ends with what there is when an invocation comes no further than the one before', async () => {
    const { sandbox, invoke, invokeUntilDone, unfinished } = await start();
    await invoke(SECONDS);
    // Time is up at once.
    const results = await invokeUntilDone(0);
    expect(results).toHaveLength(1);
    const [result] = results;
    expect(result?.stored?.outcome).toBe('stored');
    expect(result && summariseAudit(result)).toMatchObject({ status: 'incomplete', left: { principals: 0 } });
    expect(result?.report.checks.find(({ id }) => id === 'services-unused')?.unknown.length).toBeGreaterThan(0);
    expect(unfinished()).toBeUndefined();
    expect(sandbox.ledger.count(GENERATE)).toBeGreaterThan(15);
  });

  it('ends with what there is when nothing can be kept, or there is no archive', async () => {
    const { sandbox, invoke } = await start();
    const settings = { prefix: '/account-auditor', kmsKeyId: 'alias/account-auditor' };
    sandbox.setFaults([{ on: 's3:PutObject', fault: 'denied' }]);
    for (const options of [{}, { settings }]) {
      const result = await invoke(SECONDS, options);
      expect(summariseAudit(result)).toMatchObject({ status: 'incomplete', left: { principals: 0 } });
      expect(result.stored?.outcome).toBe('stored');
      expect(result.report.summary.gaps.join()).toContain('stopped before this principal was asked about');
    }
  });

  it('is not gone on with by a run that is only looked at', async () => {
    const { invoke, unfinished } = await start();
    const first = await invoke(SECONDS);
    const kept = unfinished();
    const looked = await invoke(SECONDS, { store: false });
    expect(looked.audited.left).toBe(0);
    expect(looked.audited.snapshot.takenAt).not.toBe(first.audited.snapshot.takenAt);
    expect(unfinished()).toBe(kept);
  });
});

describe('an audit whose findings cannot be written in the time that is left', () => {
  it('is written on by the next invocation, which reads nothing again', async () => {
    const whole = await uninterrupted();
    const { sandbox, invoke, unfinished } = await start();
    const slice = await invoke(Number.POSITIVE_INFINITY, { writeSeconds: whole.result.durationMs / 1000 - 5 });
    expect(slice.stored).toBeNull();
    expect(slice.metrics).toEqual([]);
    const { left, status, stored } = summariseAudit(slice);
    expect({ left, status, stored }).toEqual({
      left: { principals: 0, parameters: expect.any(Number) },
      status: 'incomplete',
      stored: 'no: the audit is not finished; invoke again to go on',
    });
    expect(left.parameters).toBeGreaterThan(1);
    const asked = iamCalls(sandbox);
    const lookups = sandbox.ledger.count('cloudtrail:LookupEvents');
    expect(lookups).toBeGreaterThan(0);
    expect(slice.audited.snapshot.principalEvents).not.toEqual({});

    const last = await invoke(Number.POSITIVE_INFINITY);
    expect(iamCalls(sandbox)).toBe(asked);
    expect(sandbox.ledger.count('cloudtrail:LookupEvents')).toBe(lookups);
    expect(last.report.findings.some(({ introducedBy }) => introducedBy !== undefined)).toBe(true);
    expect(last.stored?.outcome).toBe('stored');
    expect(foundBy(last)).toEqual(foundBy(whole.result));
    expect(summariseAudit(last)).toMatchObject({ status: 'complete', invocations: 2 });
    expect(unfinished()).toBeUndefined();
  });

  it('is an error when nothing can be kept: an audit that stores nothing is not finished', async () => {
    const { sandbox, invoke } = await start();
    sandbox.setFaults([{ on: 's3:PutObject', fault: 'denied' }]);
    await expect(invoke(Number.POSITIVE_INFINITY, { writeSeconds: 0 })).rejects.toThrow(
      /^out of time: \d+ parameters with findings are still to be written; the findings of the last audit stand$/,
    );
  });
});
