import { paginateListAnalyzers } from '@aws-sdk/client-accessanalyzer';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { required } from './answers.ts';
import type { CollectContext } from './context.ts';
import type { Reading } from './reading.ts';
import { type RegionsToRead, readInRegions } from './regions.ts';

type Analyzers = NonNullable<Snapshot['analyzers']>;

/** IAM Access Analyzer's analyzers, which live in one Region each. */
export async function readAnalyzers({ aws }: CollectContext, where: RegionsToRead): Promise<Reading<Analyzers>> {
  const { regions, items, gaps } = await readInRegions(where, async (region) => {
    const answers = await Array.fromAsync(paginateListAnalyzers({ client: aws.accessAnalyzer(region) }, {}));
    return answers
      .flatMap((page) => page.analyzers ?? [])
      .map((analyzer) => ({
        arn: required(analyzer.arn, 'arn'),
        name: required(analyzer.name, 'name'),
        type: required(analyzer.type, 'type'),
        status: required(analyzer.status, 'status'),
        region,
        createdAt: required(analyzer.createdAt, 'createdAt').toISOString(),
      }));
  });
  return { data: { regions, items }, gaps };
}
