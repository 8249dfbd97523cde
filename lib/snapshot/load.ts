import { InvalidInputError } from '../errors.ts';
import { oneLine } from '../one-line.ts';
import { importAuthorizationDetails, isAuthorizationDetails } from './import-authorization-details.ts';
import { withCredentialReport } from './import-credential-report.ts';
import { parseJson } from './json.ts';
import { readText } from './read-text.ts';
import { SNAPSHOT_SCHEMA_VERSION, snapshotSchema } from './schema.ts';
import type { Snapshot } from './snapshot.ts';
import { describeIssue } from './validation.ts';

const ACCEPTED = 'accepted are a snapshot of this program and the output of aws iam get-account-authorization-details';

export interface LoadOptions {
  /** Credential report (CSV) of the same account and time; it takes the place of the snapshot's own. */
  readonly credentialReportPath?: string | undefined;
  /** When imported data was read; this program's own snapshots know it themselves. */
  readonly now: Date;
}

/**
 * Reads an account from a file: a snapshot of this program, or what `aws iam get-account-authorization-details` puts
 * out.
 *
 * @throws InvalidInputError in one line that names the file, what is wrong with it and what is accepted
 */
export async function loadSnapshot(path: string, options: LoadOptions): Promise<Snapshot> {
  const json = jsonOf(await readText(path), path);
  const snapshot = isAuthorizationDetails(json)
    ? importAuthorizationDetails(json, { source: path, now: options.now })
    : validated(json, path);
  if (options.credentialReportPath === undefined) return snapshot;
  const source = options.credentialReportPath;
  return withCredentialReport(snapshot, { csv: await readText(source), source });
}

/**
 * Where a JSON document follows another, as commands leave them that were run page by page. Within a document there is a
 * comma between objects, and no line ends within a string.
 */
const nextDocument = /(?<=\})[^\S\n]*\n\s*(?=\{)/;

function jsonOf(text: string, path: string): unknown {
  try {
    const documents = text.split(nextDocument).map(parseJson);
    return documents.length === 1 ? documents[0] : documents;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidInputError(oneLine(`${path}: not JSON (${reason}); ${ACCEPTED}`), { cause });
  }
}

function validated(json: unknown, path: string): Snapshot {
  if (typeof json !== 'object' || json === null || !('schemaVersion' in json)) {
    throw new InvalidInputError(`${path}: neither UserDetailList nor schemaVersion is in it; ${ACCEPTED}`);
  }
  if (json.schemaVersion !== SNAPSHOT_SCHEMA_VERSION) {
    const version = oneLine(JSON.stringify(json.schemaVersion));
    throw new InvalidInputError(
      `${path}: schemaVersion ${version}; this program reads version ${SNAPSHOT_SCHEMA_VERSION}`,
    );
  }
  const result = snapshotSchema.safeParse(json);
  if (result.success) return result.data;
  throw new InvalidInputError(`${path}: ${describeIssue(result.error)}; ${ACCEPTED}`, { cause: result.error });
}
