import { z } from 'zod';
import { describeAwsError } from '../aws/describe-error.ts';
import type { KeptReport, KeptReports } from '../collect/last-accessed/kept-reports.ts';
import { type ArchiveBucket, getPacked, putPacked } from './packed-objects.ts';
import { decodedLine, packedReportSchema, packReport, reportUnpacker } from './packed-report.ts';

/** Version of the object; of another one nothing is taken over. */
const SCHEMA_VERSION = 1;

const headSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  accountId: z.string(),
  takenAt: z.iso.datetime(),
});

const lineSchema = z.strictObject({
  arn: z.string(),
  id: z.string(),
  permissions: z.string(),
  credentials: z.string().nullable(),
  report: packedReportSchema,
});

/** Reports of earlier nights, and in a few words where they come from or why there are none. */
export interface ReadReports {
  readonly reports: KeptReports;
  readonly origin: string;
}

/**
 * The reports that the last night kept. Nothing depends on them: without them, for whatever reason, everybody is asked, and
 * that is logged.
 */
export async function readKeptReports(archive: ArchiveBucket): Promise<ReadReports> {
  const key = keyOf(archive);
  try {
    const text = await getPacked(archive, key);
    if (text === null) {
      const origin = 'none are kept yet';
      archive.log.info(`last-accessed reports of earlier nights: ${origin}`);
      return { reports: new Map(), origin };
    }
    const { takenAt, reports } = parse(text, archive.owner);
    return { reports, origin: `${reports.size} were kept by the audit of ${takenAt}` };
  } catch (error) {
    const reason = describeAwsError(error).message;
    archive.log.warn('the last-accessed reports of earlier nights are not readable; everybody is asked', {
      key,
      reason,
    });
    return { reports: new Map(), origin: `those kept are not readable: ${reason}` };
  }
}

/** Keeps reports for the next night, in the place of those before. When it fails, that is logged, and the next night asks everybody. */
export async function keepReports(archive: ArchiveBucket, reports: KeptReports, takenAt: string): Promise<void> {
  const key = keyOf(archive);
  const head = { schemaVersion: SCHEMA_VERSION, accountId: archive.owner, takenAt } satisfies z.infer<
    typeof headSchema
  >;
  const lines = Array.from(reports, ([arn, { report, ...kept }]) =>
    JSON.stringify({ arn, ...kept, report: packReport(report) } satisfies z.infer<typeof lineSchema>),
  );
  try {
    await putPacked(archive, key, `${[JSON.stringify(head), ...lines].join('\n')}\n`);
  } catch (error) {
    const reason = describeAwsError(error).message;
    archive.log.warn('the last-accessed reports were not kept; the next audit asks everybody', { key, reason });
  }
}

function keyOf({ owner }: ArchiveBucket): string {
  return `reports/${owner}.ndjson.gz`;
}

/** A line at a time, so that the whole of it is never there twice. */
function parse(text: string, accountId: string): { readonly takenAt: string; readonly reports: KeptReports } {
  const lines = text.trimEnd().split('\n').values();
  const head = decodedLine(headSchema, lines.next().value);
  if (head.accountId !== accountId) throw new Error(`they are of account ${head.accountId}`);
  const unpack = reportUnpacker();
  const reports = new Map<string, KeptReport>();
  for (const line of lines) {
    const { arn, report, ...kept } = decodedLine(lineSchema, line);
    reports.set(arn, { ...kept, report: unpack(report) });
  }
  return { takenAt: head.takenAt, reports };
}
