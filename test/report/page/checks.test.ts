import { describe, expect, it } from 'vitest';
import { checkRows, countStates, groupingsOf, unknownRows } from '../../../lib/report/page/app/model/checks.ts';
import { makeModel } from '../../../lib/report/page/app/model/model.ts';
import { makePageData } from '../../../lib/report/page/make-page-data.ts';
import { sampleInput } from './a-page.ts';

const input = await sampleInput();
const model = makeModel(makePageData(input));
const groupings = groupingsOf(model);
const byId = (id: string) => groupings.find((grouping) => grouping.id === id) ?? groupings[0];
const headings = (rows: ReturnType<typeof checkRows>) =>
  rows.flatMap((row) => (row.kind === 'heading' ? [row.title] : []));
const ids = (rows: ReturnType<typeof checkRows>) => rows.flatMap((row) => (row.kind === 'check' ? [row.check.id] : []));

describe('groupingsOf', () => {
  it('has families, each version of CIS with the newest first, and Security Hub', () => {
    expect(groupings.map(({ id }) => id)).toEqual([
      'family',
      'cis-7.0',
      'cis-6.0',
      'cis-5.0',
      'cis-3.0',
      'security-hub',
    ]);
  });
});

describe('checkRows', () => {
  it('has the whole catalogue by family, each check once', () => {
    const rows = checkRows(model, byId('family'), {});
    expect(ids(rows)).toEqual(model.data.catalogue.map(({ id }) => id));
    expect(headings(rows)[0]).toBe('Unused access');
  });

  it('puts numbers of a benchmark in their own order, and claims nothing for those that no check has', () => {
    const rows = checkRows(model, byId('cis-5.0'), {});
    const numbers = headings(rows);
    expect(numbers.indexOf('1.9')).toBeLessThan(numbers.indexOf('1.10'));
    expect(numbers).not.toContain('1.1');
    expect(ids(rows)).not.toContain('privilege-escalation');
  });

  it('has a check under each of its Security Hub controls', () => {
    const rows = checkRows(model, byId('security-hub'), {});
    expect(ids(rows).filter((id) => id === 'password-policy-reuse')).toHaveLength(3);
    expect(headings(rows).indexOf('IAM.9')).toBeLessThan(headings(rows).indexOf('IAM.10'));
  });

  it('narrows by result, family and words, numbers of other catalogues too', () => {
    expect(ids(checkRows(model, byId('family'), { state: 'unknown' }))).toEqual([
      'analyzer-validation',
      'trail-bucket-public',
      'scp-allows-everything',
      'delegated-admin-unknown',
    ]);
    expect(ids(checkRows(model, byId('family'), { q: 'iam_password_policy_reuse_24' }))).toEqual([
      'password-policy-reuse',
    ]);
    expect(headings(checkRows(model, byId('family'), { family: 'trust' }))).toEqual(['Trust']);
  });
});

describe('countStates', () => {
  it('tells a check that was not run from one that passed', () => {
    const checks = input.report.checks.filter(({ id }) => id !== 'trail-missing');
    const states = countStates(makeModel(makePageData({ ...input, report: { ...input.report, checks } })));
    expect(states.get('not-run')).toBe(1);
    expect(countStates(model).get('not-run')).toBeUndefined();
    expect(states.get('pass')).toBe((countStates(model).get('pass') ?? 0) - 1);
  });
});

describe('unknownRows', () => {
  it('groups by kind of reason, the most frequent first', () => {
    const rows = unknownRows([
      { code: 'young', reason: 'a', resourceArn: 'arn:aws:iam::111122223333:role/a' },
      { code: 'denied', reason: 'b', resourceArn: 'arn:aws:iam::111122223333:role/b' },
      { code: 'denied', reason: 'b', resourceArn: 'arn:aws:iam::111122223333:role/c' },
    ]);
    expect(rows.map((row) => (row.kind === 'heading' ? `${row.code} ${row.count}` : row.entry.resourceArn))).toEqual([
      'denied 2',
      'arn:aws:iam::111122223333:role/b',
      'arn:aws:iam::111122223333:role/c',
      'young 1',
      'arn:aws:iam::111122223333:role/a',
    ]);
  });
});
