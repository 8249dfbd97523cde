import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checks } from '../checks/registry.ts';
import { UsageError } from '../errors.ts';
import { severities } from '../findings/finding.ts';
import type { AuditReport } from '../report/audit-report.ts';
import { type FormatName, formats } from '../report/formats.ts';
import type { AuditOptions } from './audit-options.ts';
import type { StagedFiles } from './staged-files.ts';
import { stdoutColumns, writeStdout } from './stdout.ts';

/** One result: a format and where it goes; `-` is stdout. */
interface Result {
  readonly format: FormatName;
  readonly path: string;
}

/**
 * Where the results of one account go: stdout or a file for one format, a folder for several.
 * In a folder they are called after the account's file, or `audit` when it was read live.
 *
 * @throws UsageError when `--out` is not what several results need
 */
export async function resultsOf(options: AuditOptions, name: string | null): Promise<readonly Result[]> {
  const { out } = options;
  const chosen: readonly FormatName[] = options.format ?? [name === null ? 'table' : 'json'];
  const [first] = chosen;
  const existing = out === '-' ? null : await stat(out).catch(() => null);
  const wantsFolder = name !== null || chosen.length > 1;
  if (wantsFolder && out === '-') throw new UsageError('several results need --out FOLDER');
  if (wantsFolder && existing !== null && !existing.isDirectory()) {
    throw new UsageError(`--out ${out}: is a file; several results need a folder`);
  }
  if (!wantsFolder && !existing?.isDirectory()) return first === undefined ? [] : [{ format: first, path: out }];
  return chosen.map((format) => ({ format, path: join(out, `${name ?? 'audit'}.${formats[format].extension}`) }));
}

/** Renders a report into its results. Files are only staged. `--min-severity` leaves findings out, never counts. */
export async function writeResults(
  report: AuditReport,
  { minSeverity }: AuditOptions,
  results: readonly Result[],
  files: StagedFiles,
): Promise<void> {
  const limit = minSeverity === undefined ? severities.length : severities.indexOf(minSeverity);
  const shown = {
    ...report,
    findings: report.findings.filter(({ severity }) => severities.indexOf(severity) <= limit),
  };
  for (const { format, path } of results) {
    const text = formats[format].render(shown, { checks, columns: path === '-' ? stdoutColumns() : 160 });
    await (path === '-' ? writeStdout(text) : files.write(path, text));
  }
}
