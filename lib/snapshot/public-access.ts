import { looksOutside } from './analyzer-types.ts';
import type { Snapshot } from './snapshot.ts';

/** What Access Analyzer says of access by everybody. */
export interface PublicAccess {
  /** Whether an active analyzer of external access watches the Region and all of its findings are known: what none is about is not public. */
  covers(region: string): boolean;
  /** ARNs of resources that it found to be public, or could not look at. */
  readonly inQuestion: ReadonlySet<string>;
}

/** From analyzers and their active findings; where either was not read, nothing is covered. */
export function publicAccessOf({
  analyzers,
  analyzerFindings,
}: Pick<Snapshot, 'analyzers' | 'analyzerFindings'>): PublicAccess {
  const known = analyzerFindings ?? [];
  const whole = new Set(known.filter(({ isComplete }) => isComplete).map(({ analyzerArn }) => analyzerArn));
  const watched = new Set(
    analyzers?.items
      .filter((analyzer) => looksOutside(analyzer) && analyzer.status === 'ACTIVE' && whole.has(analyzer.arn))
      .map(({ region }) => region),
  );
  const inQuestion = known
    .flatMap(({ findings }) => findings)
    .flatMap(({ resource, isPublic, error }) => (resource !== null && (isPublic || error !== null) ? [resource] : []));
  return { covers: (region) => watched.has(region), inQuestion: new Set(inQuestion) };
}
