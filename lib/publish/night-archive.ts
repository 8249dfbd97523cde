import type { KeptAnswers } from '../collect/inventory/kept-answers.ts';
import type { KeptReports } from '../collect/last-accessed/kept-reports.ts';
import { reportsToKeep } from '../collect/last-accessed/kept-reports.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type Archived, archiveSnapshot } from './archive.ts';
import { keepAnswers, readKeptAnswers } from './kept-answers.ts';
import type { ArchiveBucket } from './packed-objects.ts';
import { keepPage, type PagedNight } from './page-archive.ts';
import { keepReports, readKeptReports } from './report-archive.ts';

/** What one run has to do with the archive bucket. Findings depend on none of it: what fails is logged, and the audit goes on. */
export interface NightArchive {
  /** The last-accessed reports that earlier nights kept. */
  readReports(accountId: string): Promise<KeptReports>;
  /** In a few words, where those are from or why there are none. */
  readonly origin: string;
  /** What earlier nights asked of each function, bucket and key; null: nothing is kept. */
  readAnswers(accountId: string): Promise<KeptAnswers | null>;
  /** Keeps what a stored night was worked out from. Null: there is no archive. */
  keepSnapshot(snapshot: Snapshot, runId: string): Promise<Archived | null>;
  /** Keeps the page of a stored night, and gives its place. Null: there is no archive, or it was not kept. Never rejects. */
  keepPage(night: PagedNight, render: () => Promise<string>): Promise<string | null>;
  /** Keeps the reports of a night that was stored, for the next one. */
  keepReports(snapshot: Snapshot): Promise<void>;
  /** Keeps the answers of a night that was stored, for the next one. Of what it did not come to, those that were kept stay. */
  keepAnswers(snapshot: Snapshot): Promise<void>;
}

/** @param bucketOf the archive bucket of an account; null: there is no archive */
export function createNightArchive(bucketOf: ((accountId: string) => ArchiveBucket) | null): NightArchive {
  let origin = bucketOf === null ? 'none: there is no archive bucket' : 'none were looked for';
  return {
    get origin() {
      return origin;
    },
    async readReports(accountId) {
      if (bucketOf === null) return new Map();
      const read = await readKeptReports(bucketOf(accountId));
      origin = read.origin;
      return read.reports;
    },
    async readAnswers(accountId) {
      return bucketOf && (await readKeptAnswers(bucketOf(accountId)));
    },
    async keepSnapshot(snapshot, runId) {
      return bucketOf && (await archiveSnapshot(bucketOf(snapshot.account.accountId), snapshot, runId));
    },
    async keepPage(night, render) {
      return bucketOf && (await keepPage(bucketOf(night.accountId), night, render));
    },
    async keepReports(snapshot) {
      if (bucketOf) await keepReports(bucketOf(snapshot.account.accountId), reportsToKeep(snapshot), snapshot.takenAt);
    },
    async keepAnswers({ account, takenAt, functionAccess, bucketSettings, keyRotation }) {
      const tonight = { functionAccess, bucketSettings, keyRotation };
      const parts = Object.values(tonight);
      if (bucketOf === null || parts.every((part) => part === null)) return;
      const archive = bucketOf(account.accountId);
      const before = parts.includes(null) ? await readKeptAnswers(archive) : null;
      await keepAnswers(
        archive,
        {
          functionAccess: functionAccess ?? before?.functionAccess ?? null,
          bucketSettings: bucketSettings ?? before?.bucketSettings ?? null,
          keyRotation: keyRotation ?? before?.keyRotation ?? null,
        },
        takenAt,
      );
    },
  };
}
