import { z } from 'zod';
import { describeAwsError } from '../aws/describe-error.ts';
import type { KeptAnswers } from '../collect/inventory/kept-answers.ts';
import { functionAccess } from '../snapshot/serverless-schema.ts';
import { bucketSettings, keyRotation } from '../snapshot/storage-schema.ts';
import { type ArchiveBucket, getPacked, putPacked } from './packed-objects.ts';
import { decodedLine } from './packed-report.ts';

/** Version of the object; of another one nothing is taken over. */
const SCHEMA_VERSION = 1;

const headSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  accountId: z.string(),
  takenAt: z.iso.datetime(),
});

/** One answer. */
const lineSchema = z.union([
  z.strictObject({ functionAccess }),
  z.strictObject({ bucketSettings }),
  z.strictObject({ keyRotation }),
]);

/**
 * What earlier nights asked of each function, bucket and key; null: nothing is kept. Nothing depends on it: without it, for whatever
 * reason, everything is asked, and that is logged.
 */
export async function readKeptAnswers(archive: ArchiveBucket): Promise<KeptAnswers | null> {
  const key = keyOf(archive);
  try {
    const text = await getPacked(archive, key);
    return text === null ? null : parse(text, archive.owner);
  } catch (error) {
    const reason = describeAwsError(error).message;
    archive.log.warn(
      'what earlier nights asked of functions, buckets and keys is not readable; all of them are asked',
      {
        key,
        reason,
      },
    );
    return null;
  }
}

/** Keeps answers for the next night, in the place of those before. When it fails, that is logged, and the next night asks all of them. */
export async function keepAnswers(archive: ArchiveBucket, answers: KeptAnswers, takenAt: string): Promise<void> {
  const key = keyOf(archive);
  const head = { schemaVersion: SCHEMA_VERSION, accountId: archive.owner, takenAt } satisfies z.infer<
    typeof headSchema
  >;
  const lines = [
    ...(answers.functionAccess ?? []).map((functionAccess) => ({ functionAccess })),
    ...(answers.bucketSettings ?? []).map((bucketSettings) => ({ bucketSettings })),
    ...(answers.keyRotation ?? []).map((keyRotation) => ({ keyRotation })),
  ];
  try {
    await putPacked(archive, key, `${[head, ...lines].map((line) => JSON.stringify(line)).join('\n')}\n`);
  } catch (error) {
    const reason = describeAwsError(error).message;
    archive.log.warn('what was asked of functions, buckets and keys was not kept; the next audit asks all of them', {
      key,
      reason,
    });
  }
}

function keyOf({ owner }: ArchiveBucket): string {
  return `answers/${owner}.ndjson.gz`;
}

function parse(text: string, accountId: string): KeptAnswers {
  const lines = text.trimEnd().split('\n').values();
  const head = decodedLine(headSchema, lines.next().value);
  if (head.accountId !== accountId) throw new Error(`it is of account ${head.accountId}`);
  const read = Array.from(lines, (line) => decodedLine(lineSchema, line));
  return {
    functionAccess: read.flatMap((line) => ('functionAccess' in line ? [line.functionAccess] : [])),
    bucketSettings: read.flatMap((line) => ('bucketSettings' in line ? [line.bucketSettings] : [])),
    keyRotation: read.flatMap((line) => ('keyRotation' in line ? [line.keyRotation] : [])),
  };
}
