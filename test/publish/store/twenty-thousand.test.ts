import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StoredFinding } from '../../../lib/findings/finding.ts';
import { createFindingsStore, type FindingsStore } from '../../../lib/publish/store/findings-store.ts';
import { LEASE_MS } from '../../../lib/publish/store/limits.ts';
import type { StoredNight } from '../../../lib/publish/store/stored-night.ts';
import { accountId, folder, idsOf, Stage, writeNight } from './a-store.ts';
import { type FakeAccount, fakeClient, type Operation } from './fake-parameter-store.ts';
import { findingsOfALargeAccount } from './large-account.ts';

const COUNT = 20_000;
const findings = findingsOfALargeAccount(COUNT);
/** Ten of them, in as many places, are put right. */
const tenResolved = findings.map((finding, index) =>
  index % (COUNT / 10) === 7 ? { ...finding, resolvedAt: '2026-11-21T02:17:00Z' } : finding,
);
/** One in four has another severity: most shards change. */
const manyChanged = findings.map((finding, index) =>
  index % 4 === 0 ? { ...finding, severity: 'critical' as const } : finding,
);

/** The account after its first night. */
const first = new Stage();
let firstWrites: readonly { readonly name: string; readonly at: number }[];
beforeAll(async () => {
  await first.night(findings);
  firstWrites = first.calls.filter(({ operation }) => operation === 'put');
});

function afterTheFirstNight(): Stage {
  const stage = new Stage();
  for (const [name, versions] of first.account) stage.account.set(name, versions);
  stage.now = first.now;
  return stage;
}

function kindsOf(names: readonly string[]): Readonly<Record<string, number>> {
  const kinds = Map.groupBy(names, (name) => name.slice(folder.length + 1).split('/')[0] ?? '');
  return Object.fromEntries(Array.from(kinds, ([kind, members]) => [kind, members.length]));
}

function criticalIn(night: StoredNight | null): number {
  return night?.findings.filter(({ severity }) => severity === 'critical').length ?? -1;
}

describe('20,000 findings', () => {
  it('are written in 200 seconds on the first night, at most 3 parameters in any second', () => {
    // 35 findings, with the evidence that those of the sample account have, share a parameter.
    expect(firstWrites.length).toBeLessThan(580);
    expect(firstWrites.every(({ at }, index) => index < 3 || at - (firstWrites[index - 3]?.at ?? 0) > 1000)).toBe(true);
    expect((firstWrites.at(-1)?.at ?? 0) - (firstWrites[0]?.at ?? 0)).toBeLessThan(200_000);
  });

  it('take lease and summary on a quiet night', async () => {
    const stage = afterTheFirstNight();
    await stage.night(findings.toReversed());
    expect(kindsOf(stage.written())).toEqual({ lease: 1, summary: 1 });
  });

  it('take at most 16 parameters when ten change: their shards, and the manifests that name these', async () => {
    const stage = afterTheFirstNight();
    await stage.night(tenResolved);
    const written = stage.written();
    expect(written.length).toBeLessThanOrEqual(16);
    expect(kindsOf(written)).toMatchObject({ lease: 1, summary: 1, findings: 10 });
    expect(idsOf((await stage.store().readNight(accountId))?.findings)).toEqual(idsOf(findings));
  });

  it('are one whole night to whoever reads while they are written', async () => {
    const stage = afterTheFirstNight();
    const seen = new Set<number>();
    let puts = 0;
    const gate = async (operation: Operation) => {
      puts += operation === 'put' ? 1 : 0;
      if (operation !== 'put' || puts % 100 !== 0) return;
      const night = await stage.store().readNight(accountId);
      expect(night?.lost).toEqual([]);
      expect(night?.findings).toHaveLength(COUNT);
      seen.add(criticalIn(night));
    };
    await stage.night(manyChanged, stage.store({ gate }));
    expect(puts).toBeGreaterThan(400);
    seen.add(criticalIn(await stage.store().readNight(accountId)));
    expect(seen).toEqual(new Set([0, COUNT / 4]));
  });
});

describe('two writers of 20,000 findings', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'Date'], now: first.now });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A store on a clock that all share, so that one of them waits while another writes. */
  function storeOf(
    account: FakeAccount,
    runId: string,
    gate = async (_operation: Operation, _name: string) => {},
  ): FindingsStore {
    return createFindingsStore({
      ssm: fakeClient(account, { now: () => Date.now(), gate }),
      prefix: '/account-auditor',
      kmsKeyId: 'alias/account-auditor',
      runId,
      clock: () => Date.now(),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      log: { info: () => {}, warn: () => {} },
      leaseWaitMs: LEASE_MS + 60_000,
    });
  }

  async function finished<Result>(work: Promise<Result>): Promise<Result> {
    const timers = new AbortController();
    const turning = (async () => {
      while (!timers.signal.aborted) await vi.advanceTimersByTimeAsync(1000);
    })();
    const result = await work.finally(() => timers.abort());
    await turning;
    return result;
  }

  const night = (stage: Stage, of: readonly StoredFinding[]) => ({
    ...stage.aNight(of),
    startedAt: new Date().toISOString(),
  });

  it('go one after the other, and the second one is what stands', async () => {
    const stage = afterTheFirstNight();
    const order: string[] = [];
    const writer = (runId: string, of: readonly StoredFinding[]) =>
      writeNight(
        storeOf(stage.account, runId, async (operation, name) => {
          if (operation === 'put' && !name.endsWith('/lease')) order.push(runId);
        }),
        night(stage, of),
      );
    await finished(Promise.all([writer('scheduled', manyChanged), writer('manual', tenResolved)]));
    const [winner, other] = new Set(order);
    expect(order.lastIndexOf(winner ?? '')).toBeLessThan(order.indexOf(other ?? ''));
    const stored = await finished(storeOf(stage.account, 'reader').readNight(accountId));
    expect([stored?.lost, stored?.summary.runId]).toEqual([[], other]);
    expect(criticalIn(stored)).toBe(other === 'scheduled' ? COUNT / 4 : 0);
  });

  it('of which one died in the midst of it: its lease is taken over, and what it wrote is not written again', async () => {
    const stage = afterTheFirstNight();
    let puts = 0;
    const death = Promise.withResolvers<void>();
    const dying = storeOf(stage.account, 'dying', async (operation) => {
      puts += operation === 'put' ? 1 : 0;
      if (puts <= 300) return;
      death.resolve();
      await new Promise(() => {});
    });
    void writeNight(dying, night(stage, manyChanged));
    await finished(death.promise);
    const takenOverAfterMs = Date.now();
    expect(criticalIn(await finished(storeOf(stage.account, 'reader').readNight(accountId)))).toBe(0);

    const names: string[] = [];
    const before = new Set(stage.account.keys());
    await finished(writeNight(storeOf(stage.account, 'next'), night(stage, manyChanged)));
    for (const name of stage.account.keys()) if (!before.has(name)) names.push(name);
    // It waited for the lease to end, and no longer.
    expect(Date.now() - takenOverAfterMs).toBeLessThan(LEASE_MS + 300_000);
    const stored = await finished(storeOf(stage.account, 'reader').readNight(accountId));
    expect([stored?.lost, stored?.summary.runId, criticalIn(stored)]).toEqual([[], 'next', COUNT / 4]);
    const shards = stored?.shards.length ?? 0;
    expect(names.filter((name) => name.includes('/findings/')).length).toBeLessThanOrEqual(shards - 299);
  });
});
