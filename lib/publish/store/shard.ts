import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { canonicalJson } from '../../findings/canonical-json.ts';
import { type StoredFinding, severities } from '../../findings/finding.ts';
import { introducedBySchema } from './introduced-by-schema.ts';
import { MAX_VALUE_BYTES } from './limits.ts';

/** **Contract**: how the value of a shard begins; base64 of gzip follows. */
const PREFIX = 'gzip:';
/** Bytes that a shard may unpack to: deflate packs no better than 1,032 to 1. */
const MAX_UNPACKED_BYTES = MAX_VALUE_BYTES * 1032;
/** Where a gzip header names the operating system, and the value for "unknown" (RFC 1952, section 2.3). */
const OS_OFFSET = 9;
const OS_UNKNOWN = 255;

const findingsSchema = z.array(
  // Loose, so that a field of a later version survives being read and written again.
  z.looseObject({
    id: z.string(),
    checkId: z.string(),
    severity: z.enum(severities),
    resource: z.looseObject({ arn: z.string(), type: z.string(), name: z.string(), accountId: z.string() }),
    evidence: z.record(z.string(), z.unknown()),
    discriminator: z.string().exactOptional(),
    firstSeenAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime().exactOptional(),
    resolvedAt: z.iso.datetime().exactOptional(),
    reopenedAt: z.iso.datetime().exactOptional(),
    suppression: z
      .looseObject({
        exception: z.string(),
        reason: z.string(),
        owner: z.string(),
        expires: z.iso.date(),
        ticket: z.string().exactOptional(),
      })
      .exactOptional(),
    introducedBy: introducedBySchema.exactOptional(),
  }),
);

/** The JSON of a shard that holds these findings, in this order. */
export function shardText(findings: readonly StoredFinding[]): string {
  return canonicalJson(findings);
}

/**
 * The value of a shard. Nothing of the machine or the hour is in the header; the packed bytes themselves can still
 * differ between builds of zlib, which is why shards are compared by their text and never packed again to compare.
 */
export function packShard(text: string): string {
  // zlib writes no time of its own: the header's MTIME is 0.
  const packed = gzipSync(text, { level: 9, memLevel: 9 });
  packed[OS_OFFSET] = OS_UNKNOWN;
  return PREFIX + packed.toString('base64');
}

/** @throws Error when the value is not a shard */
export function unpackShard(value: string): { readonly text: string; readonly findings: readonly StoredFinding[] } {
  if (!value.startsWith(PREFIX)) throw new Error(`does not begin with ${PREFIX}`);
  const packed = Buffer.from(value.slice(PREFIX.length), 'base64');
  const text = gunzipSync(packed, { maxOutputLength: MAX_UNPACKED_BYTES }).toString('utf8');
  return { text, findings: findingsSchema.parse(JSON.parse(text)) };
}
