import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidInputError, UsageError } from '../errors.ts';
import type { AuditOptions } from './audit-options.ts';

/** One account's file, and what its results are called in a folder; null when it is the only one. */
interface SnapshotFile {
  readonly path: string;
  readonly name: string | null;
}

/** As they are saved, and packed as they are archived. */
const ending = /\.json(\.gz)?$/;

/**
 * The files that `--snapshot` names: one, or the `.json` and `.json.gz` files of a folder in the order of their names.
 *
 * @throws InvalidInputError when there is nothing to read there
 * @throws UsageError when other flags do not go with a folder
 */
export async function snapshotFiles(path: string, options: AuditOptions): Promise<readonly SnapshotFile[]> {
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory()) return [{ path, name: null }];
  if (options.credentialReport !== undefined)
    throw new UsageError('--credential-report goes with one --snapshot, not with a folder');
  const names = (await readdir(path)).filter((name) => ending.test(name)).sort();
  if (names.length === 0)
    throw new InvalidInputError(`${path}: no .json file in this folder; accepted are snapshots, one account each`);
  return names.map((name) => ({ path: join(path, name), name: name.replace(ending, '') }));
}
