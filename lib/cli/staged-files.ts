import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../errors.ts';

/** Findings are a map of weak points: for their owner's eyes alone. */
const MODE = 0o600;

/**
 * Files that appear together or not at all: each is written beside its place, and moved there when all are written.
 * What stood there before stands until then.
 */
export class StagedFiles {
  readonly #staged: { readonly temporary: string; readonly path: string }[] = [];

  /** @throws UsageError that names the path when it cannot be written there */
  async write(path: string, text: string): Promise<void> {
    const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
    await explained(path, async () => {
      await mkdir(dirname(path), { recursive: true });
      const existing = await stat(path).catch(() => null);
      if (existing !== null && !existing.isFile())
        throw new UsageError(`${path}: not a file, so it cannot be replaced by one`);
      this.#staged.push({ temporary, path });
      await writeFile(temporary, text, { mode: MODE });
    });
  }

  async commit(): Promise<void> {
    for (const { temporary, path } of this.#staged.splice(0)) await explained(path, () => rename(temporary, path));
  }

  /** Forgets what was not committed. */
  async discard(): Promise<void> {
    for (const { temporary } of this.#staged.splice(0)) await rm(temporary, { force: true });
  }
}

async function explained(path: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new UsageError(`${path}: cannot be written (${reason})`, { cause });
  }
}
