import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateSnapshot } from '../../../lib/audit.ts';
import { collectSnapshot } from '../../../lib/collect/collect-snapshot.ts';
import { type KeptReports, reportsToKeep } from '../../../lib/collect/last-accessed/kept-reports.ts';
import { configurationSchema } from '../../../lib/config/configuration.ts';
import type { AccountSpecInput } from '../../../lib/sandbox/account-file.ts';
import { generateAccount } from '../../../lib/sandbox/generator/generate-account.ts';
import { loadAccounts } from '../../../lib/sandbox/load.ts';
import type { Snapshot } from '../../../lib/snapshot/snapshot.ts';
import { aDayPasses } from './a-day-passes.ts';
import { directAws } from './direct-aws.ts';

const firstNight = new Date('2026-11-22T03:00:00Z');
const secondNight = new Date('2026-11-23T03:00:00Z');
const configuration = configurationSchema.parse({ regions: 'all' });

describe('a second night that takes reports over', () => {
  it('finds what a full sweep finds, whatever happened since the first', async () => {
    let takenOver = 0;
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), async (seed) => {
        const { spec } = generateAccount({ seed, users: 40, roles: 90, policies: 45, now: firstNight });
        const kept = reportsToKeep(await collect(spec, firstNight));
        const after = aDayPasses(spec, secondNight, seed);
        const swept = await collect(after, secondNight);
        const spared = await collect(after, secondNight, kept);
        takenOver += Object.values(spared.lastAccessed).filter(isTakenOver).length;
        expect(judged(spared)).toEqual(judged(swept));
      }),
      { numRuns: 12 },
    );
    // Not because nothing was taken over.
    expect(takenOver).toBeGreaterThan(12 * 10);
  });
});

async function collect(spec: AccountSpecInput, now: Date, kept?: KeptReports): Promise<Snapshot> {
  const [account] = loadAccounts([spec], { now });
  if (!account) throw new TypeError('no account was loaded');
  return collectSnapshot(directAws(account, now), {
    configuration,
    clock: () => now,
    sleep: async () => {},
    ...(kept && { keptReports: async () => kept }),
  });
}

function judged(snapshot: Snapshot) {
  return evaluateSnapshot(snapshot, { configuration, now: secondNight }).evaluation;
}

function isTakenOver(report: Snapshot['lastAccessed'][string]): boolean {
  return report.status === 'complete' && report.takenOver === true;
}
