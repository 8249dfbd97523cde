import { looksOutside } from './analyzer-types.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Hours after which an analyzer has looked at all that its Region has. How long its first analysis takes, AWS does not say; it looks at what was
 * changed within 30 minutes or, at the latest, in the next periodic scan, "which is within 24 hours" (IAM User Guide, what-is-access-analyzer).
 */
const FIRST_ANALYSIS_HOURS = 24;

/** What Access Analyzer says of access by everybody. */
export interface PublicAccess {
  /**
   * Whether an active analyzer of external access has watched the Region for long enough to have looked at everything, and all of its
   * findings are known: what none is about is not public.
   */
  covers(region: string): boolean;
  /** ARNs of resources that it found to be public, or could not look at. */
  readonly inQuestion: ReadonlySet<string>;
}

/** The same, with the analyzers that do not count yet. */
export interface PublicAccessToday extends PublicAccess {
  /** When the analyzer was made that is too young to cover the Region; null: there is none, or another one covers it. */
  watchedOnlySince(region: string): string | null;
}

/** From analyzers and their active findings, as old as they were when the snapshot was taken; where either was not read, nothing is covered. */
export function publicAccessOf({
  analyzers,
  analyzerFindings,
  takenAt,
}: Pick<Snapshot, 'analyzers' | 'analyzerFindings' | 'takenAt'>): PublicAccessToday {
  const known = analyzerFindings ?? [];
  const whole = new Set(known.filter(({ isComplete }) => isComplete).map(({ analyzerArn }) => analyzerArn));
  const watching = (analyzers?.items ?? []).filter(
    (analyzer) => looksOutside(analyzer) && analyzer.status === 'ACTIVE' && whole.has(analyzer.arn),
  );
  const latest = Date.parse(takenAt) - FIRST_ANALYSIS_HOURS * 3_600_000;
  const isOldEnough = ({ createdAt }: { readonly createdAt: string }) => Date.parse(createdAt) <= latest;
  const covered = new Set(watching.filter(isOldEnough).map(({ region }) => region));
  const young = new Map(watching.map(({ region, createdAt }) => [region, createdAt]));
  const inQuestion = known
    .flatMap(({ findings }) => findings)
    .flatMap(({ resource, isPublic, error }) => (resource !== null && (isPublic || error !== null) ? [resource] : []));
  return {
    covers: (region) => covered.has(region),
    inQuestion: new Set(inQuestion),
    watchedOnlySince: (region) => (covered.has(region) ? null : (young.get(region) ?? null)),
  };
}
