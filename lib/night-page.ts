import type { Audited } from './audit.ts';
import { checks } from './checks/registry.ts';
import type { Log } from './publish/log.ts';
import type { NightArchive } from './publish/night-archive.ts';
import type { FindingsStore } from './publish/store/findings-store.ts';
import { renderPage } from './report/page/render-page.ts';
import type { Stored } from './store-audit.ts';

/**
 * Makes the page of a stored night and keeps it in the archive; gives its place, or null. Never rejects: the findings are stored
 * without it.
 *
 * A large page takes seconds to make, during which nothing else runs, so it is left out where they may not be left.
 *
 * @param options.writeSignal fires when what is written has to be written
 */
export async function keepNightPage(
  { snapshot, configuration }: Audited,
  stored: Stored,
  {
    store,
    archive,
    log,
    writeSignal,
  }: {
    readonly store: Pick<FindingsStore, 'history'>;
    readonly archive: Pick<NightArchive, 'keepPage'>;
    readonly log: Log;
    readonly writeSignal?: AbortSignal;
  },
): Promise<string | null> {
  if (stored.outcome !== 'stored') return null;
  if (writeSignal?.aborted) {
    log.warn('the page of this night was not made, because the time was over; the findings do not depend on it');
    return null;
  }
  const { accountId } = snapshot.account;
  const { startedAt, runId } = stored.committed.summary;
  return await archive.keepPage({ accountId, startedAt, runId }, async () => {
    const trend = await store.history(accountId);
    return await renderPage({ report: stored.report, snapshot, configuration, checks, trend });
  });
}
