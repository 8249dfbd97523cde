import { describe, expect, it } from 'vitest';
import { legendOf, markOf } from '../../../../lib/report/page/app/views/unused/age.ts';
import { daysAgo, NOW } from '../../../builders/time.ts';

const auditedAt = NOW.toISOString();

describe('markOf', () => {
  it.each([
    [{ status: 'used', lastUsedAt: daysAgo(0.5) }, 'used step-0'],
    [{ status: 'used', lastUsedAt: daysAgo(7) }, 'used step-1'],
    [{ status: 'used', lastUsedAt: daysAgo(8) }, 'used step-2'],
    [{ status: 'used', lastUsedAt: daysAgo(90) }, 'used step-3'],
    [{ status: 'unused', lastUsedAt: daysAgo(91) }, 'unused step-4'],
    [{ status: 'unused', lastUsedAt: daysAgo(365) }, 'unused step-5'],
    [{ status: 'unused', lastUsedAt: daysAgo(366) }, 'unused step-6'],
    [{ status: 'unused', lastUsedAt: null }, 'never'],
    [{ status: 'unknown', reason: 'AWS was not asked.' }, 'unknown'],
  ] as const)('draws %j as %s', (use, mark) => {
    expect(markOf(use, auditedAt)).toBe(mark);
  });

  it('takes what happened after the audit for use on its day', () => {
    expect(markOf({ status: 'used', lastUsedAt: daysAgo(-1) }, auditedAt)).toBe('used step-0');
  });
});

describe('legendOf', () => {
  it('explains every mark once, with the threshold between used and unused', () => {
    const labels = legendOf(90).map(({ mark, label }) => `${mark}: ${label}`);
    expect(labels).toEqual([
      'used step-0: day of the audit',
      'used step-1: ≤ 7 days',
      'used step-2: ≤ 30 days',
      'used step-3: ≤ 90 days',
      'unused step-4: unused ≤ 180',
      'unused step-5: unused ≤ 365',
      'unused step-6: unused > 365',
      'never: never used',
      'unknown: unknown',
    ]);
  });

  it('knows a threshold that lies between two steps', () => {
    const marks = legendOf(45).map(({ mark }) => mark);
    expect(marks.slice(0, 5)).toEqual(['used step-0', 'used step-1', 'used step-2', 'used step-3', 'unused step-3']);
    expect(new Set(marks).size).toBe(marks.length);
  });
});
