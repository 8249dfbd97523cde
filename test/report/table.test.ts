import { describe, expect, it } from 'vitest';
import { renderFindings, renderTable } from '../../lib/report/table.ts';
import { anAccount } from '../builders/an-account.ts';
import { aFinding, aReport, hostileNames, options } from './a-report.ts';

const lines = (text: string) => text.split('\n');

describe('renderTable', () => {
  it('shows findings by check, the gravest first, each check with its fix', () => {
    const report = aReport([
      aFinding({
        checkId: 'policy-unused',
        severity: 'high',
        title: 'Attached policy that nobody uses',
        name: 'deploy',
      }),
      aFinding({ name: 'billing-export' }),
      aFinding({ name: 'old-etl' }),
    ]);
    const text = renderTable(report, options);
    expect(text).toMatch(/^Account 111122223333.*, audited 2026-11-23T02:00:00\.000Z\n\nHIGH {2}policy-unused \(1\): /);
    expect(text).toContain(
      'MEDIUM  role-unused (2): Role that nobody uses\n' +
        '  billing-export  Role billing-export, created 2024-03-01, was last used 2025-01-15.\n' +
        '  old-etl         Role old-etl, created 2024-03-01, was last used 2025-01-15.\n' +
        '  Fix: ',
    );
    expect(text).toContain('Findings: 0 critical, 1 high, 2 medium, 0 low, 0 info\n');
  });

  it('tells what is new, and puts what was resolved apart', () => {
    const text = renderTable(
      aReport([
        aFinding({ name: 'fresh', status: 'new' }),
        aFinding({ name: 'gone', status: 'resolved', resolvedAt: '2026-11-23T02:00:00.000Z' }),
      ]),
      options,
    );
    expect(text).toContain('was last used 2025-01-15. (new)');
    expect(text).toMatch(/RESOLVED since the last audit\n {2}gone {2}Role gone/);
    expect(text).toContain('role-unused (1)');
    expect(text).toContain('(1 new, 1 resolved)');
  });

  it('says each reason for not seeing something once, with all that it hid', () => {
    const snapshot = anAccount()
      .without('last-accessed', 'denied', 'Access denied')
      .without('trails', 'denied', 'Access denied')
      .build();
    const text = renderTable(aReport([], snapshot), options);
    expect(text).toContain('incomplete\n  not seen: last-accessed, trails: Access denied\n');
  });

  it('says what was left out where checks are unknown for want of it', () => {
    const reason = 'not part of the imported file';
    const snapshot = anAccount()
      .without('trails', 'skipped', reason)
      .without('analyzers', 'skipped', reason)
      .without('organization', 'skipped', reason)
      .build();
    const blind = (id: string, source: string) =>
      ({
        id,
        status: 'unknown',
        findings: 0,
        unknown: [{ code: 'not-collected', reason: `${source} skipped: ${reason}` }],
      }) as const;
    const checks = [blind('trail-missing', 'trails'), blind('access-analyzer-missing', 'analyzers')];
    const text = renderTable({ ...aReport([], snapshot), checks }, options);
    expect(text).toMatch(
      / complete\n {2}left out: (trails, analyzers|analyzers, trails): not part of the imported file\n/,
    );
    expect(renderTable(aReport([], snapshot), options)).not.toContain('left out');
  });

  it('names the checks that could not judge', () => {
    const report = aReport();
    const unknown = { id: 'trail-missing', status: 'unknown', findings: 0, unknown: [] } as const;
    const text = renderTable({ ...report, checks: [unknown] }, options);
    expect(text).toContain('\n  unknown: trail-missing\n');
  });

  it.each([50, 80, 160, 200])('keeps to %i columns', (columns) => {
    const findings = hostileNames.map((name) => aFinding({ name, status: 'new' }));
    const text = renderTable(aReport(findings), { ...options, columns });
    expect(lines(text).filter((line) => line.length > columns)).toEqual([]);
  });

  it('lets no name fake a line of its own', () => {
    const text = renderTable(aReport(hostileNames.map((name) => aFinding({ name }))), options);
    expect(
      lines(text).filter(
        (line) => /^\S/.test(line) && !/^(Account|MEDIUM|Findings|Checks|Coverage|--format|give)/.test(line),
      ),
    ).toEqual([]);
  });
});

describe('renderFindings', () => {
  it('is nothing when nothing was found', () => {
    expect(renderFindings([], options)).toBe('');
  });

  it('has no fix for a check that this version does not have', () => {
    expect(renderFindings([aFinding({ checkId: 'of-tomorrow' })], options)).not.toContain('Fix:');
  });
});
