import { canonicalJson } from '../findings/canonical-json.ts';
import type { Evidence } from '../findings/finding.ts';
import { compareText } from '../findings/order.ts';
import { parseArn } from '../policy/arn.ts';
import type { AnalyzerFindings, Snapshot } from '../snapshot/snapshot.ts';
import type { CheckContext, Verdict } from './check.ts';
import type { Command } from './commands.ts';
import { countOf, dayOf, recordsOf, someOf, textOf } from './evidence.ts';
import { notCollected, pass, type Unknown, unknown } from './verdicts.ts';

export type Analyzer = NonNullable<Snapshot['analyzers']>['items'][number];

/** An active finding of IAM Access Analyzer, and whose it is. */
export type AnalyzerFinding = AnalyzerFindings[number]['findings'][number] & { readonly analyzer: Analyzer };

/** Active analyzers, and what they found. */
export interface Analysis {
  readonly analyzers: readonly AnalyzerAtWork[];
  /** Why there can be analyzers in Regions that were not read; null: there are none. */
  readonly regionsUnread: Unknown | null;
  /** Why there can be findings that were not read; null: there are none. */
  readonly findingsUnread: Unknown | null;
}

export interface AnalyzerAtWork {
  readonly analyzer: Analyzer;
  /** null: they were not read. */
  readonly findings: readonly AnalyzerFinding[] | null;
  /** Whether these are all. */
  readonly isComplete: boolean;
}

/** What the active analyzers of a kind found in this account. */
export function analysisOf(context: CheckContext, isOfKind: (analyzer: Analyzer) => boolean): Analysis {
  const { analyzers, analyzerFindings } = context.account.snapshot;
  const read = new Map(analyzerFindings?.map((entry) => [entry.analyzerArn, entry] as const));
  const active = analyzers?.items.filter((analyzer) => analyzer.status === 'ACTIVE' && isOfKind(analyzer)) ?? [];
  const atWork = active.map((analyzer): AnalyzerAtWork => {
    const { findings = null, isComplete = false } = read.get(analyzer.arn) ?? {};
    return { analyzer, findings: findings?.map((finding) => ({ ...finding, analyzer })) ?? null, isComplete };
  });
  const areRegionsMissing = context.account.coverageOf('analyzers')?.status === 'partial';
  const areFindingsMissing = atWork.some(({ isComplete }) => !isComplete);
  return {
    analyzers: atWork,
    regionsUnread: areRegionsMissing ? notCollected(context, 'analyzers') : null,
    findingsUnread: areFindingsMissing ? notCollected(context, 'analyzer-findings') : null,
  };
}

/** What every check of findings has to say: of what was not read, of findings that name no resource, and that somebody looked. */
export function* saidOfAnalyzers({ analyzers, regionsUnread, findingsUnread }: Analysis): Iterable<Verdict> {
  for (const unread of [regionsUnread, findingsUnread]) {
    if (unread !== null) yield { verdict: 'unknown', ...unread };
  }
  for (const { analyzer, findings } of analyzers) {
    yield pass;
    for (const { id, resource } of findings ?? []) {
      const reason = `AWS does not say which resource finding ${id} is about.`;
      if (resource === null) yield unknown({ code: 'not-collected', reason }, analyzer.arn, id);
    }
  }
}

/** A resource, and what analyzers say of it: one problem, also when several analyzers see it. */
export interface Analysed {
  readonly arn: string;
  readonly findings: readonly [AnalyzerFinding, ...AnalyzerFinding[]];
}

/** The findings by resource and by `keyOf`. Those that name no resource are left out, see {@link saidOfAnalyzers}. */
export function byResource(
  { analyzers }: Analysis,
  keyOf: (finding: AnalyzerFinding) => string = () => '',
): readonly Analysed[] {
  const groups = new Map<string, { readonly arn: string; findings: [AnalyzerFinding, ...AnalyzerFinding[]] }>();
  for (const finding of analyzers.flatMap(({ findings }) => findings ?? [])) {
    const { resource: arn } = finding;
    if (arn === null) continue;
    const key = JSON.stringify([arn, keyOf(finding)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { arn, findings: [finding] });
    else group.findings.push(finding);
  }
  return [...groups.values()];
}

/** The findings as evidence: ids and dates that do not change, in an order of their own, because AWS lists in any. */
export function witnessesOf(findings: readonly AnalyzerFinding[]): readonly Evidence[] {
  return findings
    .map(({ id, createdAt, analyzer }) => ({ analyzer: analyzer.arn, findingId: id, createdAt }))
    .toSorted((a, b) => compareText(canonicalJson(a), canonicalJson(b)));
}

/** Findings that are printed at most: the others of a resource say much the same. */
const MOST_PRINTED = 5;

/** The lines that print what Access Analyzer says, of the witnesses in the evidence. */
export function witnessCommands(evidence: Evidence): readonly Command[] {
  return recordsOf(evidence, 'witnesses')
    .slice(0, MOST_PRINTED)
    .flatMap((witness) => {
      const [analyzer, id] = [textOf(witness, 'analyzer'), textOf(witness, 'findingId')];
      return analyzer === null || id === null ? [] : [analyzerCommand('get-finding-v2', analyzer, { id })];
    });
}

/** A call about an analyzer, in its own Region. */
export function analyzerCommand(operation: string, analyzerArn: string, options: Command['options'] = {}): Command {
  const region = parseArn(analyzerArn)?.region;
  return {
    call: `accessanalyzer ${operation}`,
    options: { 'analyzer-arn': analyzerArn, ...options, ...(region ? { region } : {}) },
  };
}

/** Since when Access Analyzer has said it, and in which findings, as a sentence. */
export function witnessWords(evidence: Evidence): string {
  const witnesses = recordsOf(evidence, 'witnesses');
  const ids = witnesses.flatMap((witness) => textOf(witness, 'findingId') ?? []);
  const [since] = witnesses.flatMap((witness) => dayOf(witness, 'createdAt') ?? []).toSorted();
  if (since === undefined) return 'IAM Access Analyzer says so.';
  return `IAM Access Analyzer says so since ${since} (finding ${someOf(ids, countOf(evidence, 'witnesses'))}).`;
}
