import type { CoverageRecord, CoverageSource } from './snapshot.ts';

/** What an audit could and could not read, in numbers and words. */
export interface CoverageSummary {
  /** False when a source that was wanted is denied, failed or partial. A source skipped on purpose does not count. */
  readonly complete: boolean;
  /** 0 to 100, one decimal, rounded down: 100 only when nothing is missing. */
  readonly percent: number;
  /** One entry for each source that is not complete, in the order of the records. */
  readonly gaps: readonly CoverageGap[];
}

export interface CoverageGap {
  readonly source: CoverageSource;
  readonly status: 'partial' | 'denied' | 'failed';
  readonly reason: string;
}

/**
 * Sums up coverage records: every wanted source weighs the same, and a partial one counts by the share that was read.
 */
export function summariseCoverage(records: readonly CoverageRecord[]): CoverageSummary {
  const wanted = records.filter((record) => record.status !== 'skipped');
  const gaps = wanted.flatMap((record) =>
    record.status === 'complete' || record.status === 'skipped'
      ? []
      : [{ source: record.source, status: record.status, reason: record.reason ?? 'no reason given' }],
  );
  const read = wanted.reduce((sum, record) => sum + shareRead(record), 0);
  const percent = wanted.length === 0 ? 0 : Math.floor((read / wanted.length) * 1000) / 10;
  return { complete: gaps.length === 0, percent: gaps.length > 0 ? Math.min(percent, 99.9) : percent, gaps };
}

function shareRead(record: CoverageRecord): number {
  if (record.status === 'complete') return 1;
  if (record.status !== 'partial') return 0;
  if (record.wanted === undefined || record.read === undefined || record.wanted === 0) return 0.5;
  return record.read / record.wanted;
}

/** A gap as every output words it. */
export function gapSentence(gap: CoverageGap): string {
  return `${gap.source} ${gap.status}: ${gap.reason}`;
}
