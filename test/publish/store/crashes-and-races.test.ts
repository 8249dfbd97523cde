import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../lib/findings/canonical-json.ts';
import type { StoredFinding } from '../../../lib/findings/finding.ts';
import { compareText } from '../../../lib/findings/order.ts';
import { reconcile } from '../../../lib/findings/reconcile.ts';
import { accountId, idsOf, Stage, writeNight } from './a-store.ts';
import { findingsOfALargeAccount } from './large-account.ts';

const pool = findingsOfALargeAccount(240);
const lastNight = pool.slice(0, 200);
const tonight = pool
  .slice(40)
  .map((finding, index) => (index % 9 === 0 ? { ...finding, severity: 'info' as const } : finding));

/** An account with a history, so that a night also has something to sweep up. */
const history = new Stage();
for (const findings of [pool.slice(100), pool.slice(60), lastNight]) await history.night(findings);

function stageWithHistory(): Stage {
  const stage = new Stage();
  for (const [name, versions] of history.account) stage.account.set(name, versions);
  stage.now = history.now;
  return stage;
}

/** Which of the two nights these findings are; a mixture of them is neither. */
function whichNight(findings: readonly StoredFinding[] | undefined): string {
  const shown = textOf(findings ?? []);
  if (shown === textOf(lastNight)) return 'lastNight';
  return shown === textOf(tonight) ? 'tonight' : 'a mixture';
}

function textOf(findings: readonly StoredFinding[]): string {
  return canonicalJson(findings.toSorted((left, right) => compareText(left.id, right.id)));
}

describe('a run that is killed while it writes', () => {
  it("leaves last night's findings or tonight's, never a mixture, and the next run goes on", async () => {
    const whole = stageWithHistory();
    await whole.night(tonight);
    const callsOfANight = whole.calls.length;
    expect(whole.calls.filter(({ operation }) => operation === 'delete').length).toBeGreaterThan(1);
    const seen = new Set<string>();

    const killedAt = async (point: number) => {
      const stage = stageWithHistory();
      const death = Promise.withResolvers<string>();
      let calls = 0;
      const store = stage.store({
        gate: async () => {
          calls += 1;
          if (calls < point) return;
          // A process that is killed does nothing more: neither its call nor what would have followed.
          death.resolve('killed');
          await new Promise(() => {});
        },
      });
      const end = await Promise.race([death.promise, stage.night(tonight, store).then(() => 'finished')]);
      expect(end).toBe(point > callsOfANight ? 'finished' : 'killed');

      const night = await stage.store().readNight(accountId);
      expect(night?.lost).toEqual([]);
      const found = whichNight(night?.findings);
      expect(found).not.toBe('a mixture');
      seen.add(found);

      stage.now += 3_600_000;
      await stage.night(tonight);
      expect(whichNight((await stage.store().readNight(accountId))?.findings)).toBe('tonight');
    };

    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: callsOfANight + 1 }), killedAt), { numRuns: 60 });
    expect(seen).toEqual(new Set(['lastNight', 'tonight']));
  });
});

describe('readers and writers at once', () => {
  it('show a reader one whole night, however their calls interleave', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const stage = stageWithHistory();
        const gate = scheduler.scheduleFunction(() => Promise.resolve());
        const writing = stage.night(tonight, stage.store({ gate }));
        const reading = Promise.all([1, 2].map(() => stage.store({ gate }).readNight(accountId)));
        const nights = await scheduler.waitFor(reading);
        expect(nights.map((night) => night?.lost)).toEqual([[], []]);
        expect(nights.map((night) => whichNight(night?.findings))).not.toContain('a mixture');
        await scheduler.waitFor(writing);
      }),
      { numRuns: 20 },
    );
  });

  it('show a slow reader the new night when the pieces of its own are swept up', async () => {
    const stage = stageWithHistory();
    let isFirst = true;
    const slow = stage.store({
      gate: async (operation) => {
        if (operation !== 'getMany' || !isFirst) return;
        isFirst = false;
        // It has read the summary; three days go by before it asks for the pieces.
        stage.now += 86_400_000;
        for (const findings of [pool.slice(200), pool.slice(210), tonight]) await stage.night(findings);
      },
    });
    const night = await slow.readNight(accountId);
    expect([night?.lost, whichNight(night?.findings)]).toEqual([[], 'tonight']);
  });

  it('let two audits write one after the other, and lose no finding of either', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const stage = new Stage();
        const gate = scheduler.scheduleFunction(() => Promise.resolve());
        const audit = async (runId: string, checkId: string) => {
          const store = stage.store({ runId, gate, leaseWaitMs: 600_000 });
          const startedAt = new Date(stage.now).toISOString();
          const lease = await store.acquireLease(accountId);
          const previous = await store.readNight(accountId);
          const { findings } = reconcile({
            previous: previous && { startedAt: previous.summary.startedAt, findings: previous.findings },
            observations: pool.filter((finding) => finding.checkId === checkId),
            checks: [{ id: checkId, unknown: [] }],
            startedAt,
          });
          await store.commit(lease, { night: stage.aNight(findings), previous });
          await store.release(lease);
        };
        await scheduler.waitFor(Promise.all([audit('scheduled', 'role-unused'), audit('manual', 'policy-unused')]));
        const night = await stage.store().readNight(accountId);
        const expected = pool.filter(({ checkId }) => checkId === 'role-unused' || checkId === 'policy-unused');
        expect(idsOf(night?.findings)).toEqual(idsOf(expected));
        expect((await stage.store().history(accountId)).map(({ runId }) => runId).sort()).toEqual([
          'manual',
          'scheduled',
        ]);
      }),
      { numRuns: 20 },
    );
  });

  it('or say so, when there is no time to wait', async () => {
    const stage = new Stage();
    await stage.store({ runId: 'scheduled' }).acquireLease(accountId);
    const manual = stage.store({ runId: 'manual', leaseWaitMs: 0 });
    await expect(writeNight(manual, stage.aNight(tonight))).rejects.toThrow(/^another audit \(run scheduled\)/);
  });
});
