import {
  type AccessAnalyzerClient,
  type FindingSummaryV2,
  paginateListFindingsV2,
} from '@aws-sdk/client-accessanalyzer';
import { looksOutside } from '../snapshot/analyzer-types.ts';
import type { AnalyzerFindings, Snapshot } from '../snapshot/snapshot.ts';
import { required } from './answers.ts';
import { Asking, type Outcome } from './asking.ts';
import type { CollectContext } from './context.ts';
import { summariseLosses } from './losses.ts';
import { type Reading, STOPPED } from './reading.ts';

type Analyzer = NonNullable<Snapshot['analyzers']>['items'][number];
type OfAnalyzer = AnalyzerFindings[number];

const ANALYZERS_AT_A_TIME = 4;

/** The most that Access Analyzer gives on a page. */
const PAGE_FINDINGS = 100;

/** Findings of an analyzer that are kept. Nobody works through more of them, and a snapshot has to fit into the memory. */
const MAX_FINDINGS = 10_000;

/**
 * The active findings of every active analyzer, about resources of the audited account alone: an analyzer of an
 * organisation sees those of all its accounts.
 */
export async function readAnalyzerFindings(
  { aws, signal }: CollectContext,
  accountId: string,
  analyzers: readonly Analyzer[],
): Promise<Reading<AnalyzerFindings>> {
  const active = analyzers.filter(({ status }) => status === 'ACTIVE');
  const asking = new Asking();
  const outcomes = new Map<Analyzer, Outcome<OfAnalyzer>>();
  await asking.forEach(active, ANALYZERS_AT_A_TIME, async (analyzer) => {
    const client = aws.accessAnalyzer(analyzer.region);
    outcomes.set(
      analyzer,
      signal.aborted
        ? { status: 'failed', reason: STOPPED }
        : await asking.ask(() => findingsOf(client, accountId, analyzer)),
    );
  });
  const { gaps = [], ...losses } = summariseLosses([...outcomes.values()], 'analyzers');
  const read = active.flatMap((analyzer) => {
    const outcome = outcomes.get(analyzer);
    return outcome?.status === 'read' ? [outcome.data] : [];
  });
  const capped = read
    .filter(({ isComplete }) => !isComplete)
    .map(({ analyzerArn }) => `${analyzerArn} has more than ${MAX_FINDINGS} active findings`);
  return { ...losses, data: losses.status === undefined ? read : null, gaps: [...gaps, ...capped] };
}

type Filter = Readonly<Record<string, string>>;

async function findingsOf(client: AccessAnalyzerClient, accountId: string, analyzer: Analyzer): Promise<OfAnalyzer> {
  const filter = { status: 'ACTIVE', resourceOwnerAccount: accountId };
  const { findings, isComplete } = await list(client, analyzer, filter);
  const isExternal = looksOutside(analyzer);
  // The list does not say which access is public, but can be asked for it: one more page instead of a call for each finding.
  const publicOnes =
    isExternal && findings.length > 0 ? await list(client, analyzer, { ...filter, isPublic: 'true' }) : null;
  const publicIds = new Set(publicOnes?.findings.map(({ id }) => id));
  return {
    analyzerArn: analyzer.arn,
    isComplete,
    findings: findings.map((finding) => ({
      id: required(finding.id, 'id'),
      // AWS leaves it out of findings that are older than the types.
      type: finding.findingType ?? 'ExternalAccess',
      resource: finding.resource ?? null,
      resourceType: required(finding.resourceType, 'resourceType'),
      isPublic: isExternal ? publicIds.has(finding.id) : null,
      error: finding.error ?? null,
      createdAt: required(finding.createdAt, 'createdAt').toISOString(),
    })),
  };
}

async function list(
  client: AccessAnalyzerClient,
  { arn: analyzerArn }: Analyzer,
  filter: Filter,
): Promise<{ readonly findings: readonly FindingSummaryV2[]; readonly isComplete: boolean }> {
  const criteria = Object.fromEntries(Object.entries(filter).map(([key, value]) => [key, { eq: [value] }]));
  const pages = paginateListFindingsV2({ client, pageSize: PAGE_FINDINGS }, { analyzerArn, filter: criteria });
  const findings: FindingSummaryV2[] = [];
  for await (const page of pages) {
    findings.push(...(page.findings ?? []));
    const isMore = page.nextToken !== undefined || findings.length > MAX_FINDINGS;
    if (isMore && findings.length >= MAX_FINDINGS)
      return { findings: findings.slice(0, MAX_FINDINGS), isComplete: false };
  }
  return { findings, isComplete: true };
}
