import { describe, expect, it } from 'vitest';
import { accessAnalyzerFindingsOpen } from '../../../lib/checks/guardrails/access-analyzer-findings-open.ts';
import { anAccount } from '../../builders/an-account.ts';
import { anAnalyzer, anAnalyzerFinding, analysedBy, analyzerArn } from '../../builders/analyzers.ts';
import { daysAgo, NOW } from '../../builders/time.ts';
import { foundNames, runCheck } from '../run-check.ts';

const of = (id: string, days: number) => anAnalyzerFinding(id, 'arn:aws:s3:::acme', { createdAt: daysAgo(days) });
const external = anAnalyzer('external');
const account = anAccount();

describe('access-analyzer-findings-open', () => {
  it('reports an analyzer once, with how many are older and the oldest of them', () => {
    const findings = [40, 31, 90, 29, 50, 60, 70].map((days) => of(`f-${days}`, days));
    const run = runCheck(accessAnalyzerFindingsOpen, account.with(analysedBy([external, findings])));
    expect(run.findings).toEqual([
      {
        checkId: 'access-analyzer-findings-open',
        severity: 'medium',
        resource: {
          arn: analyzerArn('external'),
          type: 'AWS::AccessAnalyzer::Analyzer',
          name: 'external',
          accountId: '111122223333',
        },
        evidence: {
          region: 'eu-west-1',
          analyzerType: 'ACCOUNT',
          activeCount: 7,
          olderCount: 6,
          oldestAt: daysAgo(90),
          oldestIds: ['f-90', 'f-70', 'f-60', 'f-50', 'f-40'],
        },
      },
    ]);
    expect(run.findings.map(accessAnalyzerFindingsOpen.describe)).toEqual([
      `Of 7 active findings of analyzer external in eu-west-1, 6 are older than 30 days, the oldest of ` +
        `${daysAgo(90).slice(0, 10)}: f-90, f-70, f-60, f-50, f-40 and 1 more.`,
    ]);
    const [finding] = run.findings;
    expect(finding && accessAnalyzerFindingsOpen.remediate(finding).commands).toEqual([
      `aws accessanalyzer list-findings-v2 --analyzer-arn '${analyzerArn('external')}' --filter '{"status":{"eq":["ACTIVE"]}}' --region 'eu-west-1'`,
      `aws accessanalyzer get-finding-v2 --analyzer-arn '${analyzerArn('external')}' --id 'f-90' --region 'eu-west-1'`,
    ]);
  });

  it('gives thirty days, to the millisecond', () => {
    const run = (days: number) =>
      runCheck(accessAnalyzerFindingsOpen, account.with(analysedBy([external, [of('f', days)]])));
    expect(run(30).status).toBe('pass');
    expect(run(30.001).status).toBe('fail');
  });

  it('looks at analyzers of every kind that are active', () => {
    const unused = anAnalyzer('unused', { type: 'ACCOUNT_UNUSED_ACCESS' });
    const internal = anAnalyzer('internal', { type: 'ORGANIZATION_INTERNAL_ACCESS' });
    const off = anAnalyzer('off', { status: 'DISABLED' });
    const story = account.with(
      analysedBy([external, []], [unused, [of('f-1', 40)]], [internal, [of('f-2', 40)]], [off, [of('f-3', 40)]]),
    );
    expect(foundNames(runCheck(accessAnalyzerFindingsOpen, story))).toEqual(['unused', 'internal']);
  });

  it('is not applicable without an analyzer', () => {
    expect(runCheck(accessAnalyzerFindingsOpen, account).status).toBe('not-applicable');
  });

  it('is unknown of an analyzer whose findings were not read, or not all while none of those read is old', () => {
    const lost = account.with({ ...analysedBy([external, []]), analyzerFindings: [] });
    expect(runCheck(accessAnalyzerFindingsOpen, lost)).toMatchObject({
      status: 'unknown',
      unknown: [{ resourceArn: external.arn, code: 'not-collected' }],
    });
    const capped = (days: number) =>
      account.with({
        ...analysedBy([external, []]),
        analyzerFindings: [{ analyzerArn: external.arn, isComplete: false, findings: [of('f', days)] }],
      });
    expect(runCheck(accessAnalyzerFindingsOpen, capped(3)).status).toBe('unknown');
    expect(runCheck(accessAnalyzerFindingsOpen, capped(40)).status).toBe('fail');
  });

  it('is unknown where analyzers of some Regions were not read, and blind without any', () => {
    const partial = { status: 'partial', reason: 'us-east-1: denied', dataAsOf: NOW.toISOString() } as const;
    const story = account.with(analysedBy([external, []])).withCoverage('analyzers', partial);
    expect(runCheck(accessAnalyzerFindingsOpen, story).unknown).toEqual([
      { code: 'not-collected', reason: 'analyzers partial: us-east-1: denied' },
    ]);
    expect(runCheck(accessAnalyzerFindingsOpen, account.without('analyzer-findings')).status).toBe('unknown');
  });
});
