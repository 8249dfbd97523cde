import { mkdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditOptions } from '../../lib/cli/audit-options.ts';
import { snapshotFiles } from '../../lib/cli/snapshot-files.ts';
import { InvalidInputError, UsageError } from '../../lib/errors.ts';
import { aFolder } from './command-line.ts';

describe('snapshotFiles', () => {
  let folder: Awaited<ReturnType<typeof aFolder>>;
  const options: AuditOptions = { out: '-', failOn: 'none', prefix: '/account-auditor' };

  beforeAll(async () => {
    folder = await aFolder();
    await mkdir(folder.path('accounts'));
    await mkdir(folder.path('empty'));
    for (const name of ['test.json.gz', 'prod.json', 'notes.txt', '.hidden.json.tmp'])
      await writeFile(folder.path('accounts', name), '{}');
  });
  afterAll(() => folder.remove());

  it('is the file that is named, whether it is there or not', async () => {
    const path = folder.path('missing.json');
    expect(await snapshotFiles(path, options)).toEqual([{ path, name: null }]);
  });

  it('is every snapshot of a folder, packed or not, in the order of their names', async () => {
    expect(await snapshotFiles(folder.path('accounts'), options)).toEqual([
      { path: folder.path('accounts/prod.json'), name: 'prod' },
      { path: folder.path('accounts/test.json.gz'), name: 'test' },
    ]);
  });

  it('refuses a folder without any', async () => {
    await expect(snapshotFiles(folder.path('empty'), options)).rejects.toThrow(InvalidInputError);
  });

  it('refuses one credential report for many accounts', async () => {
    const withReport = { ...options, credentialReport: 'report.csv' };
    await expect(snapshotFiles(folder.path('accounts'), withReport)).rejects.toThrow(UsageError);
  });
});
