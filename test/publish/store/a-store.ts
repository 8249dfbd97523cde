import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import type { StoredFinding } from '../../../lib/findings/finding.ts';
import { createFindingsStore, type FindingsStore } from '../../../lib/publish/store/findings-store.ts';
import type { Night } from '../../../lib/publish/store/summary.ts';
import { type FakeAccount, fakeClient, type Operation } from './fake-parameter-store.ts';

export const accountId = '210987654321';
export const folder = `/account-auditor/${accountId}`;
const day = 86_400_000;

/** One call that a store made, when by the test's clock, and what it was about. */
export interface RecordedCall {
  readonly operation: Operation;
  readonly name: string;
  readonly at: number;
}

/** An account in memory, a clock that only sleeping moves, and stores that work on both. */
export class Stage {
  readonly account: FakeAccount = new Map();
  readonly calls: RecordedCall[] = [];
  readonly logged: string[] = [];
  now = Date.UTC(2026, 10, 1, 2, 17);

  store(
    options: {
      readonly runId?: string;
      readonly leaseWaitMs?: number;
      readonly gate?: (operation: Operation, name: string) => Promise<void>;
    } = {},
  ): FindingsStore {
    const { runId = `run-${this.now}`, leaseWaitMs, gate } = options;
    return createFindingsStore({
      ssm: fakeClient(this.account, {
        now: () => this.now,
        gate: async (operation, name) => {
          this.calls.push({ operation, name, at: this.now });
          await gate?.(operation, name);
        },
      }),
      prefix: '/account-auditor',
      kmsKeyId: 'alias/account-auditor',
      runId,
      clock: () => this.now,
      sleep: async (ms) => {
        this.now += ms;
        await Promise.resolve();
      },
      log: {
        info: (...words) => this.logged.push(JSON.stringify(words)),
        warn: (...words) => this.logged.push(JSON.stringify(words)),
      },
      ...(leaseWaitMs === undefined ? {} : { leaseWaitMs }),
    });
  }

  /** A night from lease to release, as the audit goes about it; the next one is a day later. */
  async night(findings: readonly StoredFinding[], store = this.store()): Promise<void> {
    await writeNight(store, this.aNight(findings));
    this.now += day;
  }

  aNight(findings: readonly StoredFinding[]): Night {
    return {
      startedAt: new Date(this.now).toISOString(),
      status: 'complete',
      coveragePercent: 100,
      gaps: [],
      configuration: defaultConfiguration,
      findings,
    };
  }

  /** Names of the parameters that were written, since the last time that this was asked. */
  written(): readonly string[] {
    const puts = this.calls.splice(0).filter(({ operation }) => operation === 'put');
    return puts.map(({ name }) => name);
  }
}

export async function writeNight(store: FindingsStore, night: Night): Promise<void> {
  const lease = await store.acquireLease(accountId);
  try {
    await store.commit(lease, { night, previous: await store.readNight(accountId) });
  } finally {
    await store.release(lease);
  }
}

export function idsOf(findings: readonly StoredFinding[] | undefined): readonly string[] | undefined {
  return findings?.map(({ id }) => id).sort((left, right) => (left < right ? -1 : 1));
}
