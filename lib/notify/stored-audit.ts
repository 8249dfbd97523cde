import { checkById } from '../checks/registry.ts';
import type { Finding, StoredFinding } from '../findings/finding.ts';
import { presentFindings } from '../findings/present.ts';
import { oneLine } from '../one-line.ts';
import type { FindingsStore } from '../publish/store/findings-store.ts';
import type { NightSummary } from '../publish/store/summary.ts';
import { within } from './within.ts';

/** What messages say of a night. */
export type StoredSummary = Omit<
  NightSummary,
  'manifest' | 'worst' | 'moreWorst' | 'configHash' | 'configVersion' | 'schemaVersion'
>;

/** The newest audit in the findings store, or why there is none to speak of. */
export type StoredAudit =
  | {
      readonly status: 'read';
      readonly summary: StoredSummary;
      /** As they are stored. */
      readonly stored: readonly StoredFinding[];
      /** The same as people see them, gravest first. */
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
  const reason = `Parameter Store did not give them within ${timeoutMs / 1000} s`;
  return await within<StoredAudit, StoredAudit>(timeoutMs, readNewest(store, accountId), {
    status: 'unreadable',
    reason,
  });
}

async function readNewest(store: Pick<FindingsStore, 'readNight'>, accountId: string): Promise<StoredAudit> {
  try {
    const night = await store.readNight(accountId);
    if (night === null) return { status: 'none' };
    const { startedAt } = night.summary;
    return {
      status: 'read',
      summary: night.summary,
      stored: night.findings,
      findings: presentFindings(night.findings, { startedAt, textsOf: checkById }),
      lostParameters: night.lost.length,
    };
  } catch (error) {
    return { status: 'unreadable', reason: oneLine(error instanceof Error ? error.message : String(error)) };
  }
}
