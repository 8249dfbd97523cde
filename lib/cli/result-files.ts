import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Audited } from '../audit.ts';
import { checks } from '../checks/registry.ts';
import { UsageError } from '../errors.ts';
import { severities } from '../findings/finding.ts';
import type { AuditReport } from '../report/audit-report.ts';
import { type FormatName, formats } from '../report/formats.ts';
import type { TrendNight } from '../report/page/page-data.ts';
import type { AuditOptions } from './audit-options.ts';
import { stdoutPaint } from './paint.ts';
import type { StagedFiles } from './staged-files.ts';
import { stdoutColumns, writeStdout } from './stdout.ts';

/** One result: a format and where it goes; `-` is stdout. */
export interface Result {
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
    throw new UsageError(`--out ${out}: it is a file; several results need a folder`);
  }
  const isFolder = existing?.isDirectory() || out.endsWith('/');
  if (!wantsFolder && !isFolder) return first === undefined ? [] : [{ format: first, path: out }];
  return chosen.map((format) => ({ format, path: join(out, `${name ?? 'audit'}.${formats[format].extension}`) }));
}

/**
 * Takes the places of the results before they are there.
 *
 * @param input the file that they are worked out from
 * @throws UsageError when one of them cannot be written, or would take the place of the input
 */
export async function reserveResults(
  results: readonly Result[],
  files: StagedFiles,
  input: string | null = null,
): Promise<void> {
  for (const { path } of results) {
    if (path === '-') continue;
    if (input !== null && (await isSameFile(path, input)))
      throw new UsageError(`${path}: the result would take the place of the snapshot; name another --out`);
    await files.reserve(path);
  }
}

async function isSameFile(left: string, right: string): Promise<boolean> {
  const [one, other] = await Promise.all([left, right].map((path) => stat(path).catch(() => null)));
  return one !== null && other !== null && one?.ino === other?.ino && one?.dev === other?.dev;
}

/** What results are rendered from. */
interface Results {
  readonly report: AuditReport;
  readonly audited: Pick<Audited, 'snapshot' | 'configuration'>;
  /** Earlier audits and this one, where they are stored. */
  readonly trend?: readonly TrendNight[];
}

/** Renders a report into its results. Files are only staged. `--min-severity` leaves findings out, never counts. */
export async function writeResults(
  { report, audited, trend = [] }: Results,
  { minSeverity }: AuditOptions,
  results: readonly Result[],
  files: StagedFiles,
): Promise<void> {
  const limit = minSeverity === undefined ? severities.length : severities.indexOf(minSeverity);
  const shown = {
    ...report,
    findings: report.findings.filter(({ severity }) => severities.indexOf(severity) <= limit),
  };
  const { snapshot, configuration } = audited;
  const options = { checks, snapshot, configuration, minSeverity, trend };
  for (const { format, path } of results) {
    if (path === '-') {
      await writeStdout(
        await formats[format].render(shown, { ...options, columns: stdoutColumns(), paint: stdoutPaint }),
      );
    } else {
      await files.write(path, await formats[format].render(shown, { ...options, columns: Number.POSITIVE_INFINITY }));
    }
  }
}
