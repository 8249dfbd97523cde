import { describe, expect, it } from 'vitest';
import { filterFindings } from '../../../lib/report/page/app/model/filter-findings.ts';
import { makeModel } from '../../../lib/report/page/app/model/model.ts';
import { makePageData } from '../../../lib/report/page/make-page-data.ts';
import { sampleInput } from './a-page.ts';

const model = makeModel(makePageData(await sampleInput()));
const count = (params: Readonly<Record<string, string>>) => filterFindings(model, params).length;

describe('filterFindings', () => {
  it('shows all where nothing is asked for', () => {
    expect(filterFindings(model, {})).toEqual(model.findings);
  });

  it('widens by values of one filter, and narrows by several filters', () => {
    const [critical, high] = [count({ severity: 'critical' }), count({ severity: 'high' })];
    expect(critical).toBeGreaterThan(0);
    expect(count({ severity: 'critical,high' })).toBe(critical + high);
    expect(count({ severity: 'critical', family: 'escalation' })).toBeLessThan(critical);
  });

  it('finds all words of a search, in any order and case', () => {
    const found = filterFindings(model, { q: 'MFA  tanaka' });
    expect(found.length).toBeGreaterThan(0);
    const texts = found.map((finding) => JSON.stringify(finding).toLowerCase());
    expect(texts.every((text) => text.includes('mfa') && text.includes('tanaka'))).toBe(true);
    expect(count({ q: 'mfa nobody-is-called-that' })).toBe(0);
  });

  it('has what is about a principal: itself, and the managed policies that it holds', () => {
    const tanaka = model.data.principals.find(({ name }) => name === 'j.tanaka');
    const found = filterFindings(model, { principal: tanaka?.arn ?? '' });
    const types = new Set(found.map(({ resource }) => resource.type));
    expect(types).toEqual(new Set(['AWS::IAM::User', 'AWS::IAM::ManagedPolicy']));
  });

  it('shows nothing for a value that there is none of', () => {
    expect(count({ severity: 'catastrophic' })).toBe(0);
  });
});
