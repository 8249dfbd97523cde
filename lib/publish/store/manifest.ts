import { z } from 'zod';
import { MAX_VALUE_BYTES } from './limits.ts';
import { type Piece, parameterJson, pieceOf } from './piece.ts';
import { STORE_SCHEMA_VERSION } from './schema-version.ts';
import type { Shard } from './shard-plan.ts';

const manifestSchema = z.object({
  schemaVersion: z.literal(STORE_SCHEMA_VERSION),
  shards: z.array(z.object({ hash: z.string(), findings: z.int() })),
});

/** **Contract**: the shards of a night in their order, in as many manifests as it takes. */
export function packManifests(shards: readonly Pick<Shard, 'hash' | 'findings'>[]): readonly Piece[] {
  const manifests: string[] = [];
  let entries: { hash: string; findings: number }[] = [];
  for (const shard of shards) {
    const entry = { hash: shard.hash, findings: shard.findings.length };
    if (manifestText([...entries, entry]).length > MAX_VALUE_BYTES) {
      manifests.push(manifestText(entries));
      entries = [];
    }
    entries.push(entry);
  }
  return [...manifests, manifestText(entries)].map(pieceOf);
}

/**
 * Hashes of the shards that a manifest names.
 *
 * @throws Error when the value is not a manifest
 */
export function unpackManifest(value: string): readonly string[] {
  return manifestSchema.parse(JSON.parse(value)).shards.map(({ hash }) => hash);
}

function manifestText(shards: readonly { readonly hash: string; readonly findings: number }[]): string {
  return parameterJson({ schemaVersion: STORE_SCHEMA_VERSION, shards });
}
