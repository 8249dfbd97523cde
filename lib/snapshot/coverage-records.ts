import { coverageSources } from './coverage-schema.ts';
import type { CoverageRecord, CoverageSource, Snapshot } from './snapshot.ts';

/** One record for each source, in the catalogue's order: those given, and `otherwise` for the rest. */
export function coverageFor(
  records: readonly CoverageRecord[],
  otherwise: (source: CoverageSource) => CoverageRecord,
): readonly CoverageRecord[] {
  const known = new Map(records.map((record) => [record.source, record] as const));
  return coverageSources.map((source) => known.get(source) ?? otherwise(source));
}

/** A snapshot with one source's record replaced. */
export function withCoverage(snapshot: Snapshot, record: CoverageRecord): Snapshot {
  return { ...snapshot, coverage: snapshot.coverage.map((known) => (known.source === record.source ? record : known)) };
}
