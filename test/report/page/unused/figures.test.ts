import { describe, expect, it } from 'vitest';
import { makeModel } from '../../../../lib/report/page/app/model/model.ts';
import { unusedPercent } from '../../../../lib/report/page/app/model/use-counts.ts';
import { figuresOf } from '../../../../lib/report/page/app/views/unused/figures.ts';
import { makePageData } from '../../../../lib/report/page/make-page-data.ts';
import { anAccount } from '../../../builders/an-account.ts';
import { daysAgo } from '../../../builders/time.ts';
import { auditedInput, pageDataOf } from '../a-page.ts';
import { allow, unusedModel } from './an-unused-account.ts';

const functions = anAccount()
  .withPolicy(
    'functions',
    allow('lambda:CreateFunction', 'lambda:DeleteFunction', 'lambda:GetFunction', 'lambda:InvokeFunction'),
  )
  .withRole('deploy', {
    policies: ['functions'],
    used: {
      lambda: daysAgo(2),
      'lambda:CreateFunction': daysAgo(2),
      'lambda:DeleteFunction': null,
      'lambda:GetFunction': daysAgo(200),
    },
  })
  .build();

describe('figuresOf', () => {
  it('counts principals and service permissions by their use, without the roles that AWS made', () => {
    const { principals, services, serviceLinked } = figuresOf(unusedModel);
    expect(principals).toEqual({ used: 3, unused: 2, unknown: 0 });
    expect(services).toEqual({ used: 3, unused: 6, unknown: 4 });
    expect(serviceLinked).toBe(1);
  });

  it('says why something is unknown, once for reasons that differ in their dates alone', () => {
    const snapshot = anAccount()
      .withRole('new', { inline: { own: allow('s3:GetObject') }, used: { s3: null }, created: daysAgo(2) })
      .withRole('newer', { inline: { own: allow('s3:GetObject') }, used: { s3: null }, created: daysAgo(1) })
      .build();
    const { reasons } = figuresOf(makeModel(pageDataOf(snapshot)));
    expect(reasons).toEqual([['Made or last changed at various times, inside the grace period of 14 days.', 4]]);
  });

  it('sets the tracked actions that are unused against those that were attempted', () => {
    expect(figuresOf(makeModel(pageDataOf(functions))).actions).toEqual({ used: 1, unused: 2, untracked: 1 });
  });

  it('knows nothing of actions where AWS was not asked, the check was not run, or its findings were left out', () => {
    const input = auditedInput(functions);
    const others = input.report.checks.filter(({ id }) => id !== 'actions-unused');
    const figures = (part: Partial<typeof input>) => figuresOf(makeModel(makePageData({ ...input, ...part }))).actions;
    expect(figuresOf(unusedModel).actions).toBeNull();
    expect(figures({ report: { ...input.report, checks: others } })).toBeNull();
    expect(figures({ minSeverity: 'high' })).toBeNull();
    expect(figures({ minSeverity: 'low' })).not.toBeNull();
  });
});

describe('unusedPercent', () => {
  it('rounds down, and says nothing of nothing', () => {
    expect(unusedPercent({ used: 1, unused: 999 })).toBe(99);
    expect(unusedPercent({ used: 0, unused: 0 })).toBeNull();
  });
});
