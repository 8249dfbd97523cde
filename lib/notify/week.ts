import type { ReadExceptions } from '../checks/read-exceptions.ts';
import { readExceptions } from '../checks/read-exceptions.ts';
import { oneLine } from '../one-line.ts';
import type { FindingsStore } from '../publish/store/findings-store.ts';
import type { NightSummary } from '../publish/store/summary.ts';
import { readStoredAudit, type StoredAudit } from './stored-audit.ts';
import { within } from './within.ts';

/** What was read, or why it was not, in one line. */
export type Reading<Value> = { readonly value: Value } | { readonly problem: string };

/** What a digest sums up. */
export interface Week {
  readonly stored: StoredAudit;
  /** Oldest first. */
  readonly nights: Reading<readonly NightSummary[]>;
  readonly exceptions: Reading<ReadExceptions>;
}

/** Reads it all at the same time. Never rejects, and waits for no part of it for longer than `timeoutMs`. */
export async function readWeek(
  store: Pick<FindingsStore, 'readNight' | 'history' | 'readExceptions'>,
  accountId: string,
  { now, timeoutMs }: { readonly now: Date; readonly timeoutMs: number },
): Promise<Week> {
  const reading = async <Value>(value: Promise<Value>): Promise<Reading<Value>> => {
    try {
      const problem = `Parameter Store did not give them within ${timeoutMs / 1000} s`;
      return await within<Reading<Value>, Reading<Value>>(
        timeoutMs,
        value.then((value) => ({ value })),
        { problem },
      );
    } catch (error) {
      return { problem: oneLine(error instanceof Error ? error.message : String(error)) };
    }
  };
  const [stored, nights, exceptions] = await Promise.all([
    readStoredAudit(store, accountId, timeoutMs),
    reading(store.history(accountId)),
    reading(store.readExceptions().then((found) => readExceptions(found, now))),
  ]);
  return { stored, nights, exceptions };
}
