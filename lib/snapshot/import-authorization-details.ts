import { z } from 'zod';
import { InvalidInputError } from '../errors.ts';
import { authorizationDetailsPage, mergeAuthorizationDetails } from './authorization-details.ts';
import { accountIn, accountsIn, snapshotOfDetails } from './details-snapshot.ts';
import { type CredentialReportFile, withCredentialReport } from './import-credential-report.ts';
import type { CoverageRecord, Snapshot } from './snapshot.ts';
import { describeIssue } from './validation.ts';

const lists = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const;

/** Pages that the AWS CLI did not follow to the end (`--no-paginate`, `--max-items`) say so. */
const page = authorizationDetailsPage.extend({
  IsTruncated: z.boolean().optional(),
  NextToken: z.string().optional(),
});
const pages = z.array(page).min(1, 'an empty list');

export interface ImportOptions {
  /** What to call the document in an error. */
  readonly source: string;
  /** When the data was read; ages are counted from it. */
  readonly now: Date;
  readonly credentialReport?: CredentialReportFile | undefined;
}

/** Whether a JSON value is output of `aws iam get-account-authorization-details`: one, or a list of pages. */
export function isAuthorizationDetails(json: unknown): boolean {
  const [first] = Array.isArray(json) ? json : [json];
  return typeof first === 'object' && first !== null && lists.some((list) => list in first);
}

/**
 * Makes a snapshot of the output of `aws iam get-account-authorization-details`: one document or a list of its pages,
 * with policy documents URL-encoded or decoded. What that command does not tell is `skipped`.
 *
 * @throws InvalidInputError in one line that names the source, the field and what is accepted
 */
export function importAuthorizationDetails(json: unknown, options: ImportOptions): Snapshot {
  const { source, now } = options;
  const result = pages.safeParse(Array.isArray(json) ? json : [json]);
  if (!result.success) {
    const wrong = describeIssue(result.error, Array.isArray(json) ? [] : [0]);
    throw new InvalidInputError(
      `${source}: ${wrong}; accepted is the output of aws iam get-account-authorization-details`,
      {
        cause: result.error,
      },
    );
  }
  const details = mergeAuthorizationDetails(result.data);
  const account = accountIn(details);
  if (account === null) throw new InvalidInputError(`${source}: no ARN in it tells which account this is`);
  const other = accountsIn(details).find(({ accountId }) => accountId !== account.accountId);
  if (other) {
    throw new InvalidInputError(
      `${source}: entities of accounts ${account.accountId} and ${other.accountId}; accepted is one account a file`,
    );
  }
  const takenAt = now.toISOString();
  const snapshot = snapshotOfDetails(details, {
    account: { ...account, alias: null, callerArn: null, region: null },
    coverage: coverageOfDetails(result.data, takenAt),
    takenAt,
    rest: 'not part of the imported file',
  });
  return options.credentialReport ? withCredentialReport(snapshot, options.credentialReport) : snapshot;
}

function coverageOfDetails(all: z.output<typeof pages>, dataAsOf: string): CoverageRecord {
  const missing = lists.filter((list) => all.every((each) => each[list] === undefined));
  const isCutOff = all.every((each) => each.IsTruncated === true || each.NextToken !== undefined);
  const gaps = [
    ...(missing.length > 0 ? [`the file has no ${missing.join(', ')}`] : []),
    ...(isCutOff ? ['the file says that more pages follow'] : []),
  ];
  if (gaps.length === 0) return { source: 'authorization-details', status: 'complete', reason: null, dataAsOf };
  return { source: 'authorization-details', status: 'partial', reason: gaps.join('; '), dataAsOf };
}
