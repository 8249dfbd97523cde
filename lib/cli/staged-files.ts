import { randomUUID } from 'node:crypto';
import { mkdir, open, realpath, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../errors.ts';

/** Findings are a map of weak points: for their owner's eyes alone. */
const MODE = 0o600;

/** One file to be: its text waits beside its place, or in memory where nothing can be put beside it. */
interface Staged {
  readonly path: string;
  readonly target: string;
  /** null: a device or pipe (`/dev/stdout`, `>(gzip)`), which is written into and never replaced. */
  readonly temporary: string | null;
  text?: string;
}

/** The system's error codes that a user can do something about, in words. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'no permission to write there',
  EPERM: 'no permission to write there',
  EROFS: 'the file system is read-only',
  ENOENT: 'no such folder, and none can be made there',
  ENOTDIR: 'part of the path is a file, not a folder',
  EEXIST: 'part of the path is a file, not a folder',
  EISDIR: 'it is a folder; name a file',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'no space left on the device',
};

/**
 * Files that appear together or not at all: each is written beside its place, and moved there when all are written.
 * What stood there before stands until then.
 */
export class StagedFiles {
  readonly #staged = new Map<string, Staged>();
  readonly #made: string[] = [];

  /**
   * Takes a place before there is anything to put in it, so that an hour of reading is not lost to a mistyped path.
   *
   * @throws UsageError that names the path when it cannot be written there, or is taken already
   */
  async reserve(path: string): Promise<void> {
    if (this.#staged.has(resolve(path))) throw new UsageError(`${path}: two results are to be written there`);
    await this.#stage(path);
  }

  /** @throws UsageError that names the path when it cannot be written there */
  async write(path: string, text: string): Promise<void> {
    const staged = await this.#stage(path);
    staged.text = text;
    if (staged.temporary !== null) await explained(path, writeFile(staged.temporary, text, { mode: MODE }));
  }

  /** Puts everything that was written in its place. */
  async commit(): Promise<void> {
    for (const [key, { path, target, temporary, text }] of this.#staged) {
      if (text === undefined) continue;
      await explained(path, temporary === null ? writeFile(target, text) : rename(temporary, target));
      this.#staged.delete(key);
      this.#made.length = 0;
    }
  }

  /** Forgets what was not committed. */
  async discard(): Promise<void> {
    for (const { temporary } of this.#staged.values()) if (temporary !== null) await rm(temporary, { force: true });
    this.#staged.clear();
    for (const folder of this.#made.splice(0).reverse()) await rmdir(folder).catch(() => undefined);
  }

  async #stage(path: string): Promise<Staged> {
    const key = resolve(path);
    const known = this.#staged.get(key);
    if (known) return known;
    if (await isFolder(path)) throw new UsageError(`${path}: it is a folder; name a file`);
    const existing = await stat(path).catch(() => null);
    const isSpecial = existing !== null && !existing.isFile();
    // What a link leads to is replaced, not the link.
    const target = existing?.isFile() ? await realpath(path) : key;
    const temporary = isSpecial ? null : join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
    if (temporary !== null) await explained(path, this.#makeFile(temporary));
    const staged: Staged = { path, target, temporary };
    this.#staged.set(key, staged);
    return staged;
  }

  async #makeFile(path: string): Promise<void> {
    await this.#makeFolder(dirname(path));
    const file = await open(path, 'wx', MODE);
    await file.close();
  }

  /** Not `mkdir`'s own recursion: where a file system refuses new folders (`/proc`), Node's never comes back. */
  async #makeFolder(path: string): Promise<void> {
    if (await isFolder(path)) return;
    if (dirname(path) !== path) await this.#makeFolder(dirname(path));
    try {
      await mkdir(path);
      this.#made.push(path);
    } catch (error) {
      // Somebody else may have been faster.
      if (!(await isFolder(path))) throw error;
    }
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

async function explained(path: string, action: Promise<unknown>): Promise<void> {
  try {
    await action;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new UsageError(`${path}: ${reasons[code] ?? `cannot be written (${code})`}`, { cause });
  }
}
