import { InvalidInputError } from '../errors.ts';
import { accountOf } from './account-of.ts';
import { withCoverage } from './coverage-records.ts';
import { parseCredentialReport } from './credential-report.ts';
import type { Snapshot } from './snapshot.ts';

export interface CredentialReportFile {
  readonly csv: string;
  /** What to call it in an error. */
  readonly source: string;
}

/**
 * A snapshot with the credential report of a CSV file, which does not say when it was generated: it is taken to be as
 * old as the snapshot.
 *
 * @throws InvalidInputError when the file is no credential report, or one of another account
 */
export function withCredentialReport(snapshot: Snapshot, file: CredentialReportFile): Snapshot {
  const rows = parseCredentialReport(file.csv, file.source);
  const { accountId } = snapshot.account;
  const stranger = rows.map((row) => accountOf(row.arn)).find((account) => account && account.accountId !== accountId);
  if (stranger) {
    throw new InvalidInputError(
      `${file.source}: a credential report of account ${stranger.accountId}; the snapshot is of ${accountId}`,
    );
  }
  return withCoverage(
    { ...snapshot, credentialReport: { generatedAt: snapshot.takenAt, rows } },
    { source: 'credential-report', status: 'complete', reason: null, dataAsOf: snapshot.takenAt },
  );
}
