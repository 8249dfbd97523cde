import { CsvError, parse } from 'csv-parse/sync';
import { InvalidInputError } from '../errors.ts';
import { oneLine } from '../one-line.ts';
import type { CredentialReportRow } from './snapshot.ts';

/** Columns that every report has. Others may come; AWS has added some over the years. */
const requiredColumns = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  ...[1, 2].flatMap((slot) =>
    ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'].map(
      (column) => `access_key_${slot}_${column}`,
    ),
  ),
  ...[1, 2].flatMap((slot) => [`cert_${slot}_active`, `cert_${slot}_last_rotated`]),
] as const;

/** AWS's words for "nothing to say here"; what they mean is the same in every column that we read. */
const nothing = new Set(['', 'n/a', 'no_information', 'not_supported']);

/** Seconds and zone have to be there: a cell that was cut off can look like an earlier time. */
const wholeInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const slots = [1, 2] as const;

const ACCEPTED = "accepted is the CSV of IAM's credential report, header included";

type Cells = ReadonlyMap<string, string>;

/**
 * Reads IAM's credential report (CSV) by the names of its columns.
 *
 * @param source what to call it in an error: a path or an operation
 * @throws InvalidInputError in one line that names source, row, column and what is accepted
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export function parseCredentialReport(csv: string, source: string): readonly CredentialReportRow[] {
  const [header = [], ...records] = table(csv, source);
  const missing = requiredColumns.find((column) => !header.includes(column));
  if (missing !== undefined) {
    throw new InvalidInputError(`${source}: no column ${missing}; ${ACCEPTED}`);
  }
  return records.map((record, index) => {
    const cells = new Map(header.map((column, position) => [column, record[position] ?? '']));
    return readRow(cells, `${source}: row ${index + 1}`);
  });
}

function table(csv: string, source: string): readonly (readonly string[])[] {
  try {
    return parse(csv, { bom: true, skip_empty_lines: true });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new InvalidInputError(
      `${source}: cut off, or not a credential report (${oneLine(cause.message)}); ${ACCEPTED}`,
      { cause },
    );
  }
}

function readRow(cells: Cells, where: string): CredentialReportRow {
  const cell = (column: string) => cells.get(column) ?? '';
  const flag = (column: string) => toFlag(cell(column), `${where}: ${column}`);
  const instant = (column: string) => toInstant(cell(column), `${where}: ${column}`);
  return {
    user: cell('user'),
    arn: cell('arn'),
    createdAt: instant('user_creation_time'),
    passwordEnabled: flag('password_enabled'),
    passwordLastUsedAt: instant('password_last_used'),
    passwordLastChangedAt: instant('password_last_changed'),
    passwordNextRotationAt: instant('password_next_rotation'),
    mfaActive: flag('mfa_active') ?? false,
    accessKeys: slots
      .map((slot) => ({
        slot,
        active: flag(`access_key_${slot}_active`) ?? false,
        lastRotatedAt: instant(`access_key_${slot}_last_rotated`),
        lastUsedAt: instant(`access_key_${slot}_last_used_date`),
        lastUsedRegion: toText(cell(`access_key_${slot}_last_used_region`)),
        lastUsedService: toText(cell(`access_key_${slot}_last_used_service`)),
      }))
      .filter((key) => key.active || key.lastRotatedAt !== null),
    certificates: slots
      .map((slot) => ({
        slot,
        active: flag(`cert_${slot}_active`) ?? false,
        lastRotatedAt: instant(`cert_${slot}_last_rotated`),
      }))
      .filter((certificate) => certificate.active || certificate.lastRotatedAt !== null),
    additionalCredentialsInfo: toText(cell('additional_credentials_info')),
  };
}

function toText(cell: string): string | null {
  return nothing.has(cell.toLowerCase()) ? null : cell;
}

function toFlag(cell: string, where: string): boolean | null {
  const text = toText(cell)?.toLowerCase();
  if (text === undefined) return null;
  if (text === 'true' || text === 'false') return text === 'true';
  throw new InvalidInputError(`${where}: ${oneLine(JSON.stringify(cell))} is neither true nor false nor N/A`);
}

function toInstant(cell: string, where: string): string | null {
  const text = toText(cell);
  if (text === null) return null;
  const date = new Date(text);
  if (wholeInstant.test(text) && !Number.isNaN(date.getTime())) return date.toISOString();
  throw new InvalidInputError(
    `${where}: ${oneLine(JSON.stringify(cell))} is no date such as 2026-11-22T03:00:00+00:00, nor N/A`,
  );
}
