import { looksOutside } from '../snapshot/analyzer-types.ts';
import { type AnalyzerFinding, analysisOf, byResource } from './analyzer-findings.ts';
import type { CheckContext } from './check.ts';
import { oncePer } from './once.ts';

/** What external-access analyzers say of access by everybody. */
export interface PublicFindings {
  /** The findings that say that everybody has access to a resource. */
  of(arn: string): readonly AnalyzerFinding[];
  /** Whether a resource that everybody has access to would have such a finding. */
  covers(resource: { readonly arn: string; readonly region: string }): boolean;
}

export const publicFindingsOf: (context: CheckContext) => PublicFindings = oncePer((context: CheckContext) => {
  const analysis = analysisOf(context, looksOutside);
  const resources = byResource(analysis);
  const isPublic = (finding: AnalyzerFinding) => finding.isPublic === true && finding.error === null;
  const found = new Map(resources.map(({ arn, findings }) => [arn, findings.filter(isPublic)] as const));
  const failed = resources.filter(({ findings }) => findings.some(({ error }) => error !== null));
  const unseen = new Set(failed.map(({ arn }) => arn));
  const whole = analysis.analyzers.filter(({ isComplete }) => isComplete);
  const regions = new Set(whole.map(({ analyzer }) => analyzer.region));
  return {
    of: (arn) => found.get(arn) ?? [],
    covers: ({ arn, region }) => regions.has(region) && !unseen.has(arn),
  };
});
