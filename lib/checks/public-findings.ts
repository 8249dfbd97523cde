import { looksOutside } from '../snapshot/analyzer-types.ts';
import { publicAccessOf } from '../snapshot/public-access.ts';
import { type AnalyzerFinding, analysisOf, byResource } from './analyzer-findings.ts';
import type { CheckContext } from './check.ts';
import { oncePer } from './once.ts';
import type { Unknown } from './verdicts.ts';

/** What external-access analyzers say of access by everybody. */
export interface PublicFindings {
  /** The findings that say that everybody has access to a resource. */
  of(arn: string): readonly AnalyzerFinding[];
  /** Whether a resource of which none says so is known thereby not to be open to everybody. */
  covers(resource: { readonly arn: string; readonly region: string }): boolean;
  /** Why an analyzer that is at work in a Region does not cover it; null: there is none, or it does. */
  whyTooEarly(region: string): Unknown | null;
}

export const publicFindingsOf: (context: CheckContext) => PublicFindings = oncePer((context: CheckContext) => {
  const isPublic = (finding: AnalyzerFinding) => finding.isPublic === true && finding.error === null;
  const found = new Map(
    byResource(analysisOf(context, looksOutside)).map(({ arn, findings }) => [arn, findings.filter(isPublic)] as const),
  );
  const { covers, inQuestion, watchedOnlySince } = publicAccessOf(context.account.snapshot);
  return {
    of: (arn) => found.get(arn) ?? [],
    covers: ({ arn, region }) => covers(region) && !inQuestion.has(arn),
    whyTooEarly: (region) => {
      const since = watchedOnlySince(region);
      const reason = `The analyzer of its Region was made at ${since}, and may not have looked at it yet.`;
      return since === null ? null : { code: 'not-collected', reason };
    },
  };
});
