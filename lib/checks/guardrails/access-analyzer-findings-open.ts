import { type AnalyzerAtWork, type AnalyzerFinding, analysisOf, analyzerCommand } from '../analyzer-findings.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { dayOf, numberOf, someOf, textOf, textsOf } from '../evidence.ts';
import { compareInstants, daysBefore } from '../instants.ts';
import { resourceOf } from '../resources.ts';
import { notCollected, pass, unknown } from '../verdicts.ts';

/** Days that somebody has for looking at a finding. */
const OPEN_AFTER_DAYS = 30;

/** Findings that are named. */
const OLDEST_NAMED = 5;

export const accessAnalyzerFindingsOpen: Check = {
  id: 'access-analyzer-findings-open',
  family: 'guardrails',
  title: 'Findings of Access Analyzer that nobody looks at',
  flags:
    `An active analyzer with findings about this account that have been active for more than ${OPEN_AFTER_DAYS} days: neither resolved nor ` +
    'archived. One finding for each analyzer, with how many they are and the oldest. Not applicable without an active analyzer.',
  severity: 'medium',
  rationale: 'Among findings that were meant to be looked at some day nobody sees the new one that matters.',
  remediation: 'Go through the findings: resolve what is not meant, and archive the rest by a rule that says why.',
  mappings: { cis: {}, securityHub: [], prowler: ['accessanalyzer_enabled_without_findings'] },
  needs: ['analyzers', 'analyzer-findings'],

  *evaluate(context) {
    const { analyzers, regionsUnread } = analysisOf(context, () => true);
    if (regionsUnread !== null) yield { verdict: 'unknown', ...regionsUnread };
    for (const atWork of analyzers) yield judge(context, atWork);
  },

  describe({ resource, evidence }) {
    const [count, total] = [numberOf(evidence, 'olderCount') ?? 0, numberOf(evidence, 'activeCount') ?? 0];
    const are = count === 1 ? 'is' : 'are';
    return (
      `Of ${total} active findings of analyzer ${resource.name} in ${textOf(evidence, 'region')}, ${count} ${are} older than ` +
      `${OPEN_AFTER_DAYS} days, the oldest of ${dayOf(evidence, 'oldestAt')}: ${someOf(textsOf(evidence, 'oldestIds'), count)}.`
    );
  },

  remediate({ resource, evidence }) {
    const [oldest] = textsOf(evidence, 'oldestIds');
    return remediation(
      'The first line lists the active findings, the second shows the oldest. Resolve each by changing the policy that it names, or ' +
        'archive it: `aws accessanalyzer create-archive-rule` archives those that are meant, also when they come back.',
      [
        analyzerCommand('list-findings-v2', resource.arn, { filter: '{"status":{"eq":["ACTIVE"]}}' }),
        ...(oldest === undefined ? [] : [analyzerCommand('get-finding-v2', resource.arn, { id: oldest })]),
      ],
    );
  },
};

function judge(context: CheckContext, { analyzer, findings, isComplete }: AnalyzerAtWork): Verdict {
  const { arn, name, type, region } = analyzer;
  if (findings === null) return unknown(notCollected(context, 'analyzer-findings'), arn);
  const older = findings.filter((finding) => isOlder(context, finding)).toSorted(byAge);
  const [oldest] = older;
  if (oldest === undefined) return isComplete ? pass : unknown(notCollected(context, 'analyzer-findings'), arn);
  return {
    verdict: 'finding',
    resource: resourceOf(context, 'AWS::AccessAnalyzer::Analyzer', arn, name),
    evidence: {
      region,
      analyzerType: type,
      activeCount: findings.length,
      olderCount: older.length,
      oldestAt: oldest.createdAt,
      oldestIds: older.slice(0, OLDEST_NAMED).map(({ id }) => id),
    },
  };
}

function isOlder({ now }: CheckContext, { createdAt }: AnalyzerFinding): boolean {
  return Date.parse(createdAt) < daysBefore(now, OPEN_AFTER_DAYS).getTime();
}

function byAge(left: AnalyzerFinding, right: AnalyzerFinding): number {
  return compareInstants(left.createdAt, right.createdAt) || (left.id < right.id ? -1 : 1);
}
