import { describe, expect, it } from 'vitest';
import { holdingsOf } from '../../../lib/report/page/app/model/holdings.ts';
import { type Model, makeModel } from '../../../lib/report/page/app/model/model.ts';
import { filterPrincipals, powerOf, principalRows } from '../../../lib/report/page/app/model/principals.ts';
import { makePageData } from '../../../lib/report/page/make-page-data.ts';
import { sampleInput } from './a-page.ts';

const input = await sampleInput();
const model = makeModel(makePageData(input));
const rows = principalRows(model);

function principalOf({ data }: Model, name: string) {
  const principal = data.principals.find((each) => each.name === name);
  if (principal === undefined) throw new TypeError(`nobody is called ${name}`);
  return principal;
}

describe('principalRows', () => {
  it('begins with those who have the gravest findings', () => {
    const order = ['critical', 'high', 'medium', 'low', 'info', null];
    const ranks = rows.map(({ worst }) => order.indexOf(worst));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(rows).toHaveLength(model.data.principals.length);
  });

  it('counts only what stands', () => {
    const [first] = rows;
    const report = {
      ...input.report,
      findings: input.report.findings.map((finding) => ({ ...finding, status: 'suppressed' as const })),
    };
    const accepted = principalRows(makeModel(makePageData({ ...input, report })));
    expect(first?.standing).toBeGreaterThan(0);
    expect(accepted.every(({ standing, worst }) => standing === 0 && worst === null)).toBe(true);
  });
});

describe('filterPrincipals', () => {
  const names = (params: Readonly<Record<string, string>>) =>
    filterPrincipals(rows, params).map(({ principal }) => principal.name);

  it('shows all where nothing is asked for', () => {
    expect(filterPrincipals(rows, {})).toEqual(rows);
  });

  it('narrows by kind, origin, use, severity, administrator and words', () => {
    expect(names({ kind: 'user', q: 'TANAKA' })).toEqual(['j.tanaka']);
    expect(names({ kind: 'role', q: 'tanaka' })).toEqual([]);
    expect(names({ origin: 'identity-center' }).every((name) => name.startsWith('AWSReservedSSO_'))).toBe(true);
    expect(names({ admin: 'administrator', severity: 'critical' })).toEqual(['j.tanaka']);
    expect(names({ use: 'unused' })).not.toContain('j.tanaka');
  });

  it('finds by tag', () => {
    expect(names({ q: 'PLAT-2210' })).toEqual(['j.tanaka']);
  });
});

describe('powerOf', () => {
  const power = (of: Model, name: string) => powerOf(of, principalOf(of, name));

  it('tells administrators, those who can become one, and the others', () => {
    expect(power(model, 'j.tanaka')).toBe('administrator');
    expect(power(model, 'github-actions-infra-apply')).toBe('can-become');
    expect(power(model, 'vendor-pentest')).toBe('none');
  });

  it('never says no of what was not looked for', () => {
    const checks = input.report.checks.filter(({ id }) => id !== 'privilege-escalation');
    const findings = input.report.findings.filter(({ checkId }) => checkId !== 'privilege-escalation');
    const without = makeModel(makePageData({ ...input, report: { ...input.report, checks, findings } }));
    expect(power(without, 'vendor-pentest')).toBe('unknown');
    expect(power(without, 'j.tanaka')).toBe('administrator');
  });

  it('never says no where findings were left out of the report', () => {
    const findings = input.report.findings.filter(({ severity }) => severity === 'critical');
    const gravest = makeModel(
      makePageData({ ...input, report: { ...input.report, findings }, minSeverity: 'critical' }),
    );
    expect(power(gravest, 'github-actions-infra-apply')).toBe('can-become');
    expect(power(gravest, 'vendor-pentest')).toBe('unknown');
  });

  it('never says no where the search could not judge', () => {
    const { arn } = principalOf(model, 'vendor-pentest');
    const checks = input.report.checks.map((check) =>
      check.id === 'privilege-escalation'
        ? { ...check, unknown: [{ code: 'unreadable-document' as const, reason: 'no JSON', resourceArn: arn }] }
        : check,
    );
    const doubtful = makeModel(makePageData({ ...input, report: { ...input.report, checks } }));
    expect(power(doubtful, 'vendor-pentest')).toBe('unknown');
    expect(power(doubtful, 'vendor-edi-exchange')).toBe('none');
  });
});

describe('holdingsOf', () => {
  it('has attached policies, those of groups, inline ones and the boundary', () => {
    const kinds = model.data.principals.flatMap((principal) => holdingsOf(model, principal));
    expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(['managed', 'inline', 'boundary']));
    expect(kinds.some(({ through }) => through !== null)).toBe(true);
  });

  it('names the statements that findings on the holder or on the policy name', () => {
    const holdings = holdingsOf(model, principalOf(model, 'github-actions-infra-apply'));
    const apply = holdings.find(({ name }) => name === 'ci-terraform-apply');
    expect(apply?.named).toEqual(new Set([0]));
    expect(apply?.text).toHaveProperty('json');
  });
});
