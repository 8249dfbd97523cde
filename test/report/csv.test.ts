import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderCsv } from '../../lib/report/csv.ts';
import { ada, aFinding, aReport, hostileIntroducers, hostileNames } from './a-report.ts';

const read = (csv: string): Record<string, string>[] => parse(csv, { columns: true });

/** What a spreadsheet would run. */
const formula = /^[\s\p{Cf}\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

describe('renderCsv', () => {
  it('has a row for each finding, under the names of the JSON', () => {
    const [row] = read(renderCsv(aReport([aFinding()])));
    expect(row).toMatchObject({
      id: 'a1b2c3d4e5f60718',
      checkId: 'role-unused',
      severity: 'medium',
      status: 'open',
      accountId: '111122223333',
      resourceArn: 'arn:aws:iam::111122223333:role/billing-export',
      resourceName: 'billing-export',
      resolvedAt: '',
    });
    expect(JSON.parse(row?.evidence ?? '')).toEqual({ lastUsedAt: '2025-01-15T09:00:00.000Z' });
  });

  it('says who introduced it, with what and when, or why that is not known', () => {
    const [known, unknown, none] = read(
      renderCsv(
        aReport([aFinding({ introducedBy: ada }), aFinding({ introducedBy: { unknown: 'denied' } }), aFinding()]),
      ),
    );
    expect(known).toMatchObject({
      introducedBy: ada.actor,
      introducedBySourceIdentity: 'ada@example.com',
      introducedByEvent: 'UpdateAssumeRolePolicy',
      introducedAt: '2026-11-22T16:40:00.000Z',
      introducedFrom: '203.0.113.7',
      introducedByEventId: ada.eventId,
    });
    expect(unknown).toMatchObject({ introducedBy: 'unknown: denied', introducedAt: '', introducedByEventId: '' });
    expect(none).toMatchObject({ introducedBy: '' });
  });

  it('is one row for one finding and no formula, whatever the names are', () => {
    const findings = [
      ...hostileNames.map((name) => aFinding({ name })),
      ...hostileIntroducers.map((introducedBy) => aFinding({ introducedBy })),
    ];
    const csv = renderCsv(aReport(findings));
    const rows = read(csv);
    expect(rows).toHaveLength(findings.length);
    expect(csv.split('\r\n')).toHaveLength(findings.length + 2);
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^\s*[=+\-@]/);
  });

  it('has no cell, whatever separates cells, that a spreadsheet would run', () => {
    const trick = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\uff1d',
      '\uff0b',
      '\uff0d',
      '\uff20',
      '\t',
      '\r',
      '\n',
      ' ',
      '\u00a0',
      '"',
      ',',
      ';',
      '|',
    );
    const text = fc
      .array(fc.oneof(trick, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 8 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, text, text, (name, title, detail, advice) => {
        const evidence = { [name]: detail };
        const introducedBy = { ...ada, actor: name, sourceIdentity: title, sourceIp: detail };
        const finding = aFinding({ name, title, detail, remediation: { text: advice }, evidence, introducedBy });
        const csv = renderCsv(aReport([finding]));
        const [, row = []] = parse(csv) as string[][];
        expect(row).toHaveLength(21);
        for (const cell of row) expect(cell).not.toMatch(formula);
        // Where a list is separated by semicolons, a spreadsheet takes the quotes inside a line for text.
        for (const cell of csv.split(/[;\r\n]/)) expect(cell.replaceAll('"', '')).not.toMatch(formula);
      }),
    );
  });
});
