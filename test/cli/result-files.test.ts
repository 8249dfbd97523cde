import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditOptions } from '../../lib/cli/audit-options.ts';
import { reserveResults, resultsOf, writeResults } from '../../lib/cli/result-files.ts';
import { StagedFiles } from '../../lib/cli/staged-files.ts';
import { defaultConfiguration } from '../../lib/config/configuration.ts';
import { UsageError } from '../../lib/errors.ts';
import { anAccount } from '../builders/an-account.ts';
import { aFinding, aReport } from '../report/a-report.ts';
import { aFolder } from './command-line.ts';

let folder: Awaited<ReturnType<typeof aFolder>>;
const at = (...parts: readonly string[]) => folder.path(...parts);
const asked = (options: Partial<AuditOptions> = {}): AuditOptions => ({
  out: '-',
  failOn: 'none',
  prefix: '/account-auditor',
  ...options,
});

beforeAll(async () => {
  folder = await aFolder();
  await mkdir(at('folder'));
  await writeFile(at('file.json'), '{}');
});
afterAll(() => folder.remove());

describe('resultsOf', () => {
  it.each<[string, Partial<AuditOptions>, string | null, readonly { format: string; path: string }[]]>([
    ['a table on stdout', {}, null, [{ format: 'table', path: '-' }]],
    ['one format on stdout', { format: ['sarif'] }, null, [{ format: 'sarif', path: '-' }]],
    ['a file', { out: 'a.json', format: ['json'] }, null, [{ format: 'json', path: 'a.json' }]],
    ['a folder by its slash', { out: 'new/' }, null, [{ format: 'table', path: 'new/audit.txt' }]],
    [
      'several formats',
      { out: 'new', format: ['csv', 'markdown'] },
      null,
      [
        { format: 'csv', path: 'new/audit.csv' },
        { format: 'markdown', path: 'new/audit.md' },
      ],
    ],
    ['an account of a folder', { out: 'new' }, 'prod', [{ format: 'json', path: 'new/prod.json' }]],
  ])('finds the place of %s', async (_, options, name, results) => {
    expect(await resultsOf(asked(options), name)).toEqual(results);
  });

  it('puts one format into a folder that is there', async () => {
    expect(await resultsOf(asked({ out: at('folder'), format: ['csv'] }), null)).toEqual([
      { format: 'csv', path: at('folder', 'audit.csv') },
    ]);
  });

  it.each<[Partial<AuditOptions>, string | null, RegExp]>([
    [{}, 'prod', /several results need --out FOLDER/],
    [{ format: ['csv', 'json'] }, null, /several results need --out FOLDER/],
  ])('wants a folder for several results', async (options, name, words) => {
    await expect(resultsOf(asked(options), name)).rejects.toThrow(words);
    await expect(resultsOf(asked({ ...options, out: at('file.json') }), name)).rejects.toThrow(/it is a file; several/);
  });
});

describe('reserveResults', () => {
  it('refuses the place of the input, by whichever name', async () => {
    const files = new StagedFiles();
    const result = [{ format: 'json', path: at('folder/../file.json') }] as const;
    await expect(reserveResults(result, files, at('file.json'))).rejects.toThrow(UsageError);
    expect(await readFile(at('file.json'), 'utf8')).toBe('{}');
  });
});

describe('writeResults', () => {
  it('leaves out what is below --min-severity', async () => {
    const files = new StagedFiles();
    const report = aReport([aFinding({ severity: 'high' }), aFinding({ severity: 'low' })]);
    const audited = { snapshot: anAccount().build(), configuration: defaultConfiguration };
    const results = await resultsOf(asked({ out: at('high.json'), format: ['json'] }), null);
    await writeResults({ report, audited }, asked({ minSeverity: 'medium' }), results, files);
    await files.commit();
    const { findings, summary } = JSON.parse(await readFile(at('high.json'), 'utf8'));
    expect(findings.map(({ severity }: { severity: string }) => severity)).toEqual(['high']);
    expect(summary.counts).toMatchObject({ high: 1, low: 1 });
  });
});
