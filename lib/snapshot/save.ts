import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../errors.ts';
import type { Snapshot } from './snapshot.ts';

/** A snapshot is a map of weak points: for its owner's eyes alone. */
const MODE = 0o600;

/**
 * Writes a snapshot whole or not at all: beside its place first, then moved there.
 *
 * @throws UsageError when it cannot be written there
 */
export async function saveSnapshot(path: string, snapshot: Snapshot): Promise<void> {
  await refuseSpecialFile(path);
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, 'wx', MODE);
    try {
      await file.writeFile(`${JSON.stringify(snapshot)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new UsageError(`${path}: the snapshot cannot be written there (${reason})`, { cause });
  }
}

/** Moving a file onto a directory fails, but onto a device or pipe it would replace it. */
async function refuseSpecialFile(path: string): Promise<void> {
  const existing = await stat(path).catch(() => null);
  if (existing && !existing.isFile())
    throw new UsageError(`${path}: not a file; name one that the snapshot may be written to`);
}
