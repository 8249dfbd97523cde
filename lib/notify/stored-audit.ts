import { checkById } from '../checks/registry.ts';
import type { Finding } from '../findings/finding.ts';
import { presentFindings } from '../findings/present.ts';
import { oneLine } from '../one-line.ts';
import type { FindingsStore } from '../publish/store/findings-store.ts';
import type { NightSummary } from '../publish/store/summary.ts';

/** The newest audit in the findings store, or why there is none to speak of. */
export type StoredAudit =
  | {
      readonly status: 'read';
      readonly summary: Omit<NightSummary, 'manifest' | 'worst' | 'moreWorst' | 'configHash' | 'schemaVersion'>;
      /** Gravest first. */
      readonly findings: readonly Finding[];
      /** Parameters that are gone or damaged; their findings are missing here. */
      readonly lostParameters: number;
    }
  | { readonly status: 'none' }
  | { readonly status: 'unreadable'; readonly reason: string };

/**
 * Reads the newest stored audit. Never rejects and never waits for longer than `timeoutMs`: an alarm has to reach people
 * also when there is nothing to read.
 */
export async function readStoredAudit(
  store: Pick<FindingsStore, 'readNight'>,
  accountId: string,
  timeoutMs: number,
): Promise<StoredAudit> {
  const late = Promise.withResolvers<StoredAudit>();
  const reason = `Parameter Store did not give them within ${timeoutMs / 1000} s`;
  const timer = setTimeout(() => late.resolve({ status: 'unreadable', reason }), timeoutMs);
  try {
    return await Promise.race([readNewest(store, accountId), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function readNewest(store: Pick<FindingsStore, 'readNight'>, accountId: string): Promise<StoredAudit> {
  try {
    const night = await store.readNight(accountId);
    if (night === null) return { status: 'none' };
    const { startedAt } = night.summary;
    return {
      status: 'read',
      summary: night.summary,
      findings: presentFindings(night.findings, { startedAt, textsOf: checkById }),
      lostParameters: night.lost.length,
    };
  } catch (error) {
    return { status: 'unreadable', reason: oneLine(error instanceof Error ? error.message : String(error)) };
  }
}
