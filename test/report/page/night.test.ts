import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../lib/findings/finding.ts';
import { blindChecks, unseenParts } from '../../../lib/report/page/app/model/coverage.ts';
import { changesOf, hasNightBefore } from '../../../lib/report/page/app/model/night.ts';
import { makePageData, type PageInput } from '../../../lib/report/page/make-page-data.ts';
import type { TrendNight } from '../../../lib/report/page/page-data.ts';
import { anAccount } from '../../builders/an-account.ts';
import { aFinding } from '../a-report.ts';
import { auditedInput } from './a-page.ts';

const input = auditedInput(anAccount().build());
const { counts } = input.report.summary;
const tonight = input.report.snapshotTakenAt;
const nights: readonly TrendNight[] = [
  { startedAt: '2020-01-01T03:00:00Z', counts, coveragePercent: 100 },
  { startedAt: tonight, counts, coveragePercent: 100 },
];

function dataOf(findings: readonly Finding[], others: Partial<PageInput> = {}) {
  return makePageData({ ...input, report: { ...input.report, findings }, ...others });
}

describe('hasNightBefore', () => {
  it('is not there where an account was only looked at', () => {
    expect(hasNightBefore(dataOf([aFinding({ status: 'open', firstSeenAt: tonight })]))).toBe(false);
    expect(hasNightBefore(dataOf([], { trend: nights.slice(1) }))).toBe(false);
  });

  it('is there where there is a trend, or a finding is from an earlier night', () => {
    expect(hasNightBefore(dataOf([], { trend: nights }))).toBe(true);
    expect(hasNightBefore(dataOf([aFinding({ firstSeenAt: '2020-01-01T03:00:00Z' })]))).toBe(true);
  });
});

describe('changesOf', () => {
  it('has what is new and what came back, and what was resolved since the night before', () => {
    const findings = [
      aFinding({ id: '1', status: 'new' }),
      aFinding({ id: '2', status: 'reopened' }),
      aFinding({ id: '3', status: 'open' }),
      aFinding({ id: '4', status: 'resolved', resolvedAt: tonight }),
      aFinding({ id: '5', status: 'resolved', resolvedAt: '2019-12-30T03:00:00Z' }),
    ];
    const { appeared, resolved } = changesOf(dataOf(findings, { trend: nights }));
    expect(appeared.map(({ id }) => id)).toEqual(['1', '2']);
    expect(resolved.map(({ id }) => id)).toEqual(['4']);
  });
});

describe('unseenParts', () => {
  it('says each cause once, with what to do', () => {
    const denied = { status: 'denied', reason: 'iam:List* is not allowed', dataAsOf: null } as const;
    const coverage = [
      { source: 'caller-identity', status: 'complete', reason: null, dataAsOf: tonight },
      { source: 'trails', ...denied },
      { source: 'analyzers', ...denied },
      { source: 'policy-validations', status: 'skipped', reason: 'costs a call', dataAsOf: null },
    ] as const;
    expect(unseenParts(makePageData({ ...input, report: { ...input.report, coverage } }))).toMatchObject([
      { status: 'denied', sources: ['trails', 'analyzers'], advice: expect.stringContaining('account-auditor doctor') },
      { status: 'skipped', sources: ['policy-validations'] },
    ]);
  });
});

describe('blindChecks', () => {
  it('counts checks that could judge nothing for want of data', () => {
    const blind = { id: 'a', status: 'unknown', findings: 0 } as const;
    const checks = [
      { ...blind, unknown: [{ code: 'not-collected', reason: 'trails denied' }] },
      { ...blind, unknown: [{ code: 'young', reason: 'too young', resourceArn: 'arn:aws:iam::111122223333:role/a' }] },
    ] as const;
    expect(blindChecks(makePageData({ ...input, report: { ...input.report, checks } }))).toBe(1);
  });
});
