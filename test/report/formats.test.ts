import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FormatName, formats } from '../../lib/report/formats.ts';
import { aFinding, aReport, hostileNames, options } from './a-report.ts';

/** The page is no text: test/report/page. */
type TextFormat = Exclude<FormatName, 'html'>;

const names = (Object.keys(formats) as FormatName[]).filter((name): name is TextFormat => name !== 'html');
const render = (format: TextFormat, report = aReport()) => formats[format].render(report, options);

describe('formats', () => {
  it.each(names)('say in %s that nothing was found, as well-formed as ever', (format) => {
    const text = render(format);
    expect(text === '' || text.endsWith('\n')).toBe(true);
    if (['json', 'sarif', 'ocsf', 'asff'].includes(format)) JSON.parse(text);
    if (format === 'csv') expect(parse(text)).toHaveLength(1);
  });

  it.each(names)('write 5,000 findings as %s fast, and no more than each is worth', (format) => {
    const findings = Array.from({ length: 5_000 }, (_, index) =>
      aFinding({ id: index.toString(16).padStart(16, '0'), name: `batch-worker-${index}` }),
    );
    const startedAt = performance.now();
    const text = render(format, aReport(findings));
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(text.length).toBeLessThan(5_000 * 2_000);
    expect(text).toContain('batch-worker-4999');
  });

  const hostile = fc.oneof(
    fc.constantFrom(...hostileNames),
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...hostileNames), { maxLength: 3 }).map((parts) => parts.join('')),
  );

  it.each(names)('let nothing in a name act on whoever reads %s', (format) => {
    fc.assert(
      fc.property(hostile, (name) => {
        const text = render(format, aReport([aFinding({ name, status: 'new' })]));
        expect(text.replaceAll('\r\n', '\n')).not.toMatch(
          /(?!\n)[\p{Cc}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/u,
        );
      }),
      { seed: 20261123, numRuns: 200 },
    );
  });

  it.each(['json', 'ndjson', 'sarif', 'ocsf'] as const)('keep a hostile name whole in %s', (format) => {
    for (const name of hostileNames.filter((candidate) => format !== 'sarif' || candidate.isWellFormed())) {
      const text = render(format, aReport([aFinding({ name })]));
      expect(JSON.stringify(JSON.parse(text))).toContain(JSON.stringify(`arn:aws:iam::111122223333:role/${name}`));
    }
  });
});
